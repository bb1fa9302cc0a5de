import { describe, expect, it } from 'vitest';
import { isWholeBiff } from '../../../../src/io/raw/workbook/biff.ts';
import { sheetsOf } from '../../../support/sheets.ts';
import { workbook } from '../../../support/workbook.ts';

function records(...types: readonly number[]): Buffer {
  return Buffer.concat(types.map((type) => Buffer.from([type & 255, type >> 8, 2, 0, 1, 1])));
}

describe('the records of an .xls', () => {
  it('are whole from their beginning to their end, with or without padding', () => {
    expect(isWholeBiff(records(0x809, 4, 0x0a, 0x809, 4, 0x0a))).toBe(true);
    expect(isWholeBiff(Buffer.concat([records(0x09, 4, 0x0a), Buffer.alloc(50)]))).toBe(true);
  });

  it('are not where they are cut, within one or between two', () => {
    const whole = records(0x809, 4, 0x0a);
    for (let length = 0; length < whole.length; length++)
      expect(isWholeBiff(whole.subarray(0, length))).toBe(false);
  });
});

it.each(['biff2', 'biff5', 'biff8'] as const)(
  'a %s is read whole, and an error cut',
  async (type) => {
    const bytes = workbook({ S: [['a', 1]] }, type);
    expect((await sheetsOf(bytes, 'a.xls'))[0]?.rows).toEqual([['a', 1]]);
    const cut = bytes.subarray(0, bytes.length - (type === 'biff2' ? 5 : 1600));
    await expect(sheetsOf(cut, 'a.xls')).rejects.toMatchObject({ code: 'E_FILE_CORRUPT' });
  },
);
