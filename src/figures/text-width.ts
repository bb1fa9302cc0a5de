/** Ems of a letter, an upper bound for Noto Sans SC by kind of letter; test/figures checks it. */
function ems(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  // Chinese, its punctuation and full-width forms stand in squares.
  if (code >= 0x2e80) return 1;
  if (/[mwMW@%]/u.test(letter)) return 0.95;
  if (/[A-Z−–—×±≤≥&]/u.test(letter)) return 0.76;
  if (/[ijlI.,:;'|!\s()[\]-]/u.test(letter)) return 0.4;
  return code < 0x250 ? 0.63 : 0.8;
}

/** Width of a line in pixels, seldom less than the drawn one, without a font. */
export function textWidth(text: string, size: number): number {
  return Array.from(text).reduce((total, letter) => total + ems(letter) * size, 0);
}

/**
 * Breaks a text into lines of at most `width` pixels: between words, and between Chinese
 * characters, though not before closing punctuation. A longer word is cut.
 */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text, width, size)) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** A word, with what it equals or is below: `p = 0.05`; or a Chinese character, with its stop. */
const PIECE =
  /[\u2E80-\u{3FFFF}][，。：；、）》”！？]*\s*|[^\s\u2E80-\u{3FFFF}]+(?:\s[=<]\s[^\s\u2E80-\u{3FFFF}]+)?\s*|\s+/gu;

function pieces(text: string, width: number, size: number): string[] {
  const words = text.match(PIECE);
  return (words ?? []).flatMap((word) => {
    if (textWidth(word, size) <= width) return [word];
    const letters = Math.max(1, Math.floor(width / size));
    return Array.from(word).reduce<string[]>((cut, letter, i) => {
      if (i % letters === 0) cut.push('');
      cut.push(`${cut.pop() ?? ''}${letter}`);
      return cut;
    }, []);
  });
}
