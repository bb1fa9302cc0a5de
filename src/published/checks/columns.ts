import { listed, MARKS, type Bilingual, type Language } from '../../text/language.ts';
import { finding, placeName, tableName, type Finding, type Place } from '../finding.ts';
import { modelKey } from '../printed/groups.ts';
import type { Paper } from '../printed/paper.ts';
import type { PrintedColumn, PrintedTable } from '../printed/tables.ts';
import { significantDigits, type PrintedNumber } from '../printed/number.ts';

/** Heads that do not tell columns apart, columns printed twice, rows without numbers. */
export function checkColumns(paper: Paper): Finding[] {
  return paper.printed.tables.flatMap((table) => [
    ...headings(paper, table),
    ...repeats(table),
    ...emptyRows(table),
    ...digits(table),
    ...ranges(paper, table),
  ]);
}

/** Columns with one head, the same terms, controls and observations, but other numbers. */
function headings(paper: Paper, table: PrintedTable): Finding[] {
  if (table.columns.every(({ heading }) => heading === undefined)) return [];
  const alike = pairs(table.columns).filter(
    ([a, b]) =>
      a.heading !== undefined &&
      a.heading === b.heading &&
      a.n === b.n &&
      modelKey(paper, { ...a, outcome: undefined }) ===
        modelKey(paper, { ...b, outcome: undefined }) &&
      numbersOf(a) !== numbersOf(b),
  );
  const heads = table.columns.map(({ heading }) => heading ?? '').join(' | ');
  if (alike.length === 0) {
    return [
      finding('headings', 'consistent', [{ table: table.id, row: 'heading' }], {
        en: `${tableName(table.id, 'en')}: no two columns of one head and one model (${heads}).`,
        zh: `${tableName(table.id, 'zh')}：没有标题与模型均相同的两列（${heads}）。`,
      }),
    ];
  }
  return alike.map(([a, b]) =>
    finding('headings', 'inconsistent', placesOf(table, [a, b], 'heading'), {
      en: `${tableName(table.id, 'en')}: columns ${a.id} and ${b.id} are both headed "${a.heading}", with the same terms, controls and observations, but have other numbers${r2Text(a, b)}. The head does not say what differs.`,
      zh: `${tableName(table.id, 'zh')}：第 ${a.id} 列与第 ${b.id} 列标题均为“${a.heading}”，变量、控制变量与观测值相同，数值却不同${r2Text(a, b)}；标题未说明二者的区别。`,
    }),
  );
}

function r2Text(a: PrintedColumn, b: PrintedColumn): string {
  return a.r2 === undefined || b.r2 === undefined ? '' : ` (R² ${a.r2.text}, ${b.r2.text})`;
}

/** Columns that print the same numbers: coefficients, parentheses, observations and R². */
function repeats(table: PrintedTable): Finding[] {
  const twice = pairs(table.columns).filter(([a, b]) => numbersOf(a) === numbersOf(b));
  if (table.columns.length < 2) return [];
  if (twice.length === 0) {
    return [
      finding('repeats', 'consistent', [{ table: table.id }], {
        en: `${tableName(table.id, 'en')}: no column repeats the numbers of another.`,
        zh: `${tableName(table.id, 'zh')}：没有数值完全相同的列。`,
      }),
    ];
  }
  return twice.map(([a, b]) =>
    finding('repeats', 'inconsistent', placesOf(table, [a, b]), {
      en: `${tableName(table.id, 'en')}: columns ${a.id} and ${b.id} have the same numbers throughout.`,
      zh: `${tableName(table.id, 'zh')}：第 ${a.id} 列与第 ${b.id} 列数值完全相同。`,
    }),
  );
}

function emptyRows(table: PrintedTable): Finding[] {
  if (table.empty_rows.length === 0) return [];
  const where = table.empty_rows.map((row) => ({ table: table.id, row }));
  return [
    finding('empty_rows', 'inconsistent', where, {
      en: `${tableName(table.id, 'en')}: rows ${listed(table.empty_rows, 'en')} have a label and no number in any column.`,
      zh: `${tableName(table.id, 'zh')}：${listed(table.empty_rows, 'zh')} 行只有标签，各列均无数值。`,
    }),
  ];
}

