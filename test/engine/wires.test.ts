import { describe, expect, it } from 'vitest';
import { parseStudy } from '../../src/engine/study/config.ts';
import type { Described } from '../../src/engine/kinds.ts';
import { placeOf } from '../../src/engine/wires.ts';
import { project, stepFile } from '../support/rig.ts';

const FILES = {
  'pipeline.yaml': `study: { unit: city, treatment: did }
settings: { first_year: 2006 }
steps:
  panel: {}
  fits:  { use: fits, outcome: y }
  table: { use: print, columns: [t.1] }
  own:   { use: print, columns: [], model: fits }
`,
  'sql/panel.sql':
    "select 1 as city, 2.5 as y, 1 as did, getvariable('first_year') as year order by city",
  'steps/fits.ts': stepFile({
    params: '{ outcome: z.string(), unit: z.string(), treatment: z.string() }',
    outputs: '{ [step]: `outputs/models/${step}.json` }',
    reads: '{ panel: [params.outcome, params.unit, params.treatment] }',
    more: "inherits: ['unit', 'treatment'], fits: () => [{ id: 't.1', columns: ['y'] }, { id: 't.2', columns: ['y'] }],",
    body: "await writeText(c.output('fits'), '{}');",
  }),
  'steps/print.ts': stepFile({
    params: '{ columns: z.array(z.string()), model: z.string().optional() }',
    outputs: '{ [step]: `outputs/${step}.txt` }',
    more: `models: ({ model }) => (model === undefined ? [] : [model]),
      asks: ({ columns }) => columns.map((fit, i) => ({ fit, at: ['columns', String(i)] })),`,
    body: "await writeText(c.output(c.step), 'x');",
  }),
};

describe('a name that leads nowhere', () => {
  const cases: Readonly<Record<string, [Record<string, string>, string, string, RegExp]>> = {
    'a fit': [
      edited('[t.1]', '[t.11]'),
      'E_UNKNOWN_FIT',
      'pipeline.yaml:6:34',
      /Did you mean "t.1"/,
    ],
    'a fit of two steps': [
      edited('  table:', '  twice: { use: fits, outcome: y }\n  table:'),
      'E_DUPLICATE_FIT',
      'pipeline.yaml:6:3',
      /one of step "fits", one of "twice"/,
    ],
    'a pattern without a fit': [
      edited('[t.1]', "['u.*']"),
      'E_UNKNOWN_FIT',
      'pipeline.yaml:6:34',
      /t.1, t.2/,
    ],
    'a step of models': [
      edited('model: fits', 'model: fit'),
      'E_UNKNOWN_MODEL',
      'pipeline.yaml:7:37',
      /Did you mean "fits"/,
    ],
    'a column in a parameter': [
      edited('outcome: y', 'outcome: yy'),
      'E_UNKNOWN_COLUMN',
      'pipeline.yaml:5:23',
      /its columns|Did you mean/,
    ],
    'a column of a role': [
      edited('unit: city', 'unit: banana'),
      'E_UNKNOWN_COLUMN',
      'pipeline.yaml:1:10',
      /"banana"/,
    ],
    'a parameter': [
      edited('outcome: y', 'outcome: y, outcmoe: y'),
      'E_STEP_PARAMETER',
      'pipeline.yaml:5:35',
      /Did you mean "outcome"/,
    ],
    'a parameter that is not given': [
      edited(', outcome: y', ''),
      'E_STEP_PARAMETER',
      'pipeline.yaml:5:',
      /not given "outcome"/,
    ],
    'a use of nobody': [
      edited('use: fits', 'use: fitts'),
      'E_UNKNOWN_USE',
      'pipeline.yaml:5:12',
      /Did you mean/,
    ],
    'a table in SQL': [
      { 'sql/panel.sql': 'select *\nfrom panle' },
      'E_UNKNOWN_TABLE',
      'sql/panel.sql:2:6',
      /Did you mean "panel"/,
    ],
    'a setting in SQL': [
      {
        'sql/panel.sql': "select 1 as city, 2 as y, 1 as did,\n  getvariable('frist_year') as year",
      },
      'E_UNKNOWN_SETTING',
      'sql/panel.sql:2:3',
      /Did you mean "first_year"/,
    ],
    'a parameter of SQL': [
      edited('panel: {}', 'panel: { with: { first_yaer: 2000 } }'),
      'E_STEP_PARAMETER',
      'pipeline.yaml:4:20',
      /Did you mean "first_year"/,
    ],
  };
  for (const [name, [files, code, where, says]] of Object.entries(cases)) {
    it(`is an error of status and of a dry run, at its line: ${name}`, async () => {
      const made = project({ ...FILES, ...files });
      for (const verb of [
        ['status', '--json'],
        ['run', '--dry-run', '--json'],
      ]) {
        const { exit, error } = await made.call(verb);
        expect(error?.code).toBe(code);
        expect(error?.where.startsWith(where), error?.where).toBe(true);
        expect(`${error?.message}\n${error?.hint}`).toMatch(says);
        expect(exit).toBe(2);
      }
    });
  }
});

