import type { Cell } from '../../sources/table.ts';
import { cellText } from '../cells.ts';

/** What a file writes for "nothing here". */
const NOTHING = /^(?:-+|—+|\.+|…+|\/|n\/?a|null|none|nan|nil|无|空)$/i;
/** Parts entries wherever it stands. */
const HARD = /[;；、，|｜‖¦•\r\n\t]+|<br\s*\/?>/;
/** Fields of an entry of JSON that hold its number or name, the usual one first. */
const JSON_FIELDS = [
  'publication_number',
  'publication_no',
  'publicationNumber',
  'patent_number',
  'number',
  'document_number',
  'doc_number',
  'display_key',
  'code',
  'symbol',
  'name',
  'text',
];

/** Parts of a cell that lists names; marks of a missing value are no parts. */
export function splitList(cell: Cell | undefined): string[] {
  return fromJson(cellText(cell)) ?? filled(cellText(cell).split(/[;；\r\n]+/));
}

/**
 * Parts of a cell that lists numbers or classes, whatever parts them. A comma, a slash or a blank,
 * which may stand within an entry, parts two of them where `begins` says that a new one follows;
 * what comes before it must have a digit, as every entry has. A comma before three digits
 * (`US2,345,678`) belongs to a number.
 */
export function splitEntries(cell: Cell | undefined, begins: (text: string) => boolean): string[] {
  const text = cellText(cell);
  const parts = fromJson(text) ?? filled(withoutBrackets(text).split(HARD));
  return filled(parts.flatMap((part) => splitSoft(part, begins)));
}

function splitSoft(part: string, begins: (text: string) => boolean): string[] {
  const text = part.normalize('NFKC');
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
  return pieces;
}

/** Entries of a JSON array of texts or objects, also with the quotes of Python; null if it is none. */
function fromJson(text: string): string[] | null {
  if (!/^\[.*\]$/s.test(text) && !/^\{.*\}$/s.test(text)) return null;
  const value = parseJson(text) ?? parseJson(text.replaceAll("'", '"'));
  if (value === undefined || value === null) return null;
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return filled(entries.map(entryText));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function entryText(entry: unknown): string {
  if (typeof entry === 'string' || typeof entry === 'number') return String(entry);
  if (typeof entry !== 'object' || entry === null) return '';
  const fields = new Map(Object.entries(entry as Readonly<Record<string, unknown>>));
  const known = JSON_FIELDS.map((name) => fields.get(name)).find(
    (value) => typeof value === 'string',
  );
  const number =
    typeof known === 'string' ? known : [...fields.values()].find((v) => typeof v === 'string');
  const part = (...names: string[]): string => {
    const value = names.map((name) => fields.get(name)).find((found) => typeof found === 'string');
    return typeof value === 'string' ? value : '';
  };
  const text = typeof number === 'string' ? number : '';
  const isBare = /^\d/.test(text);
  const office = isBare ? part('jurisdiction', 'country', 'country_code', 'office') : '';
  return office + text + (isBare ? part('kind', 'kind_code') : '');
}

/** `[A; B]`: brackets around a whole list. */
function withoutBrackets(text: string): string {
  return /^\[[^[\]]*[;,，；|][^[\]]*\]$/s.test(text) ? text.slice(1, -1) : text;
}

function filled(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '' && !NOTHING.test(part));
}
