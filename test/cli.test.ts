import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, stepFile } from './support/rig.ts';

const START = join(resolve(import.meta.dirname, '..'), 'src/didactic.mjs');
const SOURCE = resolve(import.meta.dirname, '../src');

/** a -> b, and c by itself. */
const THREE = {
  'pipeline.yaml': `study: { title: Three }
steps:
  a: { kind: sql }
  b: { kind: sql, needs: [a] }
  c: { kind: sql }
`,
  'sql/a.sql': '-- a\nselect 1 as x order by x\n',
  'sql/b.sql': '-- b\nselect x + 1 as x from a order by x\n',
  'sql/c.sql': '-- c\nselect 3 as x order by x\n',
};

describe('--force', () => {
  it('builds the step that it names beside the targets, with what it needs', async () => {
    const p = project(THREE);
    expect((await p.run('c', '--force', 'b')).states).toEqual({
      a: 'built',
      b: 'built',
      c: 'built',
    });
    const again = await p.run('c', '--force', 'b');
    expect(again.states).toEqual({ a: 'unchanged', b: 'built', c: 'unchanged' });
    expect(again.why['b']).toEqual(['forced']);
  });

  it('without a step builds the targets, not everything', async () => {
    const p = project(THREE);
    await p.run();
    expect((await p.run('c', '--force')).states).toEqual({ c: 'built' });
  });

  it('with STEP+ builds what depends on the step, too', async () => {
    const p = project(THREE);
    await p.run();
    expect((await p.run('c', '--force', 'a+')).states).toEqual({
      a: 'built',
      b: 'built',
      c: 'unchanged',
    });
  });

  it('shows in a dry run', async () => {
    const p = project(THREE);
    await p.run();
    const { out } = await p.call(['run', '--dry-run', '--force', 'a']);
    expect(out).toMatch(/^3 steps: 1 unchanged, 1 would be built, 1 may be built$/m);
    expect(out).toMatch(/^build +a +\(forced\)$/m);
    expect(out).toMatch(/maybe +b /);
    expect(out).not.toContain(' c ');
  });

  it('names an unknown step even where every step is chosen', async () => {
    const result = await project(THREE).call(['run', '--force', 'bb']);
    expect(result.exit).toBe(2);
    expect(result.err).toContain('E_UNKNOWN_STEP there is no step "bb"');
  });
});

describe('status', () => {
  const settings = {
    ...THREE,
    'pipeline.yaml': `study: { title: Three }
settings: { year: 2017 }
steps:
  a: { kind: sql, with: { year: "\${settings.year}" } }
  b: { kind: sql, needs: [a] }
  c: { kind: sql }
`,
    'sql/a.sql': 'select 1 as x',
  };

  it('sums up first, then shows the steps that are not unchanged with the setting that changed', async () => {
    const p = project(settings);
    await p.run();
    const all = ['status', '--set', 'settings.year=2016'];
    expect((await p.call(all)).out).toBe(
      [
        '3 steps: 1 unchanged, 1 would be built, 1 may be built',
        'build      a                    (settings.year: 2017 → 2016)',
        'maybe      b                    (depends on what a will give)',
        '',
      ].join('\n'),
    );
    expect((await p.call(['run', '--dry-run', ...all.slice(1)])).out).toBe((await p.call(all)).out);
    expect((await p.call([...all, '--all'])).out).toMatch(/^unchanged {2}c$/m);
  });

  it('shows every step that is named or needed by it, unchanged or not', async () => {
    const p = project(settings);
    await p.run();
    expect((await p.call(['status'])).out).toBe('3 steps: 3 unchanged\n');
    expect((await p.call(['status', 'b'])).out).toBe(
      '2 steps: 2 unchanged\nunchanged  a\nunchanged  b\n',
    );
  });
});

describe('--project', () => {
  it('reads the files of that folder, not those of the same name where it was started', async () => {
    const study = 'study: { title: T }\nsteps:\n  a: { kind: sql, reads: [data/x.csv] }\n';
    const sql = "-- A.\nselect n from read_csv('data/x.csv') order by n\n";
    const own = project({ 'pipeline.yaml': study, 'sql/a.sql': sql, 'data/x.csv': 'n\n1\n2\n' });
    const other = project({ 'data/x.csv': 'n\n7\n' });
    const made = await other.call(['run', '--json', '-C', own.root]);
    expect(made.events).toContainEqual(expect.objectContaining({ step: 'a', rows: 2 }));
  });
});

