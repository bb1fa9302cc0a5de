import { CFB } from '@e965/xlsx';
import { encrypt } from 'officecrypto-tool';
import { describe, expect, it } from 'vitest';
import { opened, sheetsOf } from '../../../support/sheets.ts';
import { workbook } from '../../../support/workbook.ts';

const PLAIN = workbook({ S: [['a', 1]] });
const LOCKED = encrypt(PLAIN, { password: 'secret' });

describe('a protected workbook', () => {
  it.each([undefined, 'standard'] as const)(
    'opens by the password of Excel itself (%s)',
    async (type) => {
      const options = { password: 'VelvetSweatshop', ...(type === undefined ? {} : { type }) };
      const [sheet] = await sheetsOf(encrypt(PLAIN, options), 'a.xlsx');
      expect(sheet).toMatchObject({ format: 'xlsx', rows: [['a', 1]] });
    },
  );

  it('opens by the password that the study gives, else it is an error that says what to do', async () => {
    expect((await sheetsOf(LOCKED, 'a.xlsx', { password: 'secret' }))[0]?.rows).toEqual([['a', 1]]);
    await expect(sheetsOf(LOCKED, 'a.xlsx')).rejects.toMatchObject({
      code: 'E_FILE_ENCRYPTED',
      hint: expect.stringContaining('password:') as string,
    });
    await expect(sheetsOf(LOCKED, 'a.xlsx', { password: 'wrong' })).rejects.toMatchObject({
      code: 'E_FILE_ENCRYPTED',
      message: expect.stringContaining('another password') as string,
    });
  });

  it('that asks for endless rounds is damaged', async () => {
    const bytes = Buffer.from(LOCKED);
    bytes.write('spinCount="9999999"', bytes.indexOf('spinCount="100000"'));
    await expect(sheetsOf(bytes, 'a.xlsx')).rejects.toMatchObject({ code: 'E_FILE_CORRUPT' });
  });
});

describe('a compound file', () => {
  it.each([
    ['WordDocument', 'Word'],
    ['PowerPoint Document', 'PowerPoint'],
    ['Something', 'no workbook'],
  ])('with the stream %s is no table', async (stream, reason) => {
    const file = CFB.utils.cfb_new();
    CFB.utils.cfb_add(file, `/${stream}`, Buffer.from('x'));
    const bytes = CFB.write(file, { type: 'buffer' }) as Buffer;
    expect(await opened(bytes, 'a.doc')).toMatchObject({
      outcome: 'ignored',
      reason: expect.stringContaining(reason) as string,
    });
  });

  it('named .xls that holds no workbook is damaged', async () => {
    const bytes = CFB.write(CFB.utils.cfb_new(), { type: 'buffer' }) as Buffer;
    await expect(sheetsOf(bytes, 'a.xls')).rejects.toMatchObject({ code: 'E_FILE_CORRUPT' });
  });
});
