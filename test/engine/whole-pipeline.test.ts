import { describe, expect, it } from 'vitest';
import { project, stepFile, type Project } from '../support/rig.ts';

/** Two tables and a step that tells of all steps and reads all tables. */
function told(): Project {
  return project({
    'pipeline.yaml': `study: { title: Told }
steps:
  make:  { kind: ts, run: steps/make.ts, on_demand: true }
  idle:  { kind: ts, run: steps/idle.ts, on_demand: true }
  raw:   { kind: sql, reads: [outputs/made.csv] }
  sums:  { kind: sql, needs: [raw], with: { factor: 2 }, expect: { rows: 1 } }
  tell:  { kind: ts, run: steps/tell.ts, needs: all }
  other: { kind: ts, run: steps/tell.ts, needs: all }
`,
    'steps/make.ts': stepFile({
      outputs: '{ [step]: "outputs/made.csv" }',
      body: `writeFileSync(c.output('make'), 'x\\n1\\n2\\n'); c.count({ lines: 2 });`,
    }),
    'steps/idle.ts': stepFile({
      outputs: '{ [step]: "outputs/idle.txt" }',
      body: `writeFileSync(c.output('idle'), '');`,
    }),
    'sql/raw.sql': "select x from 'outputs/made.csv' order by x",
    'sql/sums.sql': "select sum(x)::bigint * getvariable('factor') as total from raw",
    'steps/tell.ts': stepFile({
      outputs: '{ [step]: `outputs/${step}.json` }',
      reads: "{ '*': '*' }",
      sees: true,
      body: `const rows = await readRows(c.input('sums'));
    await writeText(c.output(c.step), JSON.stringify({ rows, raw: (await readRows(c.input('raw'))).length, steps: c.steps }));`,
    }),
  });
}

interface Told {
  rows: unknown;
  raw: number;
  steps: {
    step: string;
    readable: boolean;
    needs: string[];
    with: unknown;
    expect: unknown;
    counts: unknown;
    outputs: { path: string; table?: { rows: number } }[];
  }[];
}

describe('a step that needs all', () => {
  it('reads every table and is told of every step before it, but of none that nobody asks for', async () => {
    const p = told();
    const first = await p.run();
    expect(first.error).toBeUndefined();
    expect(first.states).not.toHaveProperty('idle');
    const { rows, raw, steps } = JSON.parse(p.read('outputs/tell.json')) as Told;
    expect({ rows, raw }).toEqual({ rows: [{ total: 6 }], raw: 2 });
    expect(steps.map(({ step, readable, needs }) => [step, readable, needs])).toEqual([
      ['make', false, []],
      ['raw', true, ['make']],
      ['sums', true, ['raw']],
    ]);
    expect(steps[0]?.counts).toEqual({ lines: 2 });
    expect(steps[2]).toMatchObject({
      with: { factor: 2 },
      expect: { rows: 1 },
      outputs: [{ path: 'outputs/parquet/sums.parquet', table: { rows: 1 } }],
    });
    expect(p.read('outputs/tell.json')).not.toMatch(/"ms"|finished|20\d\d-\d\d-\d\d/);
    expect((await p.run()).states).toMatchObject({ tell: 'unchanged', other: 'unchanged' });
  });

  it('is built again when what it was told changes, and says by which step', async () => {
    const p = told();
    await p.run();
    p.write({ 'pipeline.yaml': p.read('pipeline.yaml').replace('rows: 1 }', 'rows: [1, 2] }') });
    const { states, why } = await p.run();
    expect(states).toMatchObject({ sums: 'unchanged', tell: 'built' });
    expect(why['tell']).toEqual(['about step sums']);
    p.write({ 'sql/sums.sql': `-- A comment.\n${p.read('sql/sums.sql')}` });
    expect((await p.run()).states).toMatchObject({ sums: 'unchanged', tell: 'unchanged' });
  });
});