describe('the place of a name that is wrong', () => {
  const study = parseStudy(
    {
      study: `study: { unit: city }
settings: {}
steps:
  baseline:
    use: estimate
    vcov: { cluster: city }
    models:
      table1.1: y ~ did | city + year
      table1.2: { formula: yy ~ did, where: { regionn: east } }
`,
      texts: {},
    },
    {},
  );
  const [spec] = study.steps;
  const place = (name: string): string =>
    placeOf(
      spec!,
      { params: spec!.with, places: {} } as Partial<Described> as Described,
      name,
      study,
    );

  it.each([
    ['a word of a formula', 'yy', 'pipeline.yaml:9:'],
    ['a key', 'regionn', 'pipeline.yaml:9:'],
    ['a text that is the name before one that has it as a word', 'city', 'pipeline.yaml:6:'],
    ['an id', 'table1.1', 'pipeline.yaml:8:'],
  ])('is the parameter that holds it: %s', (_, name, where) => {
    expect(place(name)).toContain(where);
  });

  it('is the step for a name that is only a part of another, for one that is nowhere, and for none', () => {
    const step = place('');
    expect(step).toMatch(/^pipeline\.yaml:4:/u);
    expect(place('egion')).toBe(step);
    expect(place('population')).toBe(step);
  });
});

describe('a mistake of a step while it runs', () => {
  const failing = (thrown: string) => ({
    ...FILES,
    'steps/fits.ts': FILES['steps/fits.ts']
      .replace(
        "await writeText(c.output('fits'), '{}');",
        `throw new UserError('E_X', 'not so', ${thrown});`,
      )
      .replace(
        'import { z }',
        "import { UserError } from '" + process.cwd() + "/src/text/user-error.ts';\nimport { z }",
      ),
  });

  it.each([
    ['the parameter that holds the name', "{ subject: 'y' }", 'pipeline.yaml:5:23'],
    ['the role that gave the parameter', "{ subject: 'did' }", 'pipeline.yaml:1:22'],
    ['the step where no name is known', '{}', 'pipeline.yaml:5:3'],
    ['where the step says', "{ where: 'a.csv, row 3', subject: 'y' }", 'a.csv, row 3'],
  ])('stands at %s', async (_, thrown, where) => {
    const { error } = await project(failing(thrown)).run('fits');
    expect(error).toEqual({ code: 'E_X', where, message: 'not so', hint: '' });
  });
});

/** The study with one text in place of another. */
function edited(from: string, to: string): Record<string, string> {
  const study = FILES['pipeline.yaml'];
  if (!study.includes(from)) throw new Error(`the study has no ${from}`);
  return { 'pipeline.yaml': study.replace(from, to) };
}
