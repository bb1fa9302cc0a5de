import type { PaperCheckRecord } from '../records/paper-check.ts';
import { MARKS, type Bilingual, type Language } from '../text/language.ts';
import { typesetSentence } from '../text/numbers.ts';

/** What one check says about one place, with the arithmetic that leads there. */
export type Finding = PaperCheckRecord['findings'][number];
export type Check = Finding['check'];
export type Verdict = Finding['verdict'];
/** A place in the printed tables: a table, a column of it, a row of the column. */
export type Place = Finding['where'][number];

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
