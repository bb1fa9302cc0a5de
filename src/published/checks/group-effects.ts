import { finding, tableName, type Finding, type Place, type Verdict } from '../finding.ts';
import type { Bilingual } from '../../text/language.ts';
import { groupingsOf, modelKey, type Grouping } from '../printed/groups.ts';
import type { Interval } from '../printed/interval.ts';
import { columnsOf, keyTerms, type Paper, type PaperColumn } from '../printed/paper.ts';
import type { PrintedColumn, PrintedTable } from '../printed/tables.ts';
import { interval } from '../words.ts';
import { proseText } from '../../text/numbers.ts';

/**
 * An effect of the whole this many standard errors (of whole and groups together) beyond what
 * weights can give is called inconsistent: the groups' different trends, which weights leave out,
 * move it by about one.
 */
const BEYOND = 3;

/**
 * Effects of groups against the effect of the whole. The whole's is a weighted mean of the groups'
 * if their trends without treatment are the same; each group has at least one treated and one
 * other unit, which bounds the weights. Different trends can move it beyond, so only a large
 * distance is inconsistent.
 */
export function checkGroupEffects(paper: Paper): Finding[] {
  return groupingsOf(paper).flatMap((grouping) =>
    wholesOf(paper, grouping).flatMap((whole) =>
      sharedTerms(paper, grouping, whole.column).flatMap((term) => [
        effectFinding(paper, grouping, whole, term),
        ...precisionFinding(paper, grouping, whole, term),
      ]),
    ),
  );
}

/** The column of the whole, or all columns of the same model on the whole sample. */
export function wholesOf(paper: Paper, { table, whole, parts }: Grouping): PaperColumn[] {
  const [first] = parts;
  if (whole !== undefined) return [{ table, column: whole }];
  if (first === undefined) return [];
  return columnsOf(paper).filter(
    ({ column }) => column.n === paper.sample && modelKey(paper, column) === modelKey(paper, first),
  );
}

function sharedTerms(paper: Paper, { parts }: Grouping, whole: PrintedColumn): string[] {
  return keyTerms(paper, whole).filter((term) => parts.every(({ terms }) => term in terms));
}

function effectFinding(
  paper: Paper,
  { table, parts, stated }: Grouping,
  whole: PaperColumn,
  term: string,
): Finding {
  const total = whole.column.terms[term]!.coef;
  const effects = parts.map(({ terms }) => terms[term]!.coef);
  const units = parts.map(({ n }) => (n ?? 0) / (paper.years ?? 1));
  const ends = { high: effects.map(({ high }) => high), low: effects.map(({ low }) => low) };
  const highest = extreme(ends.high, units, 1);
  const lowest = extreme(ends.low, units, -1);
  const range = { low: lowest.value, high: highest.value };
  const gap = Math.max(0, total.low - range.high, range.low - total.high);
  const { weights } = total.low > range.high ? highest : lowest;
  const error = errorOf(paper, table, parts, whole, term, weights);
  // Sums can agree by chance: groups that nobody calls groups prove nothing.
  const far = stated && error !== undefined && gap > BEYOND * error;
  const verdict: Verdict = gap === 0 ? 'consistent' : far ? 'inconsistent' : 'cannot tell';
  const values = effects.map(({ value }) => value);
  const mean = proseText(weightedMean(values, units));
  const list = effects.map(({ text }) => text).join(', ');
  const [from, to] = [interval(range), gap === 0 ? undefined : distance(gap, error)];
  return finding('group_effects', verdict, placesOf(whole, table.id, parts, term), {
    en: `${names(whole, table.id, parts).en}, ${term}: ${total.text} for the whole, ${list} for its groups, ${mean} as their mean weighted by observations. With at least one treated and one other unit in each group, weights give ${from}.${to?.en ?? ''}`,
    zh: `${names(whole, table.id, parts).zh}，${term}：总体 ${total.text}，各组 ${list}，按观测值加权的均值为 ${mean}。每组至少各有一个处理单位与对照单位时，加权均值的范围为 ${from}。${to?.zh ?? ''}`,
  });
}

function distance(gap: number, error: number | undefined): Bilingual {
  const by = error === undefined ? '' : proseText(gap / error);
  const errors =
    by === '' ? { en: '', zh: '' } : { en: `, ${by} standard errors`, zh: `，即 ${by} 个标准误` };
  return {
    en: ` The whole lies ${proseText(gap)} outside${errors.en}: only trends that differ between the groups could bring it there.`,
    zh: `总体在此范围之外 ${proseText(gap)}${errors.zh}：只有各组趋势不同才可能如此。`,
  };
}

