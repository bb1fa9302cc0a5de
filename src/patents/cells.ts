import type { Cell } from '../sources/table.ts';

/** Counts are stored as whole numbers of four bytes. */
const LARGEST_COUNT = 2_147_483_647;
const NO_COUNT = /^(?:-+|—+|\.+|…+|\/|n\/?a|null|none|nan|无)$/i;

/** Signs of a footnote: they are no digits, though Unicode would make `1` of `¹` and of `①`. */
const FOOTNOTES = /[⁰¹²³⁴-⁹₀-₉①-⒛⓪-⓿❶-➓㉑-㉟㊱-㊿†‡]+/g;
/** `="201710117081.7"`: a formula that keeps Excel from making a number of it. */
const FORMULA = /^="([^"]*)"$/s;

/** A cell's text without outer blanks and without what tells Excel "this is text". */
export function cellText(cell: Cell | undefined): string {
  const text = String(cell ?? '').trim();
  const formula = text.startsWith('=') ? FORMULA.exec(text)?.[1] : undefined;
  return (formula?.trim() ?? text).replace(/^'(?!.*')/s, '');
}

/** A text of numbers, each footnote sign in it replaced. */
export function withoutFootnotes(text: string, by = ''): string {
  return text.replaceAll(FOOTNOTES, by);
}

/**
 * A count: `3`, `3.0`, `3次` or a blank, which is null and not zero; undefined if it is none of
 * these, or as large as a telephone number.
 */
export function parseCount(cell: Cell | undefined): number | null | undefined {
  const text = withoutFootnotes(cellText(cell)).normalize('NFKC').replaceAll(/[,\s]/g, '');
  if (text === '' || NO_COUNT.test(text)) return null;
  const digits = /^(\d+)(?:\.0*)?[次件篇项]?$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  return Number(digits) <= LARGEST_COUNT ? Number(digits) : undefined;
}
