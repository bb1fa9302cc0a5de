import { expect, it } from 'vitest';
import type { SurveyedTable } from '../../../src/sources/survey.ts';
import { assigned } from '../../../src/verbs/sources/assign.ts';
import type { Looked } from '../../../src/verbs/sources/look.ts';

function table(file: string, kept: number, known: number): SurveyedTable {
  const column = { column: 'x', unit: null, year: null, scope: null, note: null, nearest: null };
  return {
    file,
    sheet: '',
    format: 'text',
    outcome: kept > 0 ? 'read' : 'ignored',
    settled: false,
    kind: null,
    why: null,
    reason: '',
    code: '',
    todo: '',
    headerRows: null,
    yearFrom: null,
    counts: { kept },
    columns: Array.from({ length: known }, () => ({ ...column, variable: 'v' })),
    rejects: [],
    years: null,
    units: null,
  };
}
const coverage = { unit: null, expected: null, span: null, lines: [] };
const error = { code: 'E_FILES_REFUSED', where: '', message: 'x', hint: '' };
const looked = (step: string, ...tables: SurveyedTable[]): Looked => {
  return { step, unit: '', survey: { tables, coverage }, files: [], warnings: [], error };
};

it('a file of a mixed folder belongs to the source that makes most of it', () => {
  const found = assigned([
    looked('rain', table('a', 5, 1), table('b', 0, 4), table('c', 0, 1), table('d', 0, 0)),
    looked('snow', table('a', 0, 3), table('b', 1, 1), table('c', 0, 2), table('d', 0, 0)),
  ]);
  expect(found.map(({ step, survey }) => [step, survey?.tables.map(({ file }) => file)])).toEqual([
    ['rain', ['a', 'd']],
    ['snow', ['b', 'c']],
  ]);
  expect(found.map((one) => 'error' in one)).toEqual([false, false]);
});

it('a source without a file of its own has no coverage', () => {
  const [rain, snow] = assigned([
    looked('rain', table('a', 1, 1)),
    looked('snow', table('a', 0, 0)),
  ]);
  expect(rain?.survey?.coverage).toBe(coverage);
  expect(snow?.survey).toEqual({ tables: [], coverage: null });
});
