import { expect, it } from 'vitest';
import { accessProblem, guard, problem } from '../../../src/io/raw/problems.ts';

const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: no, read`), { code, syscall: 'read' });

it.each([
  ['EACCES', 'E_FILE_UNREADABLE', 'may not read it'],
  ['EBUSY', 'E_FILE_UNREADABLE', 'another program holds it'],
  ['ENOENT', 'E_FILE_MISSING', 'not there'],
  ['ELOOP', 'E_FILE_MISSING', 'leads back to itself'],
  ['EIO', 'E_FILE_UNREADABLE', 'EIO'],
])('says of the system error %s what it is', (system, code, words) => {
  const found = accessProblem('raw/a.csv', systemError(system));
  expect(found).toMatchObject({ code, where: 'raw/a.csv' });
  expect(found?.message).toContain(words);
});

it('leaves other errors to others', () => {
  expect(accessProblem('a', new TypeError('a fault'))).toBeNull();
  expect(accessProblem('a', Object.assign(new Error('x'), { code: 'ERR_X' }))).toBeNull();
});

it('makes a damaged file of whatever a parser throws, and keeps what is said already', async () => {
  const fail = (error: unknown) => () => {
    throw error;
  };
  await expect(guard('a', fail(new RangeError('offset')))).rejects.toMatchObject({
    code: 'E_FILE_CORRUPT',
    message: expect.stringContaining('offset') as string,
  });
  await expect(guard('a', fail(new TypeError('x is undefined')))).rejects.toMatchObject({
    code: 'E_FILE_CORRUPT',
    message: 'it cannot be read, since it is damaged',
  });
  const known = problem('E_OWN', 'a', 'known');
  await expect(guard('b', fail(known))).rejects.toBe(known);
});
