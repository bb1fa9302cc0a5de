import { foldName } from '../name.ts';
import { wordsOf, foldHeader } from './fold.ts';
import { readHeader, type HeaderReading } from './header.ts';
import type { StatisticsReference } from './reference.ts';

/** Longer texts are notes. */
const LONGEST = 60;
const FILLER = /^(?:[\d.~\-—–―第]+)$/;

/** What a title says of the values below it. */
export type TitleReading =
  | { readonly kind: 'variable'; readonly reading: HeaderReading }
  /** Nothing of what they are: `Sheet1`, `2014年各市统计`. */
  | { readonly kind: 'silent' }
  /** Something that nobody knows, which may be another statistic. */
  | { readonly kind: 'unknown' };

/**
 * What a title, a sheet's or a file's name says all values of a table are: `2005-2015年各市地区生产总值
 * (亿元)`. Every word of it must be known, and one of them be a variable.
 */
export function readTitle(reference: StatisticsReference, text: string): TitleReading {
  const plain = foldHeader(text);
  if (plain === '' || /^[a-z]{1,2}\d*$/.test(plain)) return { kind: 'silent' };
  if (text.length > LONGEST) return { kind: 'unknown' };
  const alone = readHeader(reference, [text]);
  if (alone.known !== null) {
    const role = typeof alone.known.meaning === 'string';
    return role ? { kind: 'silent' } : { kind: 'variable', reading: alone };
  }
  const names = new Set<string>();
  for (const word of wordsOf(text)) {
    if (readHeader(reference, [word]).plain) continue;
    const found = segment(reference, foldHeader(word));
    if (found === null) return { kind: 'unknown' };
    for (const name of found) names.add(name);
  }
  const [name] = names;
  if (name === undefined) return { kind: 'silent' };
  const known = reference.headers.get(name);
  if (known === undefined || names.size !== 1) return { kind: 'unknown' };
  return { kind: 'variable', reading: { ...alone, known, plain: false, other: null } };
}

/**
 * Parts a word without blanks into words that say nothing of the variable and names of variables.
 * The names are given; null if something is left.
 */
function segment(reference: StatisticsReference, word: string): readonly string[] | null {
  /** For each start, what follows from there: known once it was looked at. */
  const known = new Map<number, readonly string[] | null>();
  const from = (at: number): readonly string[] | null => {
    if (at === word.length) return [];
    const before = known.get(at);
    if (before !== undefined) return before;
    let found: readonly string[] | null = null;
    for (let end = word.length; end > at && found === null; end--) {
      const part = word.slice(at, end);
      const means = isVariable(reference, part) ? [part] : isFiller(reference, part) ? [] : null;
      const rest = means === null ? null : from(end);
      if (means !== null && rest !== null) found = [...means, ...rest];
    }
    known.set(at, found);
    return found;
  };
  return from(0);
}

function isVariable({ headers }: StatisticsReference, part: string): boolean {
  const known = headers.get(part);
  return known !== undefined && typeof known.meaning !== 'string';
}

function isFiller({ words, gazetteer }: StatisticsReference, part: string): boolean {
  if (words.has(part) || FILLER.test(part)) return true;
  const name = foldName(part);
  return name.length >= 2 && (gazetteer.provinces.has(name) || gazetteer.places.has(name));
}
