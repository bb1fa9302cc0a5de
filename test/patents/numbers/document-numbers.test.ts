import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbers, referenceRows } from '../reference.ts';

describe('numbers of documents', () => {
  test.each([
    ['CN106844774A', 'CN106844774A', 'CN', 'CN106844774', 'A'],
    ['CN 103399241 B', 'CN103399241B', 'CN', 'CN103399241', 'B'],
    ['CN-101234567-A', 'CN101234567A', 'CN', 'CN101234567', 'A'],
    ['ＣＮ１０１２３４５６７Ａ', 'CN101234567A', 'CN', 'CN101234567', 'A'],
    ['cn2750000y', 'CN2750000Y', 'CN', 'CN2750000', 'Y'],
    ['CN85101234A', 'CN85101234A', 'CN', 'CN85101234', 'A'],
    ['US20100123456A1', 'US20100123456A1', 'US', 'US20100123456', 'A1'],
    ['US9014905B1', 'US9014905B1', 'US', 'US9014905', 'B1'],
    ['USD612345S', 'USD612345S', 'US', 'USD612345', 'S'],
    ['EP 0 123 456 A1', 'EP0123456A1', 'EP', 'EP0123456', 'A1'],
    ['JP5012345B2', 'JP5012345B2', 'JP', 'JP5012345', 'B2'],
    ['JPH0512345A', 'JPH0512345A', 'JP', 'JPH0512345', 'A'],
    ['JPS60123456A', 'JPS60123456A', 'JP', 'JPS60123456', 'A'],
    ['JPWO2010123456A1', 'JPWO2010123456A1', 'JP', 'JPWO2010123456', 'A1'],
    ['KR1020100012345A', 'KR1020100012345A', 'KR', 'KR1020100012345', 'A'],
    ['KR101234567B1', 'KR101234567B1', 'KR', 'KR101234567', 'B1'],
    ['TWI345678B', 'TWI345678B', 'TW', 'TWI345678', 'B'],
    ['DE 10 2010 012 345 A1', 'DE102010012345A1', 'DE', 'DE102010012345', 'A1'],
    ['BRPI0912345A2', 'BRPI0912345A2', 'BR', 'BRPI0912345', 'A2'],
    ['MXPA05001234A', 'MXPA05001234A', 'MX', 'MXPA05001234', 'A'],
    ['AU2010123456A1', 'AU2010123456A1', 'AU', 'AU2010123456', 'A1'],
    ['RU2123456C1', 'RU2123456C1', 'RU', 'RU2123456', 'C1'],
    ['SU1234567A1', 'SU1234567A1', 'RU', 'SU1234567', 'A1'],
    ['DD212345A1', 'DD212345A1', 'DE', 'DD212345', 'A1'],
    ['CN101234567', 'CN101234567', 'CN', 'CN101234567', ''],
  ])('%s', (text, normal, office, base, kind) => {
    expect(numbers.read(text)).toEqual({ normal, office, base, kind });
  });

  test.each([
    ['US02548918A', 'US2548918A', 'US 2,548,918 A'],
    ['US7712348', 'US Pat. No. 7,712,348', 'U.S. 7,712,348', 'US Patent 7712348'],
    ['CN203098211U', 'ZL203098211U', 'ZL 203098211 U', '203098211.U'],
    ['WO2008012345A1', 'WO 08/012345 A1', 'WO2008/012345A1'],
    ['JPH06123456A', 'JPH6123456A', 'JP平06123456A', '特開平6-123456', 'JP特開平6-123456A'],
    ['JPS62012345A', 'JP昭62-12345A', '特開昭62-012345', 'JPS62-12345A'],
    // Without a kind it is a patent: so are most of Korea.
    ['KR1020100012345', 'KR20100012345', 'KR 2010-0012345'],
    ['WO9403095A1', 'WO1994003095A1', 'WO 94/03095 A1'],
    ['WO2004012345', 'WO2004/12345', 'WO 2004/012345'],
    ['US2007-087468', 'US20070087468', 'US 2007/0087468'],
    ['JPA2010123456', 'JP2010123456A', 'JP-A-2010-123456'],
    ['DE-U1-202010001234', 'DE202010001234U1', 'DE 20 2010 001 234 U1'],
    ['KR10-2010-0012345A', 'KR20100012345A', 'KR1020100012345A'],
    ['JP-H05-123456-A', 'JPH05123456A', 'JP-A-H5-123456'],
    ['EP0612345A1', 'EP612345A1', 'EP-A1-0612345'],
    ['BRPI0912345-8A2', 'BRPI09123458A2', 'BRPI0912345A2'],
  ])('%s is one document with %s and %s', (...spellings) => {
    const read = spellings.map((text) => numbers.read(text).normal);
    expect(read[0]).not.toBeNull();
    expect(new Set(read).size).toBe(1);
  });

  test.each([
    ['CN101234567A', 'CN1234567A'],
    ['US12345678B2', 'US1234567B2'],
    ['JP2010123456A', 'JPH10123456A'],
    ['KR1020100012345A', 'KR2020100012345U'],
    ['DE102010012345A1', 'DE202010012345U1'],
    ['WO1994003095', 'WO2004003095'],
  ])('%s is another document than %s', (one, other) => {
    expect(numbers.read(one).normal).not.toBe(numbers.read(other).normal);
  });
});

