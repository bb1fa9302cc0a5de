import { expect, it } from 'vitest';
import { dateStyles, serialDay } from '../../../../src/io/raw/workbook/styles.ts';

function isDate(code: string): boolean | undefined {
  const xml = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>`;
  return dateStyles(xml)[0];
}

it.each([
  'yyyy/m/d',
  'yyyy-mm-dd;@',
  '[$-804]yyyy&quot;年&quot;m&quot;月&quot;',
  'd-mmm',
  'm/d/yy h:mm',
  'mmmm',
  'YYYY',
])('the format %s shows days', (code) => {
  expect(isDate(code)).toBe(true);
});

it.each([
  'General',
  '0.00',
  '#,##0',
  '0&quot;day&quot;',
  'h:mm',
  'mm:ss',
  '[h]:mm',
  '0%',
  '[Red]0.0',
  '@',
  '0.00E+00',
])('the format %s shows none', (code) => {
  expect(isDate(code)).toBe(false);
});

it('gives the day of a number, from both beginnings', () => {
  expect(serialDay(42_794, false)).toBe('2017-02-28');
  expect(serialDay(41_332, true)).toBe('2017-02-28');
  expect(serialDay(0, true)).toBe('1904-01-01');
});

it.each([0.75, -3, 3_000_000, 0])('gives %d back, which is no day', (serial) => {
  expect(serialDay(serial, false)).toBe(serial);
});