/** Coefficients and parentheses whose significant digits are not those of most in the table. */
function digits(table: PrintedTable): Finding[] {
  const numbers = table.columns.flatMap((column) =>
    Object.entries(column.terms).flatMap(([row, { coef, paren }]) =>
      [coef, ...(paren === undefined ? [] : [paren])].map((number) => ({
        place: { table: table.id, column: column.id, row },
        number,
      })),
    ),
  );
  const counted = numbers.filter(({ number }) => number.exact && significantDigits(number) > 0);
  if (counted.length < numbers.length || counted.length < 3) return [];
  const usual = mostFrequent(counted.map(({ number }) => significantDigits(number)));
  const others = counted.filter(({ number }) => significantDigits(number) !== usual);
  const fits = counted.length - others.length;
  const list = (language: Language): string =>
    others
      .map(({ place: { column, row }, number }) => {
        return `(${column})${MARKS[language].comma}${row} ${number.text}`;
      })
      .join(MARKS[language].semicolon);
  const places = new Map(others.map(({ place }) => [`${place.column}.${place.row}`, place]));
  const where = places.size === 0 ? [{ table: table.id }] : [...places.values()];
  const some = others.length > 0;
  return [
    finding('digits', some ? 'cannot tell' : 'consistent', where, {
      en: `${tableName(table.id, 'en')}: ${fits} of ${counted.length} numbers have ${usual} significant digits${some ? `; not so ${list('en')}: rounded otherwise, or a zero at the end was dropped` : ''}.`,
      zh: `${tableName(table.id, 'zh')}：${counted.length} 个数中有 ${fits} 个为 ${usual} 位有效数字${some ? `；例外：${list('zh')}（舍入位数不同，或末尾的零被省略）` : ''}。`,
    }),
  ];
}

/** The most frequent number, the larger of equals. */
function mostFrequent(values: readonly number[]): number {
  const count = (value: number): number => values.filter((other) => other === value).length;
  return [...new Set(values)].reduce((best, value) =>
    count(value) > count(best) || (count(value) === count(best) && value > best) ? value : best,
  );
}

/** Numbers that cannot be: R² outside 0 to 1, standard errors that are not positive. */
function ranges(paper: Paper, table: PrintedTable): Finding[] {
  return table.columns.flatMap((column) => {
    const wrong = (row: string, { en, zh }: Bilingual): Finding => {
      const where = { table: table.id, column: column.id, row };
      return finding('range', 'inconsistent', [where], {
        en: `${placeName(where, 'en')}: ${en}.`,
        zh: `${placeName(where, 'zh')}：${zh}。`,
      });
    };
    const { r2 } = column;
    const terms = Object.entries(column.terms).flatMap(([row, { paren }]) => {
      if (paren === undefined || !isImpossible(paren, paper.readings[table.id])) return [];
      const en = `(${paren.text}) cannot stand in parentheses there`;
      return [wrong(row, { en, zh: `括号内不可能为 ${paren.text}` })];
    });
    if (r2 === undefined || (r2.high >= 0 && r2.low <= 1)) return terms;
    const en = `R² of ${r2.text} is not between 0 and 1`;
    return [wrong('r2', { en, zh: `R² ${r2.text} 不在 0 与 1 之间` }), ...terms];
  });
}

function isImpossible(paren: PrintedNumber, reading: string | undefined): boolean {
  if (reading === 'std_error') return paren.high <= 0 || paren.value < 0;
  return reading === 'p_value' && (paren.high < 0 || paren.low > 1);
}

/** All that a column prints, as one text. */
function numbersOf({ terms, n, r2 }: PrintedColumn): string {
  const entries = Object.entries(terms).map(([term, { coef, paren, stars }]) => {
    return [term, coef.text, paren?.text, stars];
  });
  return JSON.stringify([entries, n, r2?.text]);
}

function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}

function placesOf(table: PrintedTable, columns: readonly PrintedColumn[], row?: string): Place[] {
  return columns.map(({ id }) => ({
    table: table.id,
    column: id,
    ...(row === undefined ? {} : { row }),
  }));
}