describe('the end of a run', () => {
  it('says where the report is, also where nothing had to be done', async () => {
    const p = project({
      'pipeline.yaml': `study: { title: Told }
steps:
  other: { kind: sql }
  report: { kind: ts, run: steps/report.ts }
`,
      'sql/other.sql': 'select 1 as x',
      'steps/report.ts': stepFile({
        outputs: "{ [step]: 'outputs/report/' }",
        body: `await writeText(c.output('report') + '/index.html', 'site');`,
      }),
    });
    const says = /^report: outputs\/report\/index\.html$/m;
    expect((await p.call(['run', 'other'])).out).not.toMatch(says);
    expect((await p.call(['run'])).out).toMatch(says);
    const again = await p.call(['run', '--json']);
    expect(again.events.at(-1)).toMatchObject({ report: 'outputs/report/index.html' });
  });
});

describe('graph --json', () => {
  it('prints a step a line with kind, needs and outputs', async () => {
    const { out, exit } = await project(THREE).call(['graph', 'b', '--json']);
    expect(exit).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        event: 'node',
        step: 'a',
        kind: 'sql',
        needs: [],
        outputs: { a: 'outputs/parquet/a.parquet' },
      },
      {
        event: 'node',
        step: 'b',
        kind: 'sql',
        needs: ['a'],
        outputs: { b: 'outputs/parquet/b.parquet' },
      },
    ]);
  });
});

/** Runs a command whose reader goes after the first bytes, as `| head -1` does. */
function withGoneReader(
  root: string,
  args: readonly string[],
): Promise<{ err: string; code: number | null; signal: string | null }> {
  const child = spawn(process.execPath, [START, ...args], { cwd: root });
  let err = '';
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  return new Promise((done) => {
    child.on('close', (code, signal) => done({ err, code, signal }));
  });
}

describe('a reader that goes away', () => {
  it('ends a run quietly', async () => {
    const steps = Array.from({ length: 40 }, (_, i) => `s${i}`);
    const p = project({
      'pipeline.yaml': `study: { title: Many }\nsteps:\n${steps
        .map((s, i) => `  ${s}: { kind: sql${i > 0 ? `, needs: [s${i - 1}]` : ''} }\n`)
        .join('')}`,
      ...Object.fromEntries(
        steps.map((s) => [`sql/${s}.sql`, `-- ${s}\nselect 1 as x order by x\n`]),
      ),
    });
    const { err, code, signal } = await withGoneReader(p.root, ['run', '--json', '--jobs', '1']);
    expect(err).toBe('');
    expect(signal).toBe(null);
    expect(code).toBe(130);
    const after = await p.run();
    expect(after.exit).toBe(0);
  });
});

describe('a model that cannot be estimated', () => {
  const step = (formula: string) => ({
    'pipeline.yaml': 'study: { title: One }\nsteps:\n  m: { kind: ts, run: steps/m.ts }\n',
    'steps/m.ts': stepFile({
      head: `import { logit } from '${SOURCE}/econometrics/binary.ts';`,
      body: `const x = Float64Array.from([1, 2, 3, 4, 5, 6]);
        const y = Float64Array.from([0, 0, 0, 1, 1, 1]);
        logit({ rows: 6, columns: { x: { kind: 'number', values: x }, y: { kind: 'number', values: y } } }, '${formula}');`,
    }),
  });

  it.each([
    ['y ~ x', 'E_SEPARATION'],
    ['y ~ z', 'E_UNKNOWN_COLUMN'],
    ['y ~ x +', 'E_FORMULA'],
  ])('in a step ("%s") is %s and no bug', async (formula, code) => {
    const result = await project(step(formula)).run();
    expect(result.exit).toBe(1);
    expect(result.error).toMatchObject({ code });
    expect(result.error).not.toHaveProperty('stack');
    expect(result.error?.hint).not.toContain('bug');
  });

  it('points into pipeline.yaml where a formula cannot be read before the step runs', async () => {
    const files = {
      'pipeline.yaml': `study: { title: One }
steps:
  m: { kind: ts, run: steps/m.ts, with: { formula: y ~ x + } }
`,
      'steps/m.ts': stepFile({
        head: `import { formulaColumns } from '${SOURCE}/econometrics/feols.ts';`,
        params: '{ formula: z.string() }',
        reads: '{ panel: formulaColumns(params.formula) }',
        body: '',
      }),
    };
    const result = await project(files).run();
    expect(result.exit).toBe(2);
    expect(result.error).toMatchObject({ code: 'E_FORMULA', where: 'pipeline.yaml:3:35' });
  });
});
