import { expect, it } from 'vitest';
import { project, stepFile } from '../support/rig.ts';

it('tells a step of every step before it, and of none beside it', async () => {
  const made = project({
    'pipeline.yaml': `study: {}
settings: { size: 3 }
steps:
  a: {}
  b: { expect: { key: [v] } }
  beside: {}
  tell: { use: tell, needs: [b] }
`,
    'sql/a.sql': "select getvariable('size') as v",
    'sql/b.sql': 'select v from a',
    'sql/beside.sql': 'select 1 as v',
    'steps/tell.ts': stepFile({
      outputs: '{ [step]: `outputs/${step}.json` }',
      sees: true,
      body: "await writeText(c.output('tell'), JSON.stringify(c.steps));",
    }),
  });
  expect((await made.run()).error).toBeUndefined();
  const steps = JSON.parse(made.read('outputs/tell.json')) as Record<string, unknown>[];
  expect(steps.map(({ step, readable }) => [step, readable])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  expect(steps[1]).toMatchObject({
    needs: ['a'],
    settings: { size: 3 },
    expect: { key: ['v'] },
    synthetic: false,
    outputs: [{ artifact: 'b', table: { rows: 1, columns: [{ name: 'v' }] } }],
  });
  // Without times: what depends on these facts is the same whenever it is made.
  expect(JSON.stringify(steps)).not.toMatch(/"ms"|"began"/u);
});
