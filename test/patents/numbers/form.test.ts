import { describe, expect, test } from 'vitest';
import { matchForm, readForm } from '../../../src/patents/numbers/form.ts';

const match = (row: Readonly<Record<string, string>>, text: string) =>
  matchForm(readForm(row), text);

describe('a form reads', () => {
  test.each([
    [{ form: '1 #8', print: '1 #8' }, '106844774A', '106844774', 'A'],
    [{ form: 'YYYY #6-7', print: 'YYYY #7' }, '2013076012-A1', '20130076012', 'A1'],
    [{ form: 'YY #5', print: 'YYYY #6' }, '9403095', '1994003095', ''],
    [{ form: '#5-8', print: '#' }, '02548918A', '2548918', 'A'],
    [{ form: '[HS] #2 - #1-6', print: '[HS] #2 #' }, 'H05-012345', 'H0512345', ''],
    [{ form: 'PI #7 *', print: 'PI #7' }, 'PI0912345-8', 'PI0912345', ''],
    [{ form: 'YYYY #7', print: '10 YYYY #7' }, '20100012345A', '1020100012345', 'A'],
  ])('%j: %s', (row, text, base, kind) => {
    expect(match(row, text)).toEqual({ base, kind });
  });
});

describe('a form does not read', () => {
  test.each([
    ['another number of digits', { form: '1 #8', print: '1 #8' }, '1068447'],
    ['a number that goes on', { form: '#6-7', print: '#' }, '150-2011'],
    ['a parting that is not written', { form: '#2 / #6', print: '' }, '12345678'],
    ['another kind', { form: '3 #8', print: '3 #8', kinds: 'S D' }, '303012345A'],
    ['no kind', { form: 'YY #6', print: 'YY #6', kinds: 'A! U!' }, '85101234'],
    ['a year before the first', { form: 'YYYY #6', print: '', from: '1978' }, '1977123456'],
    ['a number above the last', { form: '#6-7', print: '#', to: '2999999' }, '3999999'],
  ])('%s', (_, row, text) => {
    expect(match(row, text)).toBeNull();
  });
});
