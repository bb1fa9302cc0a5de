import type { DataFile } from './data-file.ts';
import { queryRows, quoteName } from '../duckdb.ts';

/** What one column holds. Not a number counts as missing. */
export interface ColumnSummary {
  readonly column: string;
  readonly type: string;
  readonly missing: number;
  /** Different values that are not missing, counted exactly. */
  readonly distinct: number;
  /** Least, quartiles by linear interpolation, most; of numbers. */
  readonly quantiles?: readonly number[];
  /** Counts in bins of equal width from the least to the most; of numbers that differ. */
  readonly histogram?: readonly number[];
  /** Least and most, in the order of DuckDB; of what is no number. */
  readonly extremes?: readonly string[];
}

const BINS = 10;
const FLOATING = /^(?:DOUBLE|FLOAT)$/u;
const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL.*)$/u;

/** Summarises each column of an open file, one query a column. */
export async function columnSummaries(file: DataFile): Promise<ColumnSummary[]> {
  const summaries: ColumnSummary[] = [];
  for (const [column, type] of file.schema) {
    const value = FLOATING.test(type)
      ? `case when isnan(${quoteName(column)}) then null else ${quoteName(column)} end`
      : quoteName(column);
    summaries.push(
      NUMERIC.test(type)
        ? await numberSummary(file, column, type, value)
        : await otherSummary(file, column, type, value),
    );
  }
  return summaries;
}

async function numberSummary(
  file: DataFile,
  column: string,
  type: string,
  value: string,
): Promise<ColumnSummary> {
  const [row] = await queryRows(
    file.connection,
    `with cells as (select (${value})::double as v from data)
     select (count(*) - count(v))::integer as missing, count(distinct v)::integer as different,
       quantile_cont(v, [0, 0.25, 0.5, 0.75, 1]) as quantiles
     from cells`,
  );
  const quantiles = (row?.['quantiles'] ?? undefined) as readonly number[] | undefined;
  const base = {
    column,
    type,
    missing: Number(row?.['missing']),
    distinct: Number(row?.['different']),
  };
  if (quantiles === undefined) return base;
  const [least = 0, most = 0] = [quantiles[0], quantiles.at(-1)];
  if (!(most > least) || !Number.isFinite(most - least)) return { ...base, quantiles };
  const bins = await queryRows(
    file.connection,
    `with cells as (select (${value})::double as v from data)
     select least(floor((v - ${least}::double) / (${most}::double - ${least}::double) * ${BINS}), ${BINS - 1})::integer as bin,
       count(*)::integer as n
     from cells where v is not null group by bin order by bin`,
  );
  const histogram = Array.from({ length: BINS }, (_, bin) =>
    Number(bins.find((one) => one['bin'] === bin)?.['n'] ?? 0),
  );
  return { ...base, quantiles, histogram };
}

async function otherSummary(
  file: DataFile,
  column: string,
  type: string,
  value: string,
): Promise<ColumnSummary> {
  const [row] = await queryRows(
    file.connection,
    `select (count(*) - count(${value}))::integer as missing, count(distinct ${value})::integer as different,
       min(${value})::varchar as least, max(${value})::varchar as most from data`,
  );
  const extremes = [row?.['least'], row?.['most']].filter((one) => typeof one === 'string');
  const base = {
    column,
    type,
    missing: Number(row?.['missing']),
    distinct: Number(row?.['different']),
  };
  return extremes.length === 0 ? base : { ...base, extremes };
}

/** The first rows as objects, in the file's order. */
export async function firstRows(file: DataFile, count: number): Promise<Record<string, unknown>[]> {
  return queryRows(file.connection, `from data limit ${count}`);
}
