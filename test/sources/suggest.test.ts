import { describe, expect, it } from 'vitest';
import { suggestionsOf } from '../../src/sources/suggest.ts';
import type { SurveyedColumn, SurveyedTable } from '../../src/sources/survey.ts';

function table(file: string, more: Partial<SurveyedTable> = {}): SurveyedTable {
  return {
    file: `data/raw/rain/${file}`,
    sheet: '',
    format: 'text',
    outcome: 'read',
    settled: false,
    kind: 'rain',
    why: 'it has a column mm',
    reason: '',
    code: '',
    todo: '',
    headerRows: [1, 1],
    yearFrom: 'column',
    counts: { read: 2, kept: 2 },
    columns: [],
    rejects: [],
    years: [2014, 2014],
    units: 2,
    ...more,
  };
}
const column = (name: string, more: Partial<SurveyedColumn> = {}): SurveyedColumn => ({
  column: name,
  variable: null,
  unit: null,
  year: null,
  scope: null,
  note: null,
  nearest: null,
  ...more,
});
const refused = (code: string, reason: string): Partial<SurveyedTable> => {
  return { outcome: 'refused', code, reason, counts: {} };
};

describe('what would settle what is open', () => {
  it('is nothing where every file gives something', () => {
    expect(suggestionsOf('rain', [table('a.csv'), table('b/c.csv')])).toEqual([]);
  });

  it('leaves out what is refused or ignored, files with one reason together', () => {
    const picture = refused('E_NOT_A_TABLE', 'a picture (png)');
    const found = suggestionsOf('rain', [
      table('a.png', picture),
      table('sub/b.png', { ...picture, reason: 'a picture (jpeg)' }),
      table('c.csv', { outcome: 'ignored', reason: 'no known variable', counts: {} }),
      table('d.csv', {
        counts: { read: 2 },
        rejects: [{ column: 'x', reason: 'no_mm', count: 2 }],
      }),
    ]);
    expect(found.map(({ entry }) => entry)).toEqual([
      { files: ['rain/a.png', 'rain/sub/b.png'], ignore: 'E_NOT_A_TABLE a picture' },
      { files: 'rain/c.csv', ignore: 'no known variable' },
      { files: 'rain/d.csv', ignore: 'gives nothing (no_mm)' },
    ]);
  });

  it('does not speak of what the study has settled, nor of notes beside data', () => {
    const left = { outcome: 'ignored', settled: true, reason: 'a draft', counts: {} } as const;
    const notes = { sheet: 'notes', outcome: 'ignored', reason: 'no header', counts: {} } as const;
    const tables = [table('a.csv', left), table('b.xlsx', { sheet: 'mm' }), table('b.xlsx', notes)];
    expect(suggestionsOf('rain', tables)).toEqual([]);
  });

  it('leaves out a sheet that is refused beside one that is read', () => {
    const old = { sheet: 'old', ...refused('E_NO_HEADER', 'no header: row 1 is x') };
    expect(suggestionsOf('rain', [table('b.xlsx', { sheet: 'mm' }), table('b.xlsx', old)])).toEqual(
      [
        {
          entry: { files: 'rain/b.xlsx', sheet: 'old', ignore: 'E_NO_HEADER no header' },
          comment: [],
        },
      ],
    );
  });

  it.each([
    ['E_YEAR_MISSING', '- { files: rain/a.csv, year: … }'],
    ['E_FILE_ENCRYPTED', '- { files: rain/a.csv, password: … }'],
    ['E_FILE_ENCODING', '- { files: rain/a.csv, encoding: … }'],
  ])('offers what a person may know of a file: %s', (code, line) => {
    const [found] = suggestionsOf('rain', [table('a.csv', refused(code, 'x'))]);
    expect(found?.entry).toMatchObject({ ignore: `${code} x` });
    expect(found?.comment).toEqual(['or, if it is wanted:', line]);
  });

  it('asks for what a file lacks, and leaves it out only where others give something', () => {
    const lacking = table('a.csv', {
      ...refused('E_COLUMN_MISSING', 'it has no column mm'),
      todo: 'Add a file with mm.',
    });
    expect(suggestionsOf('rain', [lacking])).toEqual([
      {
        entry: null,
        comment: ['rain/a.csv is not complete: it has no column mm', 'Add a file with mm.'],
      },
    ]);
    expect(suggestionsOf('rain', [lacking, table('b.csv')])).toMatchObject([
      { entry: { files: 'rain/a.csv' } },
    ]);
  });

  it('offers columns whose unit is unknown and those like a variable, and guesses neither', () => {
    const columns = [
      column('mm', { variable: 'rain' }),
      column('Snoww (cm)', { nearest: 'snow', note: 'no known variable' }),
      column('Rainn (mm)', { nearest: 'rain' }),
      column('Hail (cm)', { nearest: 'hail', unit: 'cm' }),
      column('Snow in towns', { nearest: 'snow', scope: 'towns' }),
      column('station'),
      column('cloud', { variable: 'cloud', unit: '%' }),
    ];
    const rejects = [
      { column: 'mm', reason: 'unknown_unit', count: 2 },
      { column: 'cloud', reason: 'bad_number', count: 2 },
    ];
    const [found, ...more] = suggestionsOf('rain', [table('a b.csv', { columns, rejects })]);
    expect(more).toEqual([]);
    expect(found?.entry).toBeNull();
    expect(found?.comment.at(-1)).toBe(
      "- { files: 'rain/a b.csv', columns: { mm: { variable: rain, unit: … }, 'Snoww (cm)': { variable: snow, unit: … }, 'Hail (cm)': { variable: hail, unit: cm } } }",
    );
  });
});