describe('what is none', () => {
  test.each([
    'GB50797',
    'GB 150-2011',
    'GB/T 18451.1-2012',
    'IEC61400-1',
    'IEC 61400-21',
    'ISO 9001:2015',
    'DIN EN 50308',
    'DL/T 5383-2007',
    'NB/T 31001',
    'MT/T 1234',
    'T/CEC 102',
    'DB11/T 123',
    'ASTM D638',
    'EN 61400',
    'ISBN 978-3-16-148410-0',
    'Wind turbine blades, 2nd ed.',
    'No. 123456',
    '引证文献',
    '',
    'DE',
    'CN12',
    '101234567A',
  ])('%j is no patent', (text) => {
    expect(numbers.read(text)).toEqual({ normal: null, reason: 'not_a_patent' });
  });

  test.each(['PCT/CN2012/081234', 'PCT/US2010/012345', 'US12/345,678', 'WO2012CN081234'])(
    '%s is a number of an application',
    (text) => {
      expect(numbers.read(text)).toEqual({ normal: null, reason: 'application_number' });
    },
  );

  test.each(['CN10484', 'US123456789012', 'EP12345678901', 'CN102345678A20120926'])(
    '%s is a damaged number',
    (text) => {
      expect(numbers.read(text)).toEqual({ normal: null, reason: 'bad_publication_no' });
    },
  );
});

describe('forms', () => {
  const forms = referenceRows('patent_number_forms');

  test.each(forms.map(({ office = '', form = '', example = '' }) => [office, form, example]))(
    '%s %s reads its example, %s, and what it prints of it',
    (office, _, example) => {
      const read = numbers.read(example);
      if (read.normal === null) {
        expect(read.reason).toBe('application_number');
        return;
      }
      if (office !== '*') expect(read.normal.slice(0, 2)).toBe(office);
      expect(numbers.read(read.normal)).toEqual(read);
    },
  );

  const number = fc.oneof(
    fc.record({
      base: fc.integer({ min: 100_000_000, max: 199_999_999 }).map((n) => `CN${n}`),
      kind: fc.constantFrom('A', 'B', 'C'),
    }),
    fc.record({
      base: fc.integer({ min: 3_000_000, max: 11_999_999 }).map((n) => `US${n}`),
      kind: fc.constantFrom('A', 'B1', 'B2'),
    }),
    fc.record({
      base: fc
        .tuple(fc.integer({ min: 2001, max: 2030 }), fc.integer({ min: 1, max: 9_999_999 }))
        .map(([year, n]) => `US${year}${String(n).padStart(7, '0')}`),
      kind: fc.constantFrom('A1', 'A2'),
    }),
    fc.record({
      base: fc
        .tuple(fc.integer({ min: 1978, max: 2030 }), fc.integer({ min: 1, max: 999_999 }))
        .map(([year, n]) => `WO${year}${String(n).padStart(6, '0')}`),
      kind: fc.constantFrom('A1', 'A2', 'A3', ''),
    }),
  );

  test('a normal form reads as itself, and says its parts', () => {
    fc.assert(
      fc.property(number, ({ base, kind }) => {
        expect(numbers.read(base + kind)).toEqual({
          normal: base + kind,
          office: base.slice(0, 2),
          base,
          kind,
        });
      }),
    );
  });

  test('blanks, dashes and case change nothing', () => {
    const parting = fc.constantFrom(' ', '-', '  ', '', '.');
    fc.assert(
      fc.property(number, parting, parting, ({ base, kind }, a, b) => {
        const text = `${base.slice(0, 2).toLowerCase()}${a}${base.slice(2)}${kind === '' ? '' : b}${kind}`;
        expect(numbers.read(text).normal).toBe(base + kind);
      }),
    );
  });

  test('any text gives a number of an office that there is, or nothing', () => {
    const offices = new Set(referenceRows('patent_offices').map(({ office }) => office));
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { normal } = numbers.read(text);
        expect(normal === null || offices.has(normal.slice(0, 2))).toBe(true);
      }),
    );
  });

  test('a standard of any number and year is never a patent', () => {
    const body = fc.constantFrom(
      'GB',
      'GB/T ',
      'GB/T',
      'IEC ',
      'IEC',
      'ISO ',
      'DL/T ',
      'NB/T',
      'EN ',
    );
    const year = fc.integer({ min: 1980, max: 2025 });
    fc.assert(
      fc.property(body, fc.integer({ min: 100, max: 99_999 }), year, (prefix, n, y) => {
        expect(numbers.read(`${prefix}${n}-${y}`).normal).toBeNull();
        expect(numbers.read(`${prefix}${n}`).normal).toBeNull();
      }),
    );
  });
});
