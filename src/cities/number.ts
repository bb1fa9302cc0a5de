import type { Cell } from './types.ts';

export type NumberReading = number | 'missing' | 'not_a_number';

const MISSING =
  /^(?:-{0,3}|—{1,2}|\.|\.{3}|\.{6}|\/|\\n|#?n\/a|na|n\.a\.|nan|null|none|无|缺失|空缺)$/;
const PLAIN = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/**
 * Reads a number as statistics print it: `1,234.5`, `１２３`, `1，234`, `45.2%` (45.2). A dash, dots,
 * a blank and `NA` are missing, which is not zero.
 */
export function parseNumber(cell: Cell | undefined): NumberReading {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : 'missing';
  const text = String(cell ?? '')
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replace(/^[−–]/, '-')
    .toLowerCase();
  if (MISSING.test(text)) return 'missing';
  const bare = text.replace(/%$/, '');
  if (PLAIN.test(bare)) return Number(bare);
  return GROUPED.test(bare) ? Number(bare.replaceAll(',', '')) : 'not_a_number';
}

/** A year: `2014`, `2014年`, `2014.0`, `2014-12-31`; null if it is none. */
export function parseYear(cell: Cell | undefined): number | null {
  const text = String(cell ?? '')
    .normalize('NFKC')
    .trim();
  const year = Number(/^((?:19|20)\d\d)(?:年.*|\.0+|-\d\d-\d\d)?$/.exec(text)?.[1] ?? Number.NaN);
  return Number.isNaN(year) ? null : year;
}
