import { describe, expect, it } from 'vitest';
import { formatError, toErrorText } from '../../../src/engine/events/diagnostic.ts';
import { UserError } from '../../../src/text/user-error.ts';

describe('a thrown value in words', () => {
  it('is a mistake of the user where it was thrown as one', () => {
    const text = { code: 'E_X', where: 'a.sql:1', message: 'wrong', hint: 'try' };
    const { message, ...rest } = text;
    expect(toErrorText(new UserError('E_X', message, rest))).toEqual(text);
    expect(toErrorText(new UserError('E_X', message))).toEqual({ ...text, where: '', hint: '' });
  });

  it('keeps the name that is wrong, by which its place is found', () => {
    const mistake = new UserError('E_X', 'wrong', { subject: 'gdpp' });
    expect(toErrorText(mistake)).toMatchObject({ where: '', subject: 'gdpp' });
    expect(toErrorText(new UserError('E_X', 'wrong'))).not.toHaveProperty('subject');
  });

  it('is a bug with its stack where it has none', () => {
    expect(toErrorText(new TypeError('x is undefined'))).toMatchObject({
      code: 'E_BUG',
      message: 'x is undefined',
      stack: expect.stringContaining('diagnostic.test.ts'),
    });
    expect(toErrorText('a text')).toMatchObject({ code: 'E_BUG', message: 'a text' });
    expect(toErrorText(undefined)).toMatchObject({ code: 'E_BUG', message: 'undefined' });
  });

  it.each([
    [{ code: 'ENOSPC', path: '/p' }, 'E_FILE_SYSTEM', '/p'],
    [{ code: 'EACCES', path: '/q' }, 'E_FILE_SYSTEM', '/q'],
    [
      { code: 'ERR_ACCESS_DENIED', resource: '/r', permission: 'FileSystemRead' },
      'E_NOT_DECLARED',
      '/r',
    ],
    [{ code: 'ENOENT', path: '/s' }, 'E_BUG', ''],
  ])('of the system is no bug where its cause lies outside: %j', (fields, code, where) => {
    expect(toErrorText(Object.assign(new Error('m'), fields))).toMatchObject({ code, where });
  });
});

describe('the one form of a mistake', () => {
  it('is where, code, message, and what to try on the next line', () => {
    const text = { code: 'E_X', where: 'a.sql:1', message: 'wrong', hint: 'try' };
    expect(formatError(text)).toBe('a.sql:1 E_X wrong\n  try');
    expect(formatError({ ...text, where: '', hint: '' })).toBe('E_X wrong');
    expect(formatError({ ...text, hint: '', stack: 'at b.ts' })).toBe('a.sql:1 E_X wrong\nat b.ts');
  });
});
