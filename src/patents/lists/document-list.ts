import type { Cell } from '../../sources/table.ts';
import type { DocumentNumbers, NoNumber, PublicationNumber } from '../numbers/document-numbers.ts';
import { splitEntries } from './split.ts';

export interface DocumentList {
  /** In the order of the list, doubles included. */
  readonly documents: readonly PublicationNumber[];
  /** What is none, and why. */
  readonly others: readonly { readonly text: string; readonly reason: NoNumber }[];
  /** The last entry as written; empty for an empty list. */
  readonly last: string;
  /** Whether the last entry is no whole number: unreadable, or alone without a kind code. */
  readonly lastIsBroken: boolean;
}

type Entry = { readonly text: string; readonly number: PublicationNumber | NoNumber };

/** What stands before a number: `X:`, `对比文件1：`, `cited by examiner:`, `D1 `, `①`. */
const LABEL = /^(?:[^:]{1,24}:|\(?\d{1,3}[.)、]|[①-⑳]|[A-Z]{1,2}\d? (?=[A-Z]{2}))\s*/i;
/** What stands behind one in words or signs: a category, who cited, a date, an owner. */
const CATEGORY = /^[*†‡#]*[XYADEPOTLI&](?:[,/ ]?[XYADEPOTLI&])*[*†‡#]*$/;
const DAY = /^\(?(?:18|19|20)\d\d[-./年]?(?:\d{1,2}[-./月]?(?:\d{1,2}日?)?)?\)?$/;
/** A number written in groups has no more: `DE 10 2010 012 345 A1`. */
const MOST_WORDS = 8;
/** Claims that a document was cited against, and a kind code that stands there once more. */
const CLAIMS = /^(?:权利要求|claims?)?\d{1,3}(?:[-–,、]\d{1,3})*$|^[A-Z]\d$/i;
/** Nothing but a number, most likely. */
const PLAIN = /^[A-Z]{2}[A-Z0-9]{6,}$/;
const WORDS = /^[^\d]*$/;
const BEGINNING = /^[A-Z]{1,2}\d{0,3}$/i;
/** What is left of `D1: CN…` and `2. US…` where the number begins an entry of its own. */
const INDEX = /^(?:D|对比文件|文献)?\d{1,3}\s*[.:)]?$/i;

/** Reads a cell that lists document numbers, each of which may carry marks. */
export function readDocumentList(cell: Cell | undefined, numbers: DocumentNumbers): DocumentList {
  const parts = splitEntries(cell, numbers.begins).flatMap((part) => unwrap(part, numbers));
  const entries = parts
    .filter((part) => !isMark(part))
    .map((text): Entry => ({ text, number: readEntry(text, numbers) }));
  const documents = entries.flatMap(({ number }) => (typeof number === 'string' ? [] : [number]));
  const last = entries.at(-1);
  return {
    documents: completed(documents),
    others: entries.flatMap(({ text, number }) =>
      typeof number === 'string' ? [{ text, reason: number }] : [],
    ),
    last: last?.text ?? '',
    lastIsBroken: last !== undefined && isBroken(last, documents),
  };
}

/**
 * Brackets hold marks, `[X] CN…A (审查员)`, or an entry of their own, or the kind code: what is in
 * them is looked at, and then they go.
 */
function unwrap(part: string, numbers: DocumentNumbers): string[] {
  if (PLAIN.test(part)) return [part];
  const text = part
    .replaceAll(/[①-⑳]/g, ' ')
    .replaceAll('【', '[')
    .replaceAll('】', ']')
    .replaceAll(/[{<]/g, '(')
    .replaceAll(/[}>]/g, ')');
  const inner: string[] = [];
  const outer = text.replaceAll(/[([]([^()[\]]*)[)\]]/g, (_, content: string) => {
    const entry = content.trim().toUpperCase();
    if (/^[A-Z]\d$/.test(entry)) return ` ${entry}`;
    if (numbers.begins(entry)) inner.push(content.trim());
    return ' ';
  });
  const left = outer.replaceAll(/[()[\]"']/g, ' ').trim();
  return left === '' ? inner : [left, ...inner];
}

function isMark(text: string): boolean {
  return (
    !PLAIN.test(text) && (CATEGORY.test(text.toUpperCase()) || DAY.test(text) || INDEX.test(text))
  );
}

function readEntry(text: string, numbers: DocumentNumbers): PublicationNumber | NoNumber {
  const whole = numbers.read(text);
  if (whole.normal !== null) return whole;
  const bare = (/^[^:]*\d{4}[^:]*:\D*$/.test(text) ? text : text.replace(LABEL, '')).replace(
    /(?<=\d[A-Z]\d?)(?:(?:19|20)\d{6})$/i,
    '',
  );
  const words = bare.split(/[\s:*†‡#]+/).filter((word) => word !== '');
  // The longest beginning that is a number, if marks are all that follows.
  for (let length = Math.min(words.length, MOST_WORDS); length > 0; length--) {
    const rest = words.slice(length);
    const found = numbers.read(words.slice(0, length).join(' '));
    if (found.normal !== null && isRest(rest)) return found;
  }
  return whole.reason;
}

function isRest(words: readonly string[]): boolean {
  const line = words.join(' ');
  return (
    words.every((word) => isMark(word) || CLAIMS.test(word)) ||
    WORDS.test(line) ||
    WORDS.test(line.replace(/(?:18|19|20)\d\d[-./]?\d\d[-./]?\d\d/g, ''))
  );
}

/** A number without its kind code is the document of the list that has one. */
function completed(documents: readonly PublicationNumber[]): PublicationNumber[] {
  if (documents.every(({ kind }) => kind !== '')) return [...documents];
  const fuller = new Map<string, PublicationNumber>();
  for (const document of documents) {
    if (document.kind !== '' && !fuller.has(document.base)) fuller.set(document.base, document);
  }
  return documents.map((document) =>
    document.kind === '' ? (fuller.get(document.base) ?? document) : document,
  );
}

function isBroken({ text, number }: Entry, documents: readonly PublicationNumber[]): boolean {
  // Noise is no beginning of a number, but `CN1` and `US` are.
  if (typeof number === 'string') return number === 'bad_publication_no' || BEGINNING.test(text);
  return (
    number.kind === '' &&
    documents.length > 1 &&
    documents.slice(0, -1).every(({ kind }) => kind !== '')
  );
}
