import { expect, test } from 'vitest';
import { parseApplicationNumber } from '../../src/patents/application-number.ts';

test.each([
  ['CN201710117081.7', 'CN201710117081'],
  ['201710117081.7', 'CN201710117081'],
  ['CN2017101170817', 'CN201710117081'],
  ['CN201710117081', 'CN201710117081'],
  ['CN02123456.X', 'CN02123456'],
  ['cn02123456.x', 'CN02123456'],
  ['ＣＮ２０１７１０１１７０８１．７', 'CN201710117081'],
  ['ZL201710117081.7', 'CN201710117081'],
  [201710117081.7, 'CN201710117081'],
  ['US15/123,456'.replace(',', ''), 'US15123456'],
])('%s has the key %s', (cell, key) => {
  expect(parseApplicationNumber(cell)).toEqual({ key });
});

test.each([
  [null, 'no_application_no'],
  ['  ', 'no_application_no'],
  ['2.01711E+11', 'mangled_application_no'],
  ['2.01711e+011', 'mangled_application_no'],
  [201711000000, 'mangled_application_no'],
  ['201711000000', 'mangled_application_no'],
  ['CN12345', 'bad_application_no'],
  ['未公开', 'bad_application_no'],
])('%s is refused as %s', (cell, reason) => {
  expect(parseApplicationNumber(cell)).toEqual({ key: null, reason });
});
