/** Widths of the letters from space to ~ in Noto Sans SC Regular, in thousandths of an em. */
const ASCII = [
  224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555,
  555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589,
  552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573,
  531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552,
  284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];
const SPACE = 32;
/** From here on stand Chinese, its punctuation and full-width forms, in squares. */
const CHINESE = 0x2e80;
/** Wider than the accented letters of Europe and the minus; signs such as ≤ are squares, too. */
const OTHER = 750;

function thousandths(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= CHINESE || /[×±≤≥…—]/u.test(letter)) return 1000;
  return ASCII[code - SPACE] ?? OTHER;
}

/** Width of a regular line in pixels, without a font: exact for ASCII and Chinese but for kerning. */
export function textWidth(text: string, size: number): number {
  const total = Array.from(text).reduce((sum, letter) => sum + thousandths(letter), 0);
  return (total / 1000) * size;
}

/**
 * Breaks a text into lines of at most `width` pixels: between words, and between Chinese
 * characters, though not before closing punctuation nor after opening one. A longer word is cut.
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

/** A word, with what it equals or is below: `p = 0.05`; or a Chinese character, with its punctuation. */
const PIECE =
  /[（《“]*[\u2E80-\u{3FFFF}][，。：；、）》”！？]*\s*|[^\s\u2E80-\u{3FFFF}]+(?:\s[=<]\s[^\s\u2E80-\u{3FFFF}]+)?\s*|\s+/gu;

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
