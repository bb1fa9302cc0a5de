import { finding, placeName, type Finding, type Verdict } from '../finding.ts';
import { columnsOf, keyTerms, type Paper, type PaperColumn } from '../printed/paper.ts';
import { clusterDf, sizeOfT } from '../printed/readings.ts';
import type { Language } from '../../text/language.ts';
import { proseText } from '../../text/numbers.ts';

/**
 * Clustering by unit multiplies a variance by at most the years if units have errors of one size;
 * twice that is allowed for, since sizes differ.
 */
const UNEQUAL_UNITS = 2;
/** Controls that are in a model but not printed: room for so many. */
const UNSEEN_CONTROLS = 20;
/** With fewer, a clustered variance can come out as small as chance has it (measured with 6). */
const FEW_CLUSTERS = 20;
/** Stands for the controls among a model's terms. */
const CONTROLS = 'controls';

/** R² of models on the same sample against each other, and against the t values. */
export function checkR2(paper: Paper): Finding[] {
  return [...nestedFindings(paper), ...impliedFindings(paper)];
}

/**
 * Two models of one outcome on the whole sample both contain what they share, so the model with the
 * higher R² gained at least the difference by what the other lacks. If that is nothing, R² cannot
 * be higher. If it is one term, its t by equal independent errors is at least
 * √(df ΔR² / (1 − R²)); the printed one may be smaller by clustering, but not without limit.
 */
function nestedFindings(paper: Paper): Finding[] {
  const columns = columnsOf(paper).filter(
    ({ column }) =>
      column.n !== undefined &&
      column.n === paper.sample &&
      column.what === undefined &&
      column.r2 !== undefined,
  );
  return columns.flatMap((place) => {
    const others = columns
      .filter(({ column }) => column !== place.column && column.outcome !== undefined)
      .filter(({ column }) => column.outcome === place.column.outcome);
    return [
      ...others.flatMap((other) => nested(paper, place, other)),
      ...worstOf(others.flatMap((other) => gained(paper, place, other))),
    ];
  });
}

/** One finding of each column is enough: the first of the worst kind. */
function worstOf(findings: readonly Finding[]): Finding[] {
  const order: readonly Verdict[] = ['inconsistent', 'cannot tell', 'consistent'];
  const sorted = order.flatMap((verdict) => findings.filter((found) => found.verdict === verdict));
  return sorted.slice(0, 1);
}

/** Terms of one model that another lacks. */
function beyond(paper: Paper, place: PaperColumn, other: PaperColumn): string[] {
  return termsOf(paper, place).filter((term) => !termsOf(paper, other).includes(term));
}

function nested(paper: Paper, small: PaperColumn, large: PaperColumn): Finding[] {
  const more = beyond(paper, large, small);
  if (more.length === 0 || beyond(paper, small, large).length > 0) return [];
  const verdict: Verdict =
    small.column.r2!.low > large.column.r2!.high ? 'inconsistent' : 'consistent';
  const { where, en, zh } = headOf(small, large);
  return [
    finding('nested_r2', verdict, where, {
      en: `${en}: the second model has all terms of the first and ${more.join(', ')}, so its R² is no lower.`,
      zh: `${zh}：后者含前者全部变量及 ${more.join('、')}，其 R² 不应更低。`,
    }),
  ];
}

function headOf(first: PaperColumn, second: PaperColumn) {
  const where = [first, second].map(({ table, column }) => ({
    table: table.id,
    column: column.id,
    row: 'r2',
  }));
  const name = (language: Language, i: 0 | 1): string =>
    placeName({ ...where[i]!, row: 'R²' }, language);
  const [a, b] = [first.column.r2!.text, second.column.r2!.text];
  return {
    where,
    en: `${name('en', 0)} ${a}, against ${name('en', 1)} ${b}`,
    zh: `${name('zh', 0)} ${a} 与${name('zh', 1)} ${b}`,
  };
}

