import type { MergedRange } from './merged.ts';

export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

/** Column of a cell such as `AB12`, from zero; -1 where it is none of a sheet. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > MOST_COLUMNS) return -1;
  }
  return column - 1;
}

/** A range such as `A1:B2`; null if it is none. */
export function rangeOf(reference: string): MergedRange | null {
  const [, from = '', top = '', to = '', bottom = ''] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/iu.exec(reference) ?? [];
  const range = {
    top: Number(top) - 1,
    left: columnOf(from),
    bottom: Number(bottom) - 1,
    right: columnOf(to),
  };
  const isRange = range.top >= 0 && range.left >= 0 && range.bottom >= range.top;
  return isRange && range.right >= range.left && range.bottom < MOST_ROWS ? range : null;
}
