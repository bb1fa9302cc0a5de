import { appendFileSync, existsSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { project, stepFile, type Project } from '../support/rig.ts';

/** Cities with numbers, from a raw file, through SQL, to a small text written by TypeScript. */
function small(): Project {
  return project({
    'pipeline.yaml': `study: { title: Small }
settings: { factor: 2 }
steps:
  raw:     { kind: sql, reads: [data/raw.csv] }
  panel:   { kind: sql, needs: [raw], with: { factor: "\${settings.factor}" }, expect: { key: [city] } }
  total:   { kind: sql, needs: [panel] }
  report:  { kind: ts, run: steps/report.ts, needs: [panel] }
`,
    'data/raw.csv': 'city,x,y\na,1,10\nb,2,20\nc,3,30\n',
    'sql/raw.sql': "select city, x, y from 'data/raw.csv' order by city",
    'sql/panel.sql': "select city, x * getvariable('factor') as x from raw order by city",
    'sql/total.sql': 'select sum(x)::bigint as total from panel',
    'steps/helper.ts': 'export const unit = (x: number): string => `${x} units`;\n',
    'steps/report.ts': stepFile({
      head: "import { unit } from './helper.ts';",
      outputs: '{ [step]: `outputs/${step}.txt` }',
      reads: "{ panel: ['city', 'x'] }",
      body: `const rows = await readRows(c.input('panel'));
    await writeText(c.output('report'), rows.map((r) => r.city + ' ' + unit(Number(r.x))).join('\\n'));`,
    }),
  });
}

const ALL_UNCHANGED = {
  raw: 'unchanged',
  panel: 'unchanged',
  total: 'unchanged',
  report: 'unchanged',
};

describe('a second run', () => {
  it('builds nothing, and neither does a change that means nothing', async () => {
    const p = small();
    const first = await p.run();
    expect(first.exit).toBe(0);
    expect(Object.values(first.states)).toEqual(['built', 'built', 'built', 'built']);
    expect(p.read('outputs/report.txt')).toBe('a 2 units\nb 4 units\nc 6 units');
    expect((await p.run()).states).toEqual(ALL_UNCHANGED);

    const now = new Date();
    utimesSync(join(p.root, 'data/raw.csv'), now, now);
    p.write({
      'sql/panel.sql': `-- One row is a city. Key: city.
SELECT city,   x * getvariable('factor')   AS x
FROM raw -- all of them
ORDER BY city;
`,
      'steps/helper.ts': `/** A comment. */
type Shown = string;
const unused = (x: number): number => x + 1;
export const unit = (x: number): Shown => \`\${x} units\`;
`,
    });
    expect((await p.run()).states).toEqual(ALL_UNCHANGED);
  });

  it('builds what a changed setting, its users and their users are', async () => {
    const p = small();
    await p.run();
    const { states, why } = await p.run('--set', 'settings.factor=3');
    expect(states).toEqual({ raw: 'unchanged', panel: 'built', total: 'built', report: 'built' });
    expect(why['panel']).toEqual(['settings.factor: 2 → 3']);
    expect(why['total']).toEqual(['input panel: column x']);
    expect(p.read('outputs/report.txt')).toBe('a 3 units\nb 6 units\nc 9 units');
  });

  it('stops where a rebuilt table has the same columns', async () => {
    const p = small();
    await p.run();
    p.write({
      'sql/panel.sql': "select city, getvariable('factor') * x as x from raw order by city",
    });
    const { states, why } = await p.run();
    expect(states).toEqual({ ...ALL_UNCHANGED, panel: 'built' });
    expect(why['panel']).toEqual(['code']);
  });

  it('does not rebuild a reader for a column that it does not read', async () => {
    const p = small();
    await p.run();
    p.write({
      'sql/panel.sql': "select city, x * getvariable('factor') as x, y from raw order by city",
    });
    expect((await p.run()).states).toEqual({ ...ALL_UNCHANGED, panel: 'built' });
    p.write({ 'data/raw.csv': 'city,x,y\na,1,10\nb,2,20\nc,3,31\n' });
    expect((await p.run()).states).toEqual({ ...ALL_UNCHANGED, raw: 'built', panel: 'built' });
  });

  it('builds again what was edited, deleted or forced', async () => {
    const p = small();
    await p.run();
    appendFileSync(join(p.root, 'outputs/report.txt'), '!');
    rmSync(join(p.root, 'outputs/parquet/total.parquet'));
    const repaired = await p.run();
    expect(repaired.states).toEqual({ ...ALL_UNCHANGED, total: 'built', report: 'built' });
    expect(repaired.why['report']).toEqual(['output outputs/report.txt was edited']);
    expect(repaired.why['total']).toEqual(['output outputs/parquet/total.parquet is missing']);
    expect(p.read('outputs/report.txt')).toBe('a 2 units\nb 4 units\nc 6 units');
    expect((await p.run('--force', 'total')).states).toEqual({ ...ALL_UNCHANGED, total: 'built' });
  });

  it('loads neither DuckDB nor esbuild nor the parser when there is nothing to do', async () => {
    const p = small();
    await p.run();
    await p.run();
    rmSync(join(p.root, '.didactic/cache/verdict.json'), { force: true });
    const hook = `import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => (console.error('loads', url), next(url, context)) });`;
    const quiet = await p.call(['run'], {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}`,
    });
    expect(quiet.exit).toBe(0);
    expect(quiet.out).toContain('4 unchanged');
    const loaded = quiet.err.split('\n').filter((line) => line.startsWith('loads'));
    expect(loaded.some((line) => line.endsWith('/engine/scheduler.ts'))).toBe(true);
    expect(loaded.filter((line) => line.includes('/node_modules/'))).toEqual([]);
  });
});

describe('the short way of a run with nothing to do', () => {
  /** Runs until the verdict of the last run is taken on trust: building, hashing young files, noting. */
  async function settled(): Promise<Project> {
    const p = small();
    p.write({
      'pipeline.yaml': p.read('pipeline.yaml').replace('data/raw.csv', 'data/*.csv'),
      'sql/raw.sql': "select city, x, y from read_csv('data/raw.csv') order by city",
    });
    await p.run();
    await sleep(100);
    await p.run();
    expect(existsSync(join(p.root, '.didactic/cache/verdict.json'))).toBe(true);
    expect((await p.run()).states).toEqual(ALL_UNCHANGED);
    return p;
  }
  const touches: Readonly<Record<string, [(p: Project) => void, Record<string, string>]>> = {
    'a raw file of the same size': [
      (p) => p.write({ 'data/raw.csv': 'city,x,y\na,1,10\nb,2,20\nc,4,30\n' }),
      { raw: 'built', panel: 'built', total: 'built', report: 'built' },
    ],
    'one more raw file': [(p) => p.write({ 'data/more.csv': 'z\n1\n' }), { raw: 'built' }],
    'a deleted receipt': [
      (p) => rmSync(join(p.root, '.didactic/receipts/total.json')),
      { total: 'built' },
    ],
    'a damaged receipt': [
      (p) => p.write({ '.didactic/receipts/total.json': '{"format":1,"step":"total"}' }),
      { total: 'built' },
    ],
    'an edited output': [(p) => p.write({ 'outputs/report.txt': 'x' }), { report: 'built' }],
    'a helper of a step': [
      (p) =>
        p.write({ 'steps/helper.ts': 'export const unit = (x: number): string => `${x} u`;\n' }),
      { report: 'built' },
    ],
    'a new check that fails': [
      (p) => p.write({ 'sql/checks/total.sql': 'from total' }),
      { total: 'failed' },
    ],
    'the study': [
      (p) =>
        p.write({ 'pipeline.yaml': p.read('pipeline.yaml').replace('factor: 2', 'factor: 5') }),
      { panel: 'built', total: 'built', report: 'built' },
    ],
  };
  for (const [name, [touch, changed]] of Object.entries(touches)) {
    it(`is not taken after a change: ${name}`, async () => {
      const p = await settled();
      touch(p);
      expect((await p.run()).states).toEqual({ ...ALL_UNCHANGED, ...changed });
    });
  }

  it('is not taken for another question', async () => {
    const p = await settled();
    expect((await p.run('total')).states).toEqual({
      raw: 'unchanged',
      panel: 'unchanged',
      total: 'unchanged',
    });
    expect((await p.run('--force', 'total')).states['total']).toBe('built');
    expect((await p.run('--set', 'settings.factor=9')).states['panel']).toBe('built');
  });
});

/** Queries over one table whose reads a plan made from statistics would hide. */
const TRAPS: Readonly<Record<string, { sql: string; before: string; after: string }>> = {
  'a filter outside the data': {
    sql: 'select count(*) as n from t where v > 100',
    before: 'select 1 as k, 5 as v',
    after: 'select 1 as k, 500 as v',
  },
  'a minimum': {
    sql: 'select min(v) as low from t',
    before: 'select 1 as k, 5 as v',
    after: 'select 1 as k, 4 as v',
  },
  'a count of rows': {
    sql: 'select count(*) as n from t',
    before: 'select 1 as k, 5 as v',
    after: 'select unnest([1, 2]) as k, 5 as v',
  },
  'a count of values': {
    sql: 'select count(v) as n from t',
    before: 'select 1 as k, 5 as v',
    after: 'select 1 as k, null::integer as v',
  },
  'a new column that * picks up': {
    sql: 'select * from t order by all',
    before: 'select 1 as k, 5 as v',
    after: 'select 1 as k, 5 as v, 7 as extra',
  },
  'a new column that a natural join picks up': {
    sql: "select count(*) as n from t natural join (select 1 as k, 'x' as extra) u",
    before: 'select 1 as k, 5 as v',
    after: "select 1 as k, 5 as v, 'y' as extra",
  },
  'a new column that USING makes common': {
    sql: 'select count(*) as n from t join (select 5 as v) u using (v)',
    before: 'select 1 as k, 5 as v',
    after: 'select 1 as k, 6 as v',
  },
  'a subquery that only filters': {
    sql: 'select 1 as one where exists (select 1 from t where v = 5)',
    before: 'select 1 as k, 5 as v',
    after: 'select 1 as k, 6 as v',
  },
  'rows in another order': {
    sql: "select string_agg(v, ',') as list from t",
    before: 'select unnest([1, 2]) as v',
    after: 'select unnest([2, 1]) as v',
  },
  'a pivot over named values': {
    sql: 'select * from (pivot t on k in (1, 2) using sum(v)) order by all',
    before: 'select unnest([1, 2]) as k, 5 as v',
    after: 'select unnest([1, 3]) as k, 5 as v',
  },
  'another type with the same digits': {
    sql: 'select v / 2 as half, typeof(v) as kind from t',
    before: 'select 5::integer as v',
    after: 'select 5::bigint as v',
  },
};

describe('a change that statistics would hide', () => {
  for (const [name, trap] of Object.entries(TRAPS)) {
    it(`is seen: ${name}`, async () => {
      const p = project({
        'pipeline.yaml':
          'study: { title: T }\nsteps: { t: { kind: sql }, q: { kind: sql, needs: [t] } }\n',
        'sql/t.sql': trap.before,
        'sql/q.sql': trap.sql,
      });
      expect((await p.run()).states).toEqual({ t: 'built', q: 'built' });
      p.write({ 'sql/t.sql': trap.after });
      expect((await p.run()).states).toEqual({ t: 'built', q: 'built' });
    });
  }
});

describe('on-demand and folder steps', () => {
  const files = {
    'pipeline.yaml': `study: { title: Demand }
settings: { data: outputs/demo }
steps:
  demo: { kind: ts, run: steps/demo.ts, on_demand: true }
  read: { kind: sql, reads: ["\${settings.data}/part*.csv"] }
`,
    'steps/demo.ts': stepFile({
      outputs: "{ [step]: 'outputs/demo/' }",
      body: `await writeText(c.output('demo') + '/part1.csv', 'a\\n1\\n');
    await writeText(c.output('demo') + '/part2.csv', 'a\\n2\\n');`,
    }),
    'sql/read.sql':
      "select a from read_csv(['outputs/demo/part1.csv', 'outputs/demo/part2.csv']) order by a",
    'data/raw/part1.csv': 'a\n9\n',
  };

  it('take part only while their output is read', async () => {
    const p = project(files);
    expect((await p.run()).states).toEqual({ demo: 'built', read: 'built' });
    expect((await p.run()).states).toEqual({ demo: 'unchanged', read: 'unchanged' });
    p.write({ 'sql/read.sql': "select a from read_csv('data/raw/part1.csv')" });
    const own = await p.run('--set', 'settings.data=data/raw');
    expect(own.states).toEqual({ read: 'built' });
  });

  it('are repaired when a file of the folder is edited, added or lost', async () => {
    const p = project(files);
    await p.run();
    for (const damage of [
      () => p.write({ 'outputs/demo/part1.csv': 'a\n7\n' }),
      () => p.write({ 'outputs/demo/extra.csv': 'a\n7\n' }),
      () => rmSync(join(p.root, 'outputs/demo/part2.csv')),
    ]) {
      damage();
      expect((await p.run()).states).toEqual({ demo: 'built', read: 'unchanged' });
      expect(p.read('outputs/demo/part1.csv')).toBe('a\n1\n');
    }
  });
});
