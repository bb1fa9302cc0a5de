import type { DuckDBConnection } from '@duckdb/node-api';
import { queryCount, queryRows, quoteName } from '../duckdb.ts';
import type { DataFile } from './data-file.ts';

/** Rows with values from one to another: whole ones with both ends, others without the upper one but for the last bar. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

export interface Frequency {
  readonly value: string;
  readonly rows: number;
}

/** What one column holds. Not a number counts as missing. */
export interface ColumnSummary {
  readonly column: string;
  readonly type: string;
  /** A code names something: it is counted, and neither measured nor put in order. */
  readonly kind: 'number' | 'code' | 'text';
  readonly missing: number;
  /** Different values that are not missing, counted exactly. */
  readonly distinct: number;
  /** Minimum, quartiles, maximum by linear interpolation (type 7 of R and pandas). Of numbers. */
  readonly quantiles: readonly number[];
  /** First and last. Of dates and times. */
  readonly extremes: readonly string[];
  /** A bar for each of few whole values, else equal parts of the range. Of numbers, and few codes. */
  readonly bars: readonly Bar[];
  /** The most frequent values, or none where all of many are as frequent. Of all but numbers. */
  readonly frequent: readonly Frequency[];
}

/** Columns that a contract makes part of a key or lets refer to one, whatever their type. */
export interface Contract {
  readonly key?: readonly string[] | undefined;
  readonly references?: Readonly<Record<string, string>> | undefined;
}

/** Whole values that get a bar each, parts of a range about, and values named of a column of text. */
const MOST_VALUES = 30;
const BARS = 12;
const NAMED_VALUES = 6;
const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL.*)$/u;
const TEMPORAL = /^(?:DATE|TIME.*)$/u;

/** Whether cells of a type are numbers. */
export const isNumeric = (type: string): boolean => NUMERIC.test(type);

/** Names that some step's contract uses as a key: their numbers are codes unless they count up. */
export function keyNames(contracts: readonly Contract[]): ReadonlySet<string> {
  return new Set(
    contracts.flatMap(({ key = [], references = {} }) => [...key, ...Object.keys(references)]),
  );
}

/** Summarises each column. All is counted, nothing summed, so that threads make no difference. */
export async function summariseColumns(
  { connection, schema }: DataFile,
  keys: ReadonlySet<string>,
): Promise<ColumnSummary[]> {
  const summaries: ColumnSummary[] = [];
  for (const [column, type] of schema) {
    const summarise = isNumeric(type) ? numberSummary : otherSummary;
    summaries.push(await summarise(connection, column, type, keys.has(column)));
  }
  return summaries;
}

async function numberSummary(
  connection: DuckDBConnection,
  column: string,
  type: string,
  isKey: boolean,
): Promise<ColumnSummary> {
  const cells = `cells as (select ${quoteName(column)}::double as v from data where not isnan(${quoteName(column)}::double))`;
  const [found] = await queryRows(
    connection,
    `with ${cells} select (select count(*) from data)::double - count(*) as missing,
       count(distinct v)::double as different, coalesce(bool_and(v = floor(v)), false) as whole,
       quantile_cont(v, [0, 0.25, 0.5, 0.75, 1]) as quantiles from cells`,
  );
  const quantiles = ((found?.['quantiles'] ?? []) as unknown[]).map(Number);
  const distinct = Number(found?.['different']);
  const isWhole = found?.['whole'] === true;
  const [low = 0, high = 0] = [quantiles[0], quantiles.at(-1)];
  // Numbers of a key without gaps count something, such as years; 110000, 120000, 130100 do not.
  const isCode = isKey && isWhole && distinct > 1 && high - low + 1 > distinct;
  const isDiscrete = isWhole && distinct <= MOST_VALUES;
  const hasBars = distinct > 1 && Number.isFinite(high - low) && (isDiscrete || !isCode);
  const bars = (): Promise<Bar[]> =>
    isDiscrete ? valueBars(connection, cells) : histogram(connection, cells, low, high, isWhole);
  return {
    column,
    type,
    kind: isCode ? 'code' : 'number',
    missing: Number(found?.['missing']),
    distinct,
    quantiles: isCode ? [] : quantiles,
    extremes: [],
    bars: hasBars ? await bars() : [],
    frequent: isCode ? (await countedValues(connection, column)).frequent : [],
  };
}

