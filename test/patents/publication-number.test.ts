import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePublicationNumber } from '../../src/patents/publication-number.ts';

describe('publication numbers', () => {
  test.each([
    ['CN106844774A', 'CN106844774A', 'CN', 'CN106844774', 'A'],
    ['CN 103399241 B', 'CN103399241B', 'CN', 'CN103399241', 'B'],
    ['CN-101234567-A', 'CN101234567A', 'CN', 'CN101234567', 'A'],
    ['ＣＮ１０１２３４５６７Ａ', 'CN101234567A', 'CN', 'CN101234567', 'A'],
    ['cn2750000y', 'CN2750000Y', 'CN', 'CN2750000', 'Y'],
    ['US20100123456A1', 'US20100123456A1', 'US', 'US20100123456', 'A1'],
    ['US2010123456A1', 'US20100123456A1', 'US', 'US20100123456', 'A1'],
    ['US9014905B1', 'US9014905B1', 'US', 'US9014905', 'B1'],
    ['USD612345S', 'USD612345S', 'US', 'USD612345', 'S'],
    ['WO2010/123456A1', 'WO2010123456A1', 'WO', 'WO2010123456', 'A1'],
    ['EP2345678A1', 'EP2345678A1', 'EP', 'EP2345678', 'A1'],
    ['JP5012345B2', 'JP5012345B2', 'JP', 'JP5012345', 'B2'],
    ['JPH0512345A', 'JPH0512345A', 'JP', 'JPH0512345', 'A'],
    ['KR1020100012345A', 'KR1020100012345A', 'KR', 'KR1020100012345', 'A'],
    ['TWI345678B', 'TWI345678B', 'TW', 'TWI345678', 'B'],
    ['SU1234567A1', 'SU1234567A1', 'RU', 'SU1234567', 'A1'],
    ['DD212345A1', 'DD212345A1', 'DE', 'DD212345', 'A1'],
    ['CN101234567', 'CN101234567', 'CN', 'CN101234567', ''],
  ])('%s', (text, normal, office, base, kind) => {
    expect(parsePublicationNumber(text)).toEqual({ normal, office, base, kind });
  });

  test.each([
    '',
    'CN',
    'CN12',
    '101234567A',
    'Wind turbine blades, 2nd ed.',
    '引证文献',
    'DE',
    'ISBN 978-3-16-148410-0',
  ])('noise: %j', (text) => {
    expect(parsePublicationNumber(text)).toBeNull();
  });

  const number = fc.record({
    office: fc.constantFrom('CN', 'US', 'EP', 'JP', 'KR', 'DE', 'WO'),
    digits: fc.integer({ min: 100_000, max: 999_999_999 }),
    kind: fc.constantFrom('A', 'A1', 'B', 'B2', 'C', 'U', 'Y', 'S'),
  });

  test('a normal form reads as itself, and says its parts', () => {
    fc.assert(
      fc.property(number, ({ office, digits, kind }) => {
        const text = `${office}${digits}${kind}`;
        const parsed = parsePublicationNumber(text);
        expect(parsed).toEqual({ normal: text, office, base: `${office}${digits}`, kind });
      }),
    );
  });

  test('blanks, dashes and case change nothing', () => {
    const noise = fc.constantFrom(' ', '-', '  ', '', '.');
    fc.assert(
      fc.property(number, noise, noise, ({ office, digits, kind }, a, b) => {
        const plain = parsePublicationNumber(`${office}${digits}${kind}`);
        expect(parsePublicationNumber(`${office.toLowerCase()}${a}${digits}${b}${kind}`)).toEqual(
          plain,
        );
      }),
    );
  });

  test('any text gives a number of two letters or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parsePublicationNumber(text);
        expect(parsed === null || /^[A-Z]{2}/.test(parsed.normal)).toBe(true);
      }),
    );
  });
});