function gained(paper: Paper, place: PaperColumn, other: PaperColumn): Finding[] {
  const extra = beyond(paper, place, other);
  const [term] = extra;
  const rise = place.column.r2!.low - other.column.r2!.high;
  if (extra.length !== 1 || term === undefined || term === CONTROLS || rise <= 0) return [];
  const t = tOf(paper, place, term);
  if (t === undefined || paper.years === undefined) return [];
  const { low } = degreesOfFreedom(paper, place);
  const least = Math.sqrt((rise * low) / (1 - place.column.r2!.low));
  const inflation = (least / t.high) * (least / t.high);
  const [limit, most] = [paper.years, UNEQUAL_UNITS * paper.years];
  const verdict: Verdict =
    inflation > most ? 'inconsistent' : inflation > limit ? 'cannot tell' : 'consistent';
  const [rose, needs, has, times] = [rise, least, t.high, inflation].map((value) =>
    proseText(value),
  );
  const { where, en, zh } = headOf(place, other);
  return [
    finding('nested_r2', verdict, where, {
      en: `${en}: ${term} raised R² by at least ${rose}, so its t by equal independent errors is at least ${needs}; the printed one is at most ${has}. Clustering would have to multiply the variance by ${times}; ${limit} years of perfectly correlated errors give ${limit}.`,
      zh: `${zh}：${term} 使 R² 至少提高 ${rose}，故同方差独立误差下的 t 值至少为 ${needs}，而所印 t 值至多为 ${has}。聚类须使方差扩大为 ${times} 倍；${limit} 年误差完全相关时为 ${limit} 倍。`,
    }),
  ];
}

/** A term's partial R² is t² / (t² + df) by equal independent errors, and no more than R². */
function impliedFindings(paper: Paper): Finding[] {
  return columnsOf(paper).flatMap((place) => {
    const { r2, n } = place.column;
    if (r2 === undefined || n === undefined) return [];
    return keyTerms(paper, place.column).flatMap((term) => {
      const t = tOf(paper, place, term);
      if (t === undefined) return [];
      const { high } = degreesOfFreedom(paper, place);
      const partial = (factor: number): number =>
        (t.low * t.low * factor) / (t.low * t.low * factor + high);
      const least = paper.years === undefined ? 0 : partial(1 / paper.years);
      const many = (clusterDf(paper.printed, place.column) ?? 0) + 1 >= FEW_CLUSTERS;
      const impossible = many && r2.high < least;
      const odd = r2.high < partial(1);
      const verdict: Verdict = impossible ? 'inconsistent' : odd ? 'cannot tell' : 'consistent';
      const where = [{ table: place.table.id, column: place.column.id, row: term }];
      const [size, implied, floor] = [t.low, partial(1), least].map((value) => proseText(value));
      return [
        finding('implied_r2', verdict, where, {
          en: `${placeName(where[0]!, 'en')}: t of at least ${size} with at most ${high} degrees of freedom explains ${implied} of what other terms leave (${floor} if clustering shrank the variance by the number of years); R² is ${r2.text}.`,
          zh: `${placeName(where[0]!, 'zh')}：t 值至少 ${size}、自由度至多 ${high}，意味着偏 R² 为 ${implied}（若聚类使方差缩小为年数分之一，则为 ${floor}）；所印 R² 为 ${r2.text}。`,
        }),
      ];
    });
  });
}

function termsOf(paper: Paper, { column }: PaperColumn): string[] {
  return [...keyTerms(paper, column), ...(column.controls === true ? [CONTROLS] : [])];
}

function tOf(paper: Paper, { table, column }: PaperColumn, term: string) {
  const { coef, paren, stars } = column.terms[term]!;
  const reading = paper.readings[table.id];
  if (paren === undefined || reading === undefined) return undefined;
  return sizeOfT({ coef, paren, stars }, reading);
}

/** Degrees of freedom with all effects of units and years taken off, and with none. */
function degreesOfFreedom(paper: Paper, { column }: PaperColumn): { low: number; high: number } {
  const n = column.n ?? 0;
  const years = paper.years ?? 1;
  const terms = Object.keys(column.terms).length;
  return {
    low: Math.max(1, n - Math.ceil(n / years) - years - terms - UNSEEN_CONTROLS),
    high: n - 1,
  };
}
