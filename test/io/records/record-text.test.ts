import { describe, expect, it } from 'vitest';
import { queryRows } from '../../../src/io/duckdb.ts';
import { openDatabase, quoteText } from '../../../src/io/duckdb.ts';
import {
  listOfText,
  recordText,
  valueInText,
  valueOfText,
} from '../../../src/io/records/record-text.ts';

const TYPES = {
  name: 'VARCHAR',
  day: 'DATE',
  parts: 'VARCHAR[]',
  codes: 'INTEGER[]',
  count: 'INTEGER',
} as const;

describe('the text of a record', () => {
  const text = recordText(
    { name: 'a; b', day: '2017-02-28', parts: ['x', 'y'], codes: [1, 2], count: null },
    TYPES,
  );

  it('is taken apart by SQL', async () => {
    const database = await openDatabase();
    const value = (name: string) => valueInText(quoteText(text), name, TYPES);
    const [row] = await queryRows(
      database.connection,
      `select ${value('name')} as name, ${value('day')}::date as day, ${listOfText(value('parts'), 'chr(31)')} as parts,
         ${value('codes')}::integer[] as codes, ${value('count')}::integer as count`,
    );
    database.close();
    expect(row).toEqual({
      name: 'a; b',
      day: '2017-02-28',
      parts: ['x', 'y'],
      codes: [1, 2],
      count: null,
    });
  });

  it('differs where a list differs from the text of its entries', () => {
    const one = recordText({ parts: ['x', 'y'] }, TYPES);
    expect(recordText({ parts: ['x; y'] }, TYPES)).not.toBe(one);
    expect(recordText({ parts: [] }, TYPES)).not.toBe(recordText({ parts: [''] }, TYPES));
  });

  it('has no end mark but its own', () => {
    const odd = recordText({ name: 'a\u001Eb', parts: ['x\u001Fy'] }, TYPES);
    expect(valueOfText(odd, 'name', TYPES)).toBe('a b');
    expect(valueOfText(odd, 'parts', TYPES)).toBe('x y\u001F');
  });
});
