import type { Cell } from '../../sources/table.ts';
import { cellText, withoutFootnotes } from '../cells.ts';
import { fromJson } from './json.ts';

/** What a file writes for "nothing here". */
const NOTHING =
  /^(?:-+|—+|\.+|…+|\/|n\/?a|null|none|nan|nil|\\n?|_+|\?+|\*+|□+|#n\/a|#value!|暂?无(?:引证|引用|数据|记录)?。?|空|未知)$/i;
/** Parts entries wherever it stands. */
const HARD = new RegExp(
  [
    '[;；、，|｜‖¦•^~\\r\\n\\t]+',
    '<br\\s*/?>|_x000D_|&#1[03];|&nbsp;|&#160;|\\\\r|\\\\n(?![a-z])',
    '(?<=[\\dA-Z\\])])[和与及](?=[A-Z]{2}|[A-H]\\d)',
    // `CN103045621AUS7712348B2`: nothing at all.
    '(?<=\\d[A-Z]\\d?)(?=(?:CN|US|EP|WO|JP|KR|DE|GB|FR)\\d{6})',
  ].join('|'),
);
/** Signs that nobody sees, and what is left of separators at the ends of an entry. */
const UNSEEN = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;
const ENDS = /^[\s,/\\|+&#$^~·.。:@=_-]+|[\s,/\\|+&#$^~·.。、@=_和与及-]+$/g;

/** Parts of a cell that lists names; marks of a missing value are no parts. */
export function splitList(cell: Cell | undefined): string[] {
  return filled(fromJson(cellText(cell)) ?? cellText(cell).split(/[;；\r\n]+/));
}

/**
 * Parts of a cell that lists numbers or classes, whatever parts them. A comma, a slash or a blank,
 * which may stand within an entry, parts two of them where `begins` says that a new one follows;
 * what comes before it must have a digit, as every entry has. A comma before three digits
 * (`US2,345,678`) belongs to a number.
 */
export function splitEntries(cell: Cell | undefined, begins: (text: string) => boolean): string[] {
  const text = cellText(cell).replaceAll(UNSEEN, '');
  const parts = fromJson(text) ?? filled(withoutBrackets(text).split(HARD));
  return filled(parts.flatMap((part) => splitSoft(part, begins)));
}

function splitSoft(part: string, begins: (text: string) => boolean): string[] {
  // The common case: exports hold millions of these.
  if (/^[A-Za-z0-9]+$/.test(part)) return [part];
  const text = withoutFootnotes(part, ' ').normalize('NFKC');
  const pieces: string[] = [];
  let start = 0;
  let hasDigit = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char >= '0' && char <= '9') hasDigit = true;
    if (/[\p{L}\p{N}]/u.test(char)) continue;
    const rest = text.slice(at + 1, at + 40).toUpperCase();
    const isComma = char === ',' && !/^\d{3}(?!\d)/.test(rest);
    if (isComma || (hasDigit && begins(rest))) {
      pieces.push(text.slice(start, at));
      start = at + 1;
      hasDigit = false;
    }
  }
  pieces.push(text.slice(start));
  return pieces.map((piece) => piece.replaceAll(ENDS, ''));
}

/** `[A; B]`: brackets around a whole list. */
function withoutBrackets(text: string): string {
  return /^\[[^[\]]*[;,，；|][^[\]]*\]$/s.test(text) ? text.slice(1, -1) : text;
}

function filled(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '' && !NOTHING.test(part));
}
