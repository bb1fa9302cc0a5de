import { describe, expect, it } from 'vitest';
import { parseSheetsOf, rejectRows, type Reject } from '../../../src/io/tables/rejects.ts';
import { temporaryFolder } from '../temporary-folder.ts';

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

describe('sheets that are parsed', () => {
  const csv = () => temporaryFolder({ 'a.csv': 'x,y\n1,2\n' })('a.csv');
  const refuse = () => {
    throw Object.assign(new Error('no header'), { code: 'E_NO_HEADER' });
  };

  it('are what the parser makes of each', () => {
    const rejected: Reject[] = [];
    expect(parseSheetsOf(csv(), 'a.csv', rejected, ({ rows }) => rows.length)).toEqual([2]);
    expect(rejected).toEqual([]);
  });

  it('are an error where every sheet is refused, and where the parser is broken', () => {
    expect(() => parseSheetsOf(csv(), 'a.csv', [], refuse)).toThrow('no header');
    expect(() =>
      parseSheetsOf(csv(), 'a.csv', [], () => {
        throw new TypeError('a bug');
      }),
    ).toThrow('a bug');
  });
});
