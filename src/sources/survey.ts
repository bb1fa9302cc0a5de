import type { Language } from '../text/language.ts';
import type { Counts, Outcome, Place } from './outcome.ts';

/** A column of a raw table, as its reader took it. */
export interface SurveyedColumn {
  readonly column: string;
  readonly variable: string | null;
  readonly unit: string | null;
  readonly year: number | null;
  readonly scope: string | null;
  readonly note: string | null;
  readonly nearest: string | null;
}

/** How often a reason stands in the rejects of a column. */
export interface SurveyedReject {
  readonly column: string;
  readonly reason: string;
  readonly count: number;
}

/** A file or sheet, and all that is known of it. */
export interface SurveyedTable extends Place {
  readonly format: string | null;
  readonly outcome: Outcome['outcome'];
  readonly settled: boolean;
  readonly kind: string | null;
  readonly kindZh?: string | null;
  readonly why: string | null;
  readonly reason: string;
  readonly code: string;
  readonly todo: string;
  readonly headerRows: readonly [first: number, last: number] | null;
  readonly yearFrom: string | null;
  readonly counts: Counts;
  readonly columns: readonly SurveyedColumn[];
  readonly rejects: readonly SurveyedReject[];
  /** Of what was kept of it: the first and the last year, and how many units. */
  readonly years: readonly [first: number, last: number] | null;
  readonly units: number | null;
}

/** How many units, or rows, have a value in each year. */
export interface CoverageLine {
  /** Empty where the source has only one. */
  readonly variable: string;
  /** Year -> units with a value. */
  readonly years: ReadonlyMap<number, number>;
  /** Units of the sample without any value. */
  readonly missing: readonly string[];
}

export interface Coverage {
  /** Column of the unit; null where rows are counted. */
  readonly unit: string | null;
  /** Units that the study is about; null where it does not say. */
  readonly expected: number | null;
  /** Years that the study is about; null where it does not say. */
  readonly span: readonly [first: number, last: number] | null;
  readonly lines: readonly CoverageLine[];
}

/** What the raw files of a source gave. */
export interface Survey {
  readonly tables: readonly SurveyedTable[];
  readonly coverage: Coverage | null;
}

/** The years of a coverage, those of the study among them whether or not they have a value. */
export function yearsOf({ lines, span }: Coverage): number[] {
  const found = lines.flatMap(({ years }) => [...years.keys()]);
  if (found.length === 0) return [];
  const ends = [...found, ...(span ?? [])];
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Names that are shown of a list; the whole of a long one would hide what stands beside it. */
const NAMES = 8;

/** The first names of a list, and how many it has where it has more. */
export function namesText(names: readonly string[]): string {
  const more = names.length > NAMES ? ` … (${names.length})` : '';
  return names.slice(0, NAMES).join(', ') + more;
}

/** `3`, or `3–6`. */
export function spanText([first, last]: readonly [first: number, last: number]): string {
  return first === last ? String(first) : `${first}–${last}`;
}

/** What a table was taken for, in a language in which its reader says it. */
export function kindIn({ kind, kindZh }: SurveyedTable, language: Language): string {
  return (language === 'zh' && kindZh ? kindZh : kind) ?? '';
}

/** Whether a table gave a value. */
export function givesSomething({ counts }: Pick<SurveyedTable, 'counts'>): boolean {
  return (counts.kept ?? 0) + (counts.merged ?? 0) > 0;
}

/** Rejects of a table by reason, the most frequent first. */
export function reasonsOf({ rejects }: Pick<SurveyedTable, 'rejects'>): [string, number][] {
  const sums = new Map<string, number>();
  for (const { reason, count } of rejects) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
}

/** A file's path from the folder that is named after its source, or its own name. */
export function shortPath(step: string, file: string): string {
  const at = `/${file}`.lastIndexOf(`/${step}/`);
  return at < 0 ? file.slice(file.lastIndexOf('/') + 1) : file.slice(at);
}
