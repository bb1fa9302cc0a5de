import { MARKS, type Bilingual, type Language } from '../text/language.ts';
import { typesetSentence } from '../text/numbers.ts';

export type Verdict = 'consistent' | 'inconsistent' | 'cannot tell';

/** A place in the printed tables: a table, a column of it, a row of the column. */
export interface Place {
  readonly table: string;
  readonly column?: string;
  /** A term, or `n`, `r2`, `heading`. */
  readonly row?: string;
}

export const CHECKS = [
  'parentheses',
  'stars',
  'observations',
  'partition',
  'group_effects',
  'group_precision',
  'group_r2',
  'nested_r2',
  'implied_r2',
  'headings',
  'repeats',
  'digits',
  'range',
  'empty_rows',
  'claims',
] as const;

export type Check = (typeof CHECKS)[number];

/** What one check says about one place, with the arithmetic that leads there. */
export interface Finding {
  /** Unique in a report: check and places. */
  readonly id: string;
  readonly check: Check;
  readonly verdict: Verdict;
  /** Empty: the publication as a whole. */
  readonly where: readonly Place[];
  readonly arithmetic: Bilingual;
}

/** The id is made from check, places and, where these are not enough, `name`. */
export function finding(
  check: Check,
  verdict: Verdict,
  where: readonly Place[],
  arithmetic: Bilingual,
  name = '',
): Finding {
  const places = where.map(({ table, column, row }) =>
    [table, column, row].filter((part) => part !== undefined).join('.'),
  );
  const id = [check, ...(name === '' ? [] : [name]), ...places].join('/');
  const { en, zh } = arithmetic;
  return {
    id,
    check,
    verdict,
    where,
    arithmetic: { en: typesetSentence(en), zh: typesetSentence(zh) },
  };
}

/** `Table 1` for `table1`; any other id as it is. */
export function tableName(id: string, language: Language): string {
  const match = /^table[ _-]?(\d+)$/iu.exec(id);
  if (match === null) return id;
  return `${language === 'en' ? 'Table' : '表'} ${match[1]}`;
}

/** `Table 1 (2), did`. */
export function placeName({ table, column, row }: Place, language: Language): string {
  const head = tableName(table, language) + (column === undefined ? '' : ` (${column})`);
  return row === undefined ? head : head + MARKS[language].comma + row;
}