/**
 * The highest (`sign` 1) or lowest (−1) weighted mean of effects whose weights are the numbers of
 * treated units, from 1 to one less than all units of the group: some of the highest effects get
 * their largest weights, all others the least. With the weights, which sum to one.
 */
export function extreme(effects: readonly number[], units: readonly number[], sign: 1 | -1) {
  const order = effects.map((_, i) => i).sort((i, j) => sign * (effects[j]! - effects[i]!));
  const candidates = order.map((_, cut) => {
    const large = new Set(order.slice(0, cut + 1));
    const raw = effects.map((_effect, i) => (large.has(i) ? Math.max(1, units[i]! - 1) : 1));
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return { value: weightedMean(effects, raw), weights: raw.map((weight) => weight / total) };
  });
  return candidates.reduce((best, one) => (sign * (one.value - best.value) > 0 ? one : best));
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / total;
}

/** √(se² of the whole + Σ w² se² of the groups); undefined where errors are not printed. */
function errorOf(
  paper: Paper,
  table: PrintedTable,
  parts: readonly PrintedColumn[],
  whole: PaperColumn,
  term: string,
  weights: readonly number[],
): number | undefined {
  const own = standardError(paper, whole, term)?.high;
  const errors = parts.map((column) => standardError(paper, { table, column }, term)?.high);
  if (own === undefined || errors.includes(undefined)) return undefined;
  const shares = errors.map((error, i) => weights[i]! * (error ?? 0));
  return Math.sqrt(shares.reduce((sum, share) => sum + share * share, own * own));
}

/** The printed standard error, where the table's parentheses hold standard errors. */
function standardError(
  paper: Paper,
  { table, column }: PaperColumn,
  term: string,
): Interval | undefined {
  const paren = column.terms[term]?.paren;
  const isError = paper.readings[table.id] === 'std_error' && paren !== undefined && paren.low > 0;
  return isError ? paren : undefined;
}

/** The whole's standard error against that of the groups' best combination, 1 / √Σ se⁻². */
function precisionFinding(
  paper: Paper,
  { table, parts }: Grouping,
  whole: PaperColumn,
  term: string,
): Finding[] {
  const own = standardError(paper, whole, term);
  const errors = parts.map((column) => standardError(paper, { table, column }, term));
  const known = errors.filter((error) => error !== undefined);
  if (own === undefined || known.length < parts.length) return [];
  const combined = (end: 'low' | 'high') =>
    1 / Math.sqrt(known.reduce((sum, error) => sum + 1 / (error[end] * error[end]), 0));
  const best = { low: combined('low'), high: combined('high') };
  const verdict: Verdict = own.high >= best.low ? 'consistent' : 'cannot tell';
  const printed = whole.column.terms[term]!.paren!.text;
  const more: Bilingual =
    verdict === 'consistent'
      ? { en: '', zh: '' }
      : {
          en: ` The whole is ${proseText(best.low / own.high)} times as precise as all groups together; comparisons between the groups would have to give that.`,
          zh: `总体的精度是各组合并的 ${proseText(best.low / own.high)} 倍，只能来自组间比较。`,
        };
  return [
    finding('group_precision', verdict, placesOf(whole, table.id, parts, term), {
      en: `${names(whole, table.id, parts).en}, ${term}: standard error ${printed} for the whole; the best combination of its groups has ${interval(best)}.${more.en}`,
      zh: `${names(whole, table.id, parts).zh}，${term}：总体标准误 ${printed}；各组最优合并的标准误为 ${interval(best)}。${more.zh}`,
    }),
  ];
}

export function placesOf(
  whole: PaperColumn,
  table: string,
  parts: readonly PrintedColumn[],
  row: string,
): Place[] {
  return [
    { table: whole.table.id, column: whole.column.id, row },
    ...parts.map(({ id }) => ({ table, column: id, row })),
  ];
}

/** `Table 1 (2) and its groups, table 5 (1), (2)`. */
export function names(
  whole: PaperColumn,
  table: string,
  parts: readonly PrintedColumn[],
): Bilingual {
  const list = parts.map(({ id }) => `(${id})`).join(', ');
  return {
    en: `${tableName(whole.table.id, 'en')} (${whole.column.id}) and its groups in ${tableName(table, 'en')} ${list}`,
    zh: `${tableName(whole.table.id, 'zh')} (${whole.column.id}) 与${tableName(table, 'zh')} ${list} 各组`,
  };
}
