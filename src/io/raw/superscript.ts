const RAISED: Readonly<Record<string, string>> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};

/** Digits that a file shows raised, as characters that are: a footnote must not lengthen a number. */
export function superscript(text: string): string {
  return text.replaceAll(/\d/gu, (digit) => RAISED[digit] ?? digit);
}
