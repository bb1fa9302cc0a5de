import { describe, expect, it } from 'vitest';
import { rejectRows, sheetRejects } from '../../../src/io/tables/rejects.ts';
import type { Outcome, Reject } from '../../../src/sources/outcome.ts';

const reject = (file: string, row: number, column = ''): Reject => ({
  origin: { file, sheet: '', row, column },
  value: 'x',
  reason: 'bad_date',
});

describe('rejects', () => {
  it('stand in the order of files, rows and columns, rows as numbers', () => {
    const rows = rejectRows([
      reject('b', 1),
      reject('a', 10, 'z'),
      reject('a', 9),
      reject('a', 10, 'c'),
    ]);
    expect(rows.map(([file, , row, column]) => [file, row, column])).toEqual([
      ['a', 9, ''],
      ['a', 10, 'c'],
      ['a', 10, 'z'],
      ['b', 1, ''],
    ]);
  });
});

describe('sheets that are not read', () => {
  const outcome = (file: string, sheet: string, became: Outcome['outcome']): Outcome => ({
    file,
    sheet,
    format: 'xlsx',
    outcome: became,
    settled: false,
    mapping: null,
    reason: `${sheet} has no header`,
    code: '',
    todo: '',
    counts: {},
  });

  it('are rejects where another sheet of their file is read', () => {
    const outcomes = [
      outcome('a.xlsx', 'data', 'read'),
      outcome('a.xlsx', 'notes', 'ignored'),
      outcome('a.xlsx', 'old', 'refused'),
      outcome('b.xlsx', 'data', 'refused'),
    ];
    const rows = rejectRows(sheetRejects(outcomes));
    expect(rows).toEqual([
      ['a.xlsx', 'notes', 1, '', 'notes has no header', 'sheet_not_read'],
      ['a.xlsx', 'old', 1, '', 'old has no header', 'sheet_not_read'],
    ]);
  });
});
