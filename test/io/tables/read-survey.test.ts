import { describe, expect, it } from 'vitest';
import { writeParquet, type ColumnType } from '../../../src/io/tables/parquet.ts';
import { readSurvey, type SurveyRoles } from '../../../src/io/tables/read-survey.ts';
import { REJECTS_SCHEMA } from '../../../src/io/tables/rejects.ts';
import type { Outcome } from '../../../src/sources/outcome.ts';
import {
  COLUMNS_SCHEMA,
  columnRows,
  FILES_SCHEMA,
  fileRows,
} from '../../../src/templates/sources/tables.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const NOTHING = { variable: null, unit: null, year: null, scope: null, note: null, nearest: null };
const OUTCOMES: readonly Outcome[] = [
  {
    file: 'a.csv',
    sheet: '',
    format: 'text',
    outcome: 'read',
    settled: false,
    mapping: {
      kind: 'rain',
      why: 'it has a column mm',
      headerRows: [1, 2],
      yearFrom: 'column',
      columns: [
        { ...NOTHING, index: 1, header: 'mm', variable: 'rain', unit: 'mm' },
        { ...NOTHING, index: 0, header: 'x', nearest: 'rain' },
      ],
    },
    reason: '',
    code: '',
    todo: '',
    counts: { read: 5, kept: 3, missing: 2 },
  },
  {
    file: 'b.pdf',
    sheet: '',
    format: null,
    outcome: 'refused',
    settled: false,
    mapping: null,
    reason: 'a document',
    code: 'E_NOT_A_TABLE',
    todo: 'Take it away.',
    counts: {},
  },
];
const SCHEMA = {
  town: 'INTEGER',
  year: 'INTEGER',
  variable: 'VARCHAR',
  source_file: 'VARCHAR',
  source_sheet: 'VARCHAR',
} as const;
const ROWS = [
  [1, 2001, 'rain', 'a.csv', ''],
  [1, 2003, 'rain', 'a.csv', ''],
  [2, 2001, 'snow', 'a.csv', ''],
  [9, 2001, 'rain', 'a.csv', ''],
];

async function survey(
  roles: SurveyRoles,
  schema: Readonly<Record<string, ColumnType>> = SCHEMA,
  rows: readonly (readonly unknown[])[] = ROWS,
  hasWanted = false,
) {
  const inside = temporaryFolder();
  const paths = {
    table: inside('t.parquet'),
    rejects: inside('r.parquet'),
    files: inside('f.parquet'),
    columns: inside('c.parquet'),
  };
  const reject = (column: string) => ['a.csv', '', 2, column, 'x', 'bad_number'];
  await writeParquet(paths.table, schema, rows);
  await writeParquet(paths.rejects, REJECTS_SCHEMA, [reject('mm'), reject('mm'), reject('x')]);
  await writeParquet(paths.files, FILES_SCHEMA, fileRows(OUTCOMES));
  await writeParquet(paths.columns, COLUMNS_SCHEMA, columnRows(OUTCOMES));
  const towns = { town: 'INTEGER', town_name: 'VARCHAR' } as const;
  await writeParquet(inside('towns.parquet'), towns, [
    [1, 'Aston'],
    [2, 'Bath'],
  ]);
  const register = { path: inside('towns.parquet'), column: 'town' };
  const variables = { variable: 'VARCHAR', source: 'VARCHAR' } as const;
  await writeParquet(inside('variables.parquet'), variables, [
    ['hail', 'weather'],
    ['rain', 'weather'],
    ['score', 'school'],
  ]);
  const wanted = { path: inside('variables.parquet'), column: 'variable', source: 'weather' };
  const known = roles.unit === undefined ? {} : { register };
  return readSurvey(paths, { ...roles, ...known, ...(hasWanted ? { wanted } : {}) });
}

describe('the survey of a source', () => {
  it('has each file with its columns, rejects, years and units', async () => {
    const { tables } = await survey({
      key: ['town', 'year', 'variable'],
      unit: undefined,
      time: undefined,
    });
    expect(tables).toMatchObject([
      {
        file: 'a.csv',
        outcome: 'read',
        kind: 'rain',
        headerRows: [1, 2],
        counts: { read: 5, kept: 3, merged: 0, missing: 2 },
        columns: [
          { column: 'x', variable: null, nearest: 'rain' },
          { column: 'mm', variable: 'rain', unit: 'mm' },
        ],
        rejects: [
          { column: 'mm', reason: 'bad_number', count: 2 },
          { column: 'x', reason: 'bad_number', count: 1 },
        ],
        years: [2001, 2003],
        units: 3,
      },
      { file: 'b.pdf', outcome: 'refused', code: 'E_NOT_A_TABLE', headerRows: null, years: null },
    ]);
  });

  it('has a line for each variable that the study needs of the source, with a value or without', async () => {
    const roles = { key: ['town', 'year', 'variable'], unit: 'town', time: 'year' };
    const { coverage } = await survey(roles, SCHEMA, ROWS, true);
    expect(coverage?.lines.map(({ variable, years }) => [variable, years.size])).toEqual([
      ['hail', 0],
      ['rain', 2],
      ['snow', 1],
    ]);
  });

  it('counts units of the study by variable and year, and names those without a value', async () => {
    const roles = {
      key: ['town', 'year', 'variable'],
      unit: 'town',
      time: 'year',
      span: [2000, 2003] as const,
    };
    const { coverage } = await survey(roles);
    expect(coverage).toEqual({
      unit: 'town',
      expected: 2,
      span: [2000, 2003],
      lines: [
        {
          variable: 'rain',
          years: new Map([
            [2001, 1],
            [2003, 1],
          ]),
          missing: ['Bath'],
        },
        { variable: 'snow', years: new Map([[2001, 1]]), missing: ['Aston'] },
      ],
    });
  });

  it('counts rows by the first date where the study names no key', async () => {
    const schema = { day: 'DATE', source_file: 'VARCHAR', source_sheet: 'VARCHAR' } as const;
    const rows = [
      ['2001-02-03', 'a.csv', ''],
      ['2001-12-31', 'a.csv', ''],
      [null, 'a.csv', ''],
    ];
    const { coverage, tables } = await survey(
      { key: [], unit: 'town', time: 'year' },
      schema,
      rows,
    );
    expect(coverage).toEqual({
      unit: null,
      expected: null,
      span: null,
      lines: [{ variable: '', years: new Map([[2001, 2]]), missing: [] }],
    });
    expect(tables[0]).toMatchObject({ years: [2001, 2001] });
  });

  it('has no coverage where nothing tells a year', async () => {
    const schema = { town: 'INTEGER', source_file: 'VARCHAR', source_sheet: 'VARCHAR' } as const;
    const { coverage } = await survey({ key: ['town'], unit: 'town', time: 'year' }, schema, [
      [1, 'a.csv', ''],
    ]);
    expect(coverage).toBeNull();
  });
});
