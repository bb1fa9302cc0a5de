import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIpc, parseIpc, type IpcClass } from '../../src/patents/ipc.ts';
import { compareIpc, ipcInRange } from './ipc-range.ts';

function ipc(text: string): IpcClass {
  const parsed = parseIpc(text);
  if (parsed === null) throw new Error(`${text} is no class`);
  return parsed;
}

describe('reading', () => {
  test.each([
    ['F03D1/06', 'F03D1/06'],
    ['F03D 1/06', 'F03D1/06'],
    ['F03D 001/06', 'F03D1/06'],
    ['F03D   1/06', 'F03D1/06'],
    ['F03D0001060000', 'F03D1/06'],
    ['F03B0013142000', 'F03B13/142'],
    ['f03d1/06(2006.01)', 'F03D1/06'],
    ['F03D1/06 [2006.01]', 'F03D1/06'],
    ['Ｆ０３Ｄ１／０６', 'F03D1/06'],
    ['F03D-1/06', 'F03D1/06'],
    ['F03D-001/06', 'F03D1/06'],
    ['F03D001/06', 'F03D1/06'],
    ['Int.Cl. F03D1/06', 'F03D1/06'],
    ['Int. Cl.8: F03D 1/06', 'F03D1/06'],
    ['IPC: F03D1/06', 'F03D1/06'],
    ['F03D1/06*', 'F03D1/06'],
    ['F03D1/06(2006.01)I', 'F03D1/06'],
    ['F03D   1/06        20060101AFI20130417BHCN', 'F03D1/06'],
    ['H01L31/0224', 'H01L31/0224'],
    ['A61K31/00', 'A61K31/00'],
  ])('%s is %s', (text, normal) => {
    expect(formatIpc(ipc(text))).toBe(normal);
  });

  test.each(['', 'F03D', 'F03', '风力', 'Z03D1/06', 'F03D1/6', '14-02', 'F03D0/00'])(
    '%j is no class',
    (text) => {
      expect(parseIpc(text)).toBeNull();
    },
  );
});

describe('order and ranges', () => {
  test('subgroups are decimal fractions: 13/142 lies between 13/14 and 13/15', () => {
    const sorted = [
      'F03B13/10',
      'F03B13/12',
      'F03B13/14',
      'F03B13/142',
      'F03B13/15',
      'F03B13/2',
      'F03B13/26',
    ]
      .filter((text) => parseIpc(text) !== null)
      .map(ipc)
      .toSorted(compareIpc)
      .map(formatIpc);
    expect(sorted).toEqual([
      'F03B13/10',
      'F03B13/12',
      'F03B13/14',
      'F03B13/142',
      'F03B13/15',
      'F03B13/26',
    ]);
  });

  test('groups are numbers: 2/00 comes before 10/00', () => {
    expect(compareIpc(ipc('F24J2/00'), ipc('F24J10/00'))).toBeLessThan(0);
  });

  test.each([
    ['F03B13/142', 'F03B13/12', 'F03B13/26', true],
    ['F03B13/12', 'F03B13/12', 'F03B13/26', true],
    ['F03B13/26', 'F03B13/12', 'F03B13/26', true],
    ['F03B13/262', 'F03B13/12', 'F03B13/26', true],
    ['F03B13/10', 'F03B13/12', 'F03B13/26', false],
    ['F03B13/27', 'F03B13/12', 'F03B13/26', false],
    ['F03B3/14', 'F03B13/12', 'F03B13/26', false],
    ['F03D13/14', 'F03B13/12', 'F03B13/26', false],
    ['E02B9/08', 'E02B9/00', 'E02B9/06', false],
    ['H01L31/0445', 'H01L31/042', 'H01L31/058', true],
    ['H01L31/05', 'H01L31/042', 'H01L31/058', true],
    ['H01L31/06', 'H01L31/042', 'H01L31/058', false],
  ])('%s in %s to %s: %s', (text, from, to, inside) => {
    expect(ipcInRange(ipc(text), ipc(from), ipc(to))).toBe(inside);
  });
});

describe('for any class', () => {
  const anyClass = fc
    .tuple(
      fc.constantFrom('F03D', 'F03B', 'H01L', 'F24J'),
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 99 }),
      fc.constantFrom('', '1', '42', '4821'),
    )
    .map(([subclass, group, two, more]): IpcClass => {
      return { subclass, group, subgroup: String(two).padStart(2, '0') + more };
    });

  test('its normal form and its 14-character symbol read as itself', () => {
    fc.assert(
      fc.property(anyClass, (one) => {
        const symbol =
          one.subclass + String(one.group).padStart(4, '0') + one.subgroup.padEnd(6, '0');
        expect(parseIpc(formatIpc(one))).toEqual(one);
        expect(parseIpc(symbol)).toEqual(one);
      }),
    );
  });

  const spellings: readonly ((one: IpcClass) => string)[] = [
    ({ subclass, group, subgroup }) => `${subclass} ${group}/${subgroup}`,
    ({ subclass, group, subgroup }) => `${subclass}-${String(group).padStart(3, '0')}/${subgroup}`,
    ({ subclass, group, subgroup }) => `${subclass}${String(group).padStart(4)}/${subgroup}`,
    (one) => `${formatIpc(one).toLowerCase()} (2006.01)`,
    (one) => `Int. Cl.8: ${formatIpc(one)}`,
    (one) => `[1] ${formatIpc(one)}*`,
    (one) => `"${formatIpc(one)}"`,
  ];

  test('each usual spelling reads as itself', () => {
    fc.assert(
      fc.property(anyClass, fc.constantFrom(...spellings), (one, spell) => {
        const text = spell(one);
        expect([text, parseIpc(text)]).toEqual([text, one]);
      }),
    );
  });

  test('a symbol without its subclass, or of another section, is none', () => {
    fc.assert(
      fc.property(anyClass, fc.constantFrom('', 'I', 'Z', '7'), (one, section) => {
        const text = section + formatIpc(one).slice(1);
        expect([text, parseIpc(text)]).toEqual([text, null]);
      }),
    );
  });

  test('the order is total, and a range holds its ends', () => {
    fc.assert(
      fc.property(anyClass, anyClass, (a, b) => {
        expect(Math.sign(compareIpc(a, b))).toBe(-Math.sign(compareIpc(b, a)) + 0);
        const [low, high] = compareIpc(a, b) <= 0 ? [a, b] : [b, a];
        expect(ipcInRange(low, low, high) && ipcInRange(high, low, high)).toBe(true);
      }),
    );
  });
});
