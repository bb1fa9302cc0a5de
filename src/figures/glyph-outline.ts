/** A point of an outline in font units, y up; points off the curve steer quadratic curves. */
export interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

export type Contour = readonly OutlinePoint[];

/** Bits of a point in a simple glyph (OpenType 1.9, `glyf`). */
const ON_CURVE = 0x01;
const X_SHORT = 0x02;
const Y_SHORT = 0x04;
const REPEAT = 0x08;
const X_SAME_OR_POSITIVE = 0x10;
const Y_SAME_OR_POSITIVE = 0x20;

/** Bits of a part of a composite glyph. */
const WORD_ARGUMENTS = 0x0001;
const ARGUMENTS_ARE_XY = 0x0002;
const ONE_SCALE = 0x0008;
const MORE_PARTS = 0x0020;
const TWO_SCALES = 0x0040;
const MATRIX = 0x0080;

/**
 * Reads the outline of a glyph. `glyph` is its data in the table `glyf`, null for an empty one;
 * `part` gives the outline of another glyph, which composite glyphs are made of.
 */
export function readOutline(
  glyph: DataView | null,
  part: (index: number) => readonly Contour[],
): readonly Contour[] {
  if (glyph === null) return [];
  const contours = glyph.getInt16(0);
  return contours >= 0 ? simpleOutline(glyph, contours) : compositeOutline(glyph, part);
}

function simpleOutline(glyph: DataView, contours: number): readonly Contour[] {
  const ends = Array.from({ length: contours }, (_, i) => glyph.getUint16(10 + 2 * i));
  const count = (ends.at(-1) ?? -1) + 1;
  const flagsAt = 12 + 2 * contours + glyph.getUint16(10 + 2 * contours);
  const { flags, end } = readFlags(glyph, flagsAt, count);
  const xs = readCoordinates(glyph, end, flags, X_SHORT, X_SAME_OR_POSITIVE);
  const ys = readCoordinates(glyph, xs.end, flags, Y_SHORT, Y_SAME_OR_POSITIVE);
  const points = flags.map((flag, i) => ({
    x: xs.values[i] ?? 0,
    y: ys.values[i] ?? 0,
    on: (flag & ON_CURVE) !== 0,
  }));
  return ends.map((last, i) => points.slice(i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, last + 1));
}

function readFlags(
  glyph: DataView,
  start: number,
  count: number,
): { flags: number[]; end: number } {
  const flags: number[] = [];
  let at = start;
  while (flags.length < count) {
    const flag = glyph.getUint8(at++);
    const times = (flag & REPEAT) === 0 ? 1 : 1 + glyph.getUint8(at++);
    for (let i = 0; i < times; i++) flags.push(flag);
  }
  return { flags, end: at };
}

/** Coordinates are stored as steps from the point before, in no, one or two bytes. */
function readCoordinates(
  glyph: DataView,
  start: number,
  flags: readonly number[],
  short: number,
  sameOrPositive: number,
): { values: number[]; end: number } {
  let at = start;
  let value = 0;
  const values = flags.map((flag) => {
    if ((flag & short) !== 0) {
      const step = glyph.getUint8(at++);
      value += (flag & sameOrPositive) === 0 ? -step : step;
    } else if ((flag & sameOrPositive) === 0) {
      value += glyph.getInt16(at);
      at += 2;
    }
    return value;
  });
  return { values, end: at };
}

function compositeOutline(
  glyph: DataView,
  part: (index: number) => readonly Contour[],
): readonly Contour[] {
  const contours: Contour[] = [];
  let at = 10;
  let flags = MORE_PARTS;
  while ((flags & MORE_PARTS) !== 0) {
    flags = glyph.getUint16(at);
    const index = glyph.getUint16(at + 2);
    at += 4;
    if ((flags & ARGUMENTS_ARE_XY) === 0) throw new TypeError('glyph parts joined by points');
    const words = (flags & WORD_ARGUMENTS) !== 0;
    const dx = words ? glyph.getInt16(at) : glyph.getInt8(at);
    const dy = words ? glyph.getInt16(at + 2) : glyph.getInt8(at + 1);
    at += words ? 4 : 2;
    const { matrix, length } = readMatrix(glyph, at, flags);
    at += length;
    contours.push(...part(index).map((contour) => moved(contour, matrix, dx, dy)));
  }
  return contours;
}

type Matrix = readonly [xx: number, xy: number, yx: number, yy: number];

function readMatrix(
  glyph: DataView,
  at: number,
  flags: number,
): { matrix: Matrix; length: number } {
  // F2Dot14: two bits before the point, fourteen behind it.
  const number = (place: number) => glyph.getInt16(at + 2 * place) / 16_384;
  if ((flags & ONE_SCALE) !== 0) return { matrix: [number(0), 0, 0, number(0)], length: 2 };
  if ((flags & TWO_SCALES) !== 0) return { matrix: [number(0), 0, 0, number(1)], length: 4 };
  if ((flags & MATRIX) === 0) return { matrix: [1, 0, 0, 1], length: 0 };
  return { matrix: [number(0), number(1), number(2), number(3)], length: 8 };
}

function moved(contour: Contour, [xx, xy, yx, yy]: Matrix, dx: number, dy: number): Contour {
  return contour.map(({ x, y, on }) => ({
    x: xx * x + yx * y + dx,
    y: xy * x + yy * y + dy,
    on,
  }));
}
