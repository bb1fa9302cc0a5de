import { readFileSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readOutline, type Contour } from '../../src/figures/glyph-outline.ts';
import { notoSansSc } from '../../src/figures/noto-sans-sc.ts';
import { asWeight, makeTypeface } from '../../src/figures/typeface.ts';
import { woffTables } from '../../src/figures/woff.ts';

describe('woffTables', () => {
  test('gives stored and compressed tables by tag', () => {
    const tables = woffTables(
      woff({ stored: [1, 2, 3], small: Array<number>(99).fill(7) }),
      inflateSync,
    );

    expect([...tables.keys()]).toEqual(['stor', 'smal']);
    expect(bytesOf(tables.get('stor'))).toEqual([1, 2, 3]);
    expect(bytesOf(tables.get('smal'))).toEqual(Array<number>(99).fill(7));
  });

  test('refuses another format', () => {
    expect(() => woffTables(new TextEncoder().encode('wOF2'.padEnd(50)), inflateSync)).toThrow(
      'WOFF 1.0',
    );
  });
});

describe('readOutline', () => {
  /** A triangle (0,0) (10,0) (10,300) with its last point off the curve, in every coordinate form. */
  const TRIANGLE = [
    ...word(1),
    ...word(0),
    ...word(0),
    ...word(10),
    ...word(300),
    ...word(2),
    ...word(0),
    // On curve, both coordinates as before; x one byte up; y two bytes, off the curve.
    0x31,
    0x33,
    0x10,
    10,
    ...word(300),
  ];
  const POINTS = [
    { x: 0, y: 0, on: true },
    { x: 10, y: 0, on: true },
    { x: 10, y: 300, on: false },
  ];

  test('reads a simple glyph', () => {
    expect(readOutline(view(TRIANGLE), none)).toEqual([POINTS]);
  });

  test('repeats flags', () => {
    const twice = [
      ...word(1),
      ...word(0),
      ...word(0),
      ...word(0),
      ...word(0),
      ...word(1),
      ...word(0),
      0x39,
      1,
    ];
    expect(readOutline(view(twice), none)).toEqual([[POINTS[0], POINTS[0]]]);
  });

  test('moves and scales the parts of a composite glyph', () => {
    // Part 5, arguments are words and offsets, one scale of a half, then part 6 by bytes.
    const composite = [
      ...word(-1),
      ...word(0),
      ...word(0),
      ...word(0),
      ...word(0),
      ...word(0x002b),
      ...word(5),
      ...word(100),
      ...word(-20),
      ...word(0x2000),
      ...word(0x0002),
      ...word(6),
      1,
      0xff,
    ];
    const asked: number[] = [];
    const part = (index: number): readonly Contour[] => (asked.push(index), [POINTS]);
    const [first, second] = readOutline(view(composite), part);

    expect(asked).toEqual([5, 6]);
    expect(first?.[2]).toEqual({ x: 105, y: 130, on: false });
    expect(second?.[2]).toEqual({ x: 11, y: 299, on: false });
  });

  test('a blank has none', () => {
    expect(readOutline(null, none)).toEqual([]);
  });
});

describe('makeTypeface', () => {
  const contours: Contour[] = [
    [
      { x: 0, y: 0, on: true },
      { x: 100, y: 0, on: true },
      { x: 100, y: 50, on: false },
      { x: 50, y: 100, on: false },
      { x: 0, y: 100, on: true },
    ],
  ];
  const face = {
    unitsPerEm: 1000,
    glyph: (codePoint: number) => (codePoint === 0x41 || codePoint === 0xfffd ? 1 : 0),
    advance: () => 600,
    outline: () => contours,
  };
  const typeface = makeTypeface(() => face);

  test('draws from the baseline up, one letter after the other', () => {
    // At size 10 a font unit is a hundredth of a pixel; the point between two off the curve is implied.
    expect(typeface.path('A', 10, 400)).toBe('M0 0h1q0-.5-.25-.75q-.25-.25-.75-.25v1z');
    expect(typeface.path('AA', 10, 400)).toContain('zM6 0h1');
    expect(typeface.width('AA', 10, 400)).toBe(12);
  });

  test('draws the replacement character for what the font does not have', () => {
    expect(typeface.path('B', 10, 400)).toBe(typeface.path('A', 10, 400));
  });

  test('knows the words for weights', () => {
    expect(['bold', 'normal', undefined, 600, '400'].map(asWeight)).toEqual([
      700, 400, 400, 700, 400,
    ]);
  });
});

describe('notoSansSc', () => {
  const noto = notoSansSc(readFileSync);

  test('has Latin, figures and signs, and Chinese characters one em wide', () => {
    expect(noto.width('用能权交易试点', 12, 400)).toBeCloseTo(7 * 12, 10);
    expect(noto.width('0123456789', 20, 400)).toBeCloseTo(10 * noto.width('0', 20, 400), 10);
    expect(noto.width('bold', 12, 700)).toBeGreaterThan(noto.width('bold', 12, 400));
  });

  test.each(Array.from('Aé0−×≤²（）：，、。亳衢漯濮泸儋'))('draws %s', (letter) => {
    expect(noto.path(letter, 12, 400)).not.toBe(noto.path('\uFFFD', 12, 400));
    expect(noto.path(letter, 12, 400)).toMatch(/^M.*z$/u);
  });
});

function none(): readonly Contour[] {
  throw new Error('no parts expected');
}

function word(value: number): [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function view(bytes: readonly number[]): DataView {
  return new DataView(Uint8Array.from(bytes).buffer);
}

function bytesOf(table: DataView | undefined): number[] {
  return table === undefined
    ? []
    : [...new Uint8Array(table.buffer, table.byteOffset, table.byteLength)];
}

/** A WOFF file of tables named by the first four letters of their keys. */
function woff(tables: Readonly<Record<string, readonly number[]>>): Uint8Array {
  const entries = Object.entries(tables).map(([tag, bytes]) => {
    const packed = deflateSync(Uint8Array.from(bytes));
    const data = packed.length < bytes.length ? packed : Buffer.from(bytes);
    return { tag: tag.slice(0, 4), data, length: bytes.length };
  });
  const header = Buffer.alloc(44 + 20 * entries.length);
  header.write('wOFF', 0, 'latin1');
  header.writeUInt16BE(entries.length, 12);
  let offset = header.length;
  entries.forEach(({ tag, data, length }, i) => {
    const at = 44 + 20 * i;
    header.write(tag, at, 'latin1');
    [offset, data.length, length].forEach((value, k) =>
      header.writeUInt32BE(value, at + 4 + 4 * k),
    );
    offset += data.length;
  });
  return Buffer.concat([header, ...entries.map(({ data }) => data)]);
}