async function valueBars(connection: DuckDBConnection, cells: string): Promise<Bar[]> {
  const query = `with ${cells} select v, count(*)::double as n from cells group by v order by v`;
  const rows = await queryRows(connection, query);
  return rows.map(({ v, n }) => ({ from: Number(v), to: Number(v), rows: Number(n) }));
}

async function histogram(
  connection: DuckDBConnection,
  cells: string,
  low: number,
  high: number,
  isWhole: boolean,
): Promise<Bar[]> {
  const equal = { count: BARS, width: (high - low) / BARS };
  const { count, width } = isWhole ? wholeParts(high - low + 1) : equal;
  const rows = await queryRows(
    connection,
    `with ${cells} select least(floor((v - ${double(low)}) / ${double(width)}), ${count - 1})::integer as bar,
       count(*)::double as n from cells group by bar`,
  );
  const counted = new Map(rows.map(({ bar, n }) => [Number(bar), Number(n)]));
  return Array.from({ length: count }, (_, i) => ({
    from: low + i * width,
    to: i === count - 1 ? high : low + (i + 1) * width - (isWhole ? 1 : 0),
    rows: counted.get(i) ?? 0,
  }));
}

/**
 * Parts of a range of whole numbers that hold equally many of them, the last one as full as can be:
 * a part that holds fewer would look like a hole in the data.
 */
function wholeParts(values: number): { readonly count: number; readonly width: number } {
  const choices = [BARS, ...Array.from({ length: 9 }, (_, i) => BARS - 4 + i)].map((wanted) => {
    const width = Math.ceil(values / wanted);
    const count = Math.ceil(values / width);
    return { count, width, lacking: (count * width - values) / width };
  });
  return choices.reduce((best, one) => (one.lacking < best.lacking ? one : best));
}

async function otherSummary(
  connection: DuckDBConnection,
  column: string,
  type: string,
  isKey: boolean,
): Promise<ColumnSummary> {
  const { rows, ...found } = await countedValues(connection, column);
  const all = await queryCount(connection, 'select count(*)::double as n from data');
  const isOrdered = TEMPORAL.test(type);
  return {
    column,
    type,
    kind: isKey && !isOrdered ? 'code' : 'text',
    missing: all - rows,
    distinct: found.distinct,
    quantiles: [],
    extremes: isOrdered ? found.extremes : [],
    bars: [],
    frequent: found.frequent,
  };
}

/** All that is asked of values as text, counted once: large tables have many. */
async function countedValues(connection: DuckDBConnection, column: string) {
  const [found] = await queryRows(
    connection,
    `with counted as materialized (
       select value, count(*)::double as rows
       from (select ${quoteName(column)}::varchar as value from data) where value is not null
       group by value
     )
     select coalesce(sum(rows), 0) as rows, count(*)::double as different, min(rows) as least,
       min(value) as first, max(value) as last,
       (select list({value: value, rows: rows} order by rows desc, value)
         from (from counted order by rows desc, value limit ${NAMED_VALUES})) as frequent
     from counted`,
  );
  const distinct = Number(found?.['different']);
  const frequent = (found?.['frequent'] ?? []) as Frequency[];
  const isLevel = distinct > NAMED_VALUES && frequent[0]?.rows === found?.['least'];
  return {
    rows: Number(found?.['rows']),
    distinct,
    extremes: [found?.['first'], found?.['last']].filter((one) => typeof one === 'string'),
    frequent: isLevel ? [] : frequent,
  };
}

/** How many rows have each value of a column, the most frequent first. */
export async function countValues(
  connection: DuckDBConnection,
  column: string,
): Promise<Frequency[]> {
  const rows = await queryRows(
    connection,
    `select value, count(*)::double as n from (select ${quoteName(column)}::varchar as value from data)
     where value is not null group by value order by n desc, value`,
  );
  return rows.map(({ value, n }) => ({ value: String(value), rows: Number(n) }));
}

/** The first rows as text, in the file's order; null is missing. */
export async function firstRows(
  { connection, schema }: DataFile,
  count: number,
): Promise<readonly (readonly (string | null)[])[]> {
  const cells = [...schema.keys()].map((name) => `${quoteName(name)}::varchar`).join(', ');
  const reader = await connection.runAndReadAll(`select ${cells} from data limit ${count}`);
  return reader.getRows() as (string | null)[][];
}

/** A literal without a type would be read as a DECIMAL, which holds less. */
function double(value: number): string {
  return `'${value}'::double`;
}
