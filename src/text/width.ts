/** Characters that a terminal draws over two columns: CJK, kana, hangul and full-width forms. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const COMBINING = /\p{M}/u;

/** Columns of a terminal that a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!COMBINING.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Lines of at most `width` columns, broken at spaces; a longer word stays whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** A text cut to a width, with `…` for what is left out. A number is left out whole: half of one is another. */
export function shortened(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const characters = Array.from(text);
  let end = 0;
  for (let used = 1; end < characters.length; end += 1) {
    used += displayWidth(characters[end] ?? '');
    if (used > width) break;
  }
  const kept = characters.slice(0, end).join('');
  const isInNumber = /^[\d.,]*\d/u.test(characters.slice(end).join('')) && /\d[.,]?$/u.test(kept);
  return `${(isInNumber ? kept.replace(/-?[\d.,]+$/u, '') : kept).trimEnd()}…`;
}
