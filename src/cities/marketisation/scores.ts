import type { RuleOfTable } from '../../sources/rule.ts';
import { placeOf, type Sheet } from '../../sources/table.ts';
import { UserError } from '../../text/user-error.ts';
import { maybeScores, type IndexColumn, type IndexTable } from './columns.ts';
import { baseOf, readIndexHeader, type IndexWords } from './words.ts';

/** Names of sheets that say nothing. */
const GENERIC = /^(?:sheet|工作表|表|data|数据|s|result|全部)?[\s_\d\-—–~]*年?$/i;

/** The columns of scores; why there is none otherwise. */
export function scoresOf(
  sheet: Sheet,
  table: IndexTable,
  words: IndexWords,
  rule: RuleOfTable,
  base: string,
): IndexColumn[] | { readonly ignored: string } {
  const { columns, last } = table;
  const file = (sheet.file.split('/').at(-1) ?? '').replace(/\.[a-z\d]{1,5}$/i, '');
  const around = [...table.titles, sheet.sheet, file];
  const baseAround = around.map(baseOf).find((one) => one !== '') ?? '';
  if (base !== '' && baseAround !== '' && baseAround !== base) {
    return { ignored: `of another base: ${baseAround}` };
  }
  const keys = new Set([table.province?.index, table.year?.index, table.indicator?.index]);
  const open = columns.filter(({ index }) => !keys.has(index));
  const good = (column: IndexColumn) => maybeScores(sheet, last, column.index);
  // Beside a column of years, the year in a header is that of an edition.
  const total = open
    .filter((column) => column.kind === 'total' && good(column))
    .map((column): IndexColumn => {
      if (table.year === null || column.year === null) return column;
      return {
        ...column,
        year: null,
        base: column.base === '' ? String(column.year) : column.base,
      };
    });
  const chosen = chooseBase(sheet, total, base);
  if (chosen.length > 0) return chosen;
  const part = partAround(sheet.sheet, table.titles, file, words, rule);
  if (part !== null) return { ignored: part };
  // Years or provinces side by side, or one score, of an index that the title names.
  const spread = open.filter((column) => {
    const dated = column.year !== null || column.province !== null;
    return dated && (column.kind === 'plain' || column.kind === 'weak') && good(column);
  });
  const weak = open.filter(
    ({ kind, year, province }) => kind === 'weak' && year === null && province === null,
  );
  const found = spread.length > 0 ? spread : weak.filter(good);
  if (found.length === 0) return { ignored: 'no score of the whole index' };
  return chooseBase(sheet, found, base);
}

/** One column for each year and province: where there are several, those of the base asked for. */
function chooseBase(sheet: Sheet, columns: readonly IndexColumn[], base: string): IndexColumn[] {
  const several = [
    ...Map.groupBy(columns, ({ year, province }) => `${year} ${province}`).values(),
  ].find((group) => group.length > 1);
  const own = base === '' ? [] : columns.filter((column) => column.base === base);
  if (own.length > 0) return own;
  if (several === undefined) {
    return base === '' ? [...columns] : columns.filter((column) => column.base === '');
  }
  const bases = new Set(several.map((column) => column.base));
  const headers = several.map(({ header }) => header).join(', ');
  if (bases.size > 1) {
    throw new UserError('E_SEVERAL_BASES', `the index stands there on several bases: ${headers}`, {
      where: placeOf(sheet),
      hint: `Choose one: steps: { marketisation: { base: ${[...bases].find((one) => one !== '') ?? ''} } }. Series of two bases must not be mixed.`,
    });
  }
  const name = sheet.file.split('/').at(-1) ?? sheet.file;
  throw new UserError('E_SEVERAL_SCORES', `several columns may be the score: ${headers}`, {
    where: placeOf(sheet),
    hint: `Leave out all but one: sources: [{ files: ${name}, columns: { ${several[1]?.header ?? ''}: { ignore: true } } }]`,
  });
}

/** Why a table without a named score is not the whole index. */
function partAround(
  sheet: string,
  titles: readonly string[],
  file: string,
  words: IndexWords,
  rule: RuleOfTable,
): string | null {
  if (rule.sheet !== undefined) return null;
  for (const text of [sheet, ...titles, file]) {
    const { kind } = readIndexHeader(words, [text]);
    if (kind === 'part') return `a part of the index: ${text}`;
    // `评分与排名` names both.
    if (kind === 'rank' && /分|指数|score/i.test(text)) continue;
    if (kind === 'rank' || kind === 'other') return `no scores: ${text}`;
    if (kind === 'total' || /市场化|market/i.test(text)) return null;
    // `数字经济指数`
    if (/\p{Script=Han}{2}指数|index/iu.test(text) && kind === 'unknown')
      return `another index: ${text}`;
  }
  const { kind } = readIndexHeader(words, [sheet]);
  // `以2008年为基期`
  const onlyBase = kind === 'plain' && baseOf(sheet) !== '';
  return onlyBase || GENERIC.test(sheet) ? null : `not known as the whole index: ${sheet}`;
}
