import { expect, it } from 'vitest';
import { project, stepFile } from '../support/rig.ts';

it('knows the columns of SQL before anything runs, and where one is named that there is not', async () => {
  const made = project({
    'pipeline.yaml':
      'study: {}\nsettings: {}\nsteps:\n  a: {}\n  b: { use: b, column: population }\n',
    'sql/a.sql': 'select 1 as population',
    'steps/b.ts': stepFile({
      params: '{ column: z.string() }',
      outputs: '{ [step]: `outputs/${step}.txt` }',
      reads: '{ a: [params.column] }',
      body: "await writeText(c.output('b'), 'x');",
    }),
  });
  expect((await made.call(['status', '--json'])).error).toBeUndefined();
  made.write({ 'sql/a.sql': 'select 1 as populace' });
  expect((await made.call(['status', '--json'])).error).toMatchObject({
    code: 'E_UNKNOWN_COLUMN',
    where: 'pipeline.yaml:5:16',
    message: 'step "b" reads column "population", which table "a" does not have',
  });
});
