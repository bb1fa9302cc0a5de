import { latexText } from './text.ts';
import { plainText } from '../shown-text.ts';
import type { Cell } from '../../table.ts';

/** A number as cells print it: brackets, sign, digits, a power of ten. */
const NUMBER =
  /^(?<open>[[({]?)(?<sign>[<-]?)(?<whole>\d[\d,]*)(?:\.(?<fraction>\d+))?(?:e(?<exponent>[+-]?\d+))?(?<close>[\])}]?)$/u;

/** Widths of signs, in digits. */
const WIDTH = { bracket: 0.8, sign: 1.6, star: 0.8, power: 1.9 };

/** Of the point itself, in em. */
const POINT = 0.28;

/**
 * The column in which numbers stand with their points below each other (dcolumn), with room for what is
 * widest on both sides of it; none where no cell has a point.
 */
export function decimalColumn(cells: readonly Cell[]): string | undefined {
  const sides = cells.flatMap((cell) => sidesOf(cell) ?? []);
  if (sides.length === 0) return undefined;
  const most = (side: 'left' | 'right'): number =>
    Math.ceil(Math.max(...sides.map((own) => own[side])));
  return `D{.}{.}{${most('left')}.${most('right')}}`;
}

/** What such a column takes, in em. */
export function decimalWidth(type: string): number {
  const [left = 0, right = 0] = [...type.matchAll(/\d+/gu)].map(([digits]) => Number(digits));
  return (left + right) / 2 + POINT;
}

/** A cell as such a column wants it, in mathematics; none for text and for whole numbers. */
export function decimalText(cell: Cell): string | undefined {
  const parts = partsOf(cell);
  if (parts === undefined) return undefined;
  const { open, sign, whole, fraction, exponent, close } = parts;
  const power = exponent === undefined ? '' : `\\mathrm{e}{${exponent}}`;
  const number = `${whole.replaceAll(',', '{,}')}.${fraction}${power}`;
  return `${bracket(open)}${sign === '<' ? '{<}' : sign}${number}${bracket(close)}${marks(cell.stars)}`;
}

/** Marks of significance as they are raised, inside and outside of mathematics. */
export function marks(stars = ''): string {
  if (stars === '') return '';
  return /^\*+$/u.test(stars) ? `^{${stars}}` : `\\textsuperscript{${latexText(stars)}}`;
}

function bracket(sign: string): string {
  return sign === '{' || sign === '}' ? `\\${sign}` : sign;
}

function partsOf(cell: Cell) {
  const found = NUMBER.exec(plainText(cell.text))?.groups ?? {};
  const { open = '', sign = '', whole = '', fraction, exponent, close = '' } = found;
  return fraction === undefined ? undefined : { open, sign, whole, fraction, exponent, close };
}

function sidesOf(cell: Cell) {
  const parts = partsOf(cell);
  if (parts === undefined) return undefined;
  const { open, sign, whole, fraction, exponent = '', close } = parts;
  return {
    left: open.length * WIDTH.bracket + sign.length * WIDTH.sign + whole.length,
    right:
      fraction.length +
      (exponent === '' ? 0 : WIDTH.power + exponent.length) +
      close.length * WIDTH.bracket +
      Array.from(cell.stars ?? '').length * WIDTH.star,
  };
}
