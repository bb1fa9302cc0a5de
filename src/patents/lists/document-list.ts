import type { Cell } from '../../sources/table.ts';
import { cellText } from '../cells.ts';
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
/** Who cited, and which part of a document: `审查员`, `cited by examiner`, `说明书第1-3页`. */
const PARTY =
  /^(?:cited by |by )?(?:the )?(?:examiners?|applicants?|third part(?:y|ies)|opponents?|others?)$|^(?:审查员|申请人|第三方|发明人|他人|其他|自引|他引)(?:引[用证])?$/i;
const PASSAGE =
  /^(?:全文|摘要|(?:权利要求书?|说明书|附?图|第|段|页|行|栏)[\s\d第段页行栏至到附图和及,.\-–]*|(?:claims?|figs?\.?|figures?|paragraphs?|pages?|pp?\.|columns?|lines?)\s*[\d\s,.\-–]*)$/i;
const HOW_MANY = /^[共等]?\d+[件项篇个条]$/;
/** Nothing but a number, most likely. */
const PLAIN = /^[A-Z]{2}[A-Z0-9]{6,}$/;
const WORDS = /^[^\d]*$/;
const BEGINNING = /^[A-Z]{1,2}\d{0,3}$/i;
/** What is left of `D1: CN…` and `2. US…` where the number begins an entry of its own. */
const INDEX = /^(?:D|对比文件|(?:专利|引证|参考)?文献|No\.?|Ref\.?)?\s*\d{1,3}\s*[.:)]?$/i;

/** `https://patents.google.com/patent/CN101234567A/en`. */
const LINK = /https?:\/\/[^\s;,|"<>]{0,60}\bpatents?\b[^\s;,|"<>]{0,60}\/(?=[A-Z]{2}\d)/g;
const LINK_END = /(?<=\d[A-Z]\d?)\/[a-z]{2}(?:\?[^\s;,|]{0,80})?(?![a-z\d])/g;
/** A kind of China in brackets right behind the number. */
const BRACKETED_KIND =
  /(?<=CN[- ]?1\d{6,8})\(([ABC])\)|(?<=CN[- ]?2\d{6,8})\(([UY])\)|(?<=CN[- ]?3\d{6,8})\(([SD])\)/g;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const YEAR = '(?:18|19|20)\\d\\d';
/** Days in which a separator stands, or which do not begin with their year. */
const DAYS = new RegExp(
  [
    `(?<![\\d/.-])[0-3]?\\d([./])[0-3]?\\d\\1${YEAR}(?![\\d/.-])`,
    `(?<![a-z\\d])${MONTH}\\s{0,2}[0-3]?\\d(?:st|nd|rd|th)?,?\\s{0,2}${YEAR}(?!\\d)`,
    `(?<![\\d/.-])[0-3]?\\d[\\s-]${MONTH}[\\s,-]{1,2}${YEAR}(?!\\d)`,
    `(?:公开|公告|公布|申请|授权)(?:公告)?日期?\\s{0,2}[:：]\\s{0,2}(?=\\d)`,
    `(?<=${YEAR}-\\d\\d-\\d\\d)T\\d\\d:[\\d:.]{2,12}Z?`,
  ].join('|'),
  'gi',
);

/** Reads a cell that lists document numbers, each of which may carry marks. */
export function readDocumentList(cell: Cell | undefined, numbers: DocumentNumbers): DocumentList {
  const parts = splitEntries(withoutRemarks(cell), numbers.begins).flatMap((part) =>
    unwrap(part, numbers),
  );
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

/** What stands around numbers and holds separators: days, the rest of a link, `(A)` for a kind. */
function withoutRemarks(cell: Cell | undefined): Cell {
  const text = cellText(cell);
  // Few cells have what only days have: a colon, a month or a point.
  return /[:：./]|[A-Za-z]{3}/.test(text)
    ? text.replaceAll(LINK, '').replaceAll(LINK_END, '').replaceAll(DAYS, ' ')
    : text;
}

/**
 * Brackets hold marks, `[X] CN…A (审查员)`, or an entry of their own, or the kind code: what is in
 * them is looked at, and then they go.
 */
function unwrap(part: string, numbers: DocumentNumbers): string[] {
  if (PLAIN.test(part)) return [part];
  const text = part
    .replaceAll('【', '[')
    .replaceAll('】', ']')
    .replaceAll(/[{<]/g, '(')
    .replaceAll(/[}>]/g, ')');
  const inner: string[] = [];
  const outer = text
    .replaceAll(BRACKETED_KIND, '$1$2$3')
    .replaceAll(/[([]([^()[\]]*)[)\]]/g, (_, content: string) => {
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
    !PLAIN.test(text) &&
    (CATEGORY.test(text.toUpperCase()) ||
      [DAY, INDEX, CLAIMS, PARTY, PASSAGE, HOW_MANY].some((mark) => mark.test(text)) ||
      isDatedMark(text))
  );
}

/** `2013-04-17 X`: a day and marks. */
function isDatedMark(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length > 1 && words.every((word) => DAY.test(word) || CATEGORY.test(word));
}

function readEntry(text: string, numbers: DocumentNumbers): PublicationNumber | NoNumber {
  const whole = numbers.read(text);
  if (whole.normal !== null) return whole;
  const bare = (/^[^:]*\d{4}[^:]*:\D*$/.test(text) ? text : text.replace(LABEL, '')).replace(
    /(?<=\d[A-Z]\d?)(?:(?:19|20)\d{6}|\s*-[XYPEDOTL]|\s*等(?:共?\d+[件项篇个])?|(?<=[A-Z]\d?)\s*-A)$/i,
    '',
  );
  const words = bare.split(/[\s:*†‡#]+/).filter((word) => word !== '');
  // The longest beginning that is a number, if marks are all that follows.
  for (let length = Math.min(words.length, MOST_WORDS); length > 0; length--) {
    const rest = words.slice(length);
    const found = numbers.read(words.slice(0, length).join(' '));
    if (found.normal !== null && isRest(rest)) return found;
  }
  // `一种风机 CN…A`: words without digits, then a number with its kind.
  const start = words.findIndex((word) => /\d/.test(word));
  const behind = start > 0 ? numbers.read(words.slice(start).join(' ')) : whole;
  return behind.normal !== null && behind.kind !== '' ? behind : whole.reason;
}

function isRest(words: readonly string[]): boolean {
  const line = words.join(' ');
  return (
    words.every((word) => isMark(word)) ||
    PASSAGE.test(line) ||
    WORDS.test(line) ||
    WORDS.test(line.replace(/(?:18|19|20)\d\d[-./]?\d\d[-./]?\d\d/g, ''))
  );
}

/**
 * A number without its kind code is the document of the list that has one; `EP-A-1234567` is its A1,
 * since these offices have no kind of one letter.
 */
function completed(documents: readonly PublicationNumber[]): PublicationNumber[] {
  const isShort = ({ kind, office }: PublicationNumber): boolean =>
    kind === '' || (kind.length === 1 && (office === 'EP' || office === 'WO'));
  if (!documents.some(isShort)) return [...documents];
  const fuller = new Map<string, PublicationNumber>();
  for (const document of documents) {
    if (!isShort(document) && !fuller.has(document.base)) fuller.set(document.base, document);
  }
  return documents.map((document) => {
    const found = isShort(document) ? fuller.get(document.base) : undefined;
    return found?.kind.startsWith(document.kind) === true ? found : document;
  });
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
