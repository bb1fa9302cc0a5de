import { keyTerms, type Paper } from './paper.ts';
import type { PrintedColumn, PrintedTable } from './tables.ts';

/** Columns whose samples make up that of another column, or of all units in all years. */
export interface Grouping {
  readonly table: PrintedTable;
  /** A column of the table; undefined for the whole sample. */
  readonly whole: PrintedColumn | undefined;
  /** Observations of the whole. */
  readonly n: number;
  readonly parts: readonly PrintedColumn[];
  /** Whether the file says so, or sums of observations suggest it. */
  readonly stated: boolean;
}

/** Beyond it, subsets of columns are too many to try, and chance sums too likely. */
const MOST_COLUMNS = 12;

/** Groupings that the file states, then those that exact sums of observations suggest. */
export function groupingsOf(paper: Paper): Grouping[] {
  return paper.printed.tables.flatMap((table) => {
    const stated = statedGroupings(paper, table);
    const known = new Set(stated.map(keyOf));
    const found = foundGroupings(paper, table).filter((one) => !known.has(keyOf(one)));
    return [...stated, ...found];
  });
}

function keyOf({ whole, parts }: Grouping): string {
  return [whole?.id ?? '', ...parts.map(({ id }) => id).sort()].join('/');
}

function statedGroupings(paper: Paper, table: PrintedTable): Grouping[] {
  return table.partitions.flatMap(({ whole: name, parts: ids }) => {
    const whole = table.columns.find(({ id }) => id === name);
    const n = whole === undefined ? paper.sample : whole.n;
    const parts = table.columns.filter(({ id, n: own }) => ids.includes(id) && own !== undefined);
    if (n === undefined || parts.length !== ids.length) return [];
    return [{ table, whole, n, parts, stated: true }];
  });
}

/** Columns of one model (same outcome, terms and controls) whose observations add up exactly. */
function foundGroupings(paper: Paper, table: PrintedTable): Grouping[] {
  const models = new Map<string, PrintedColumn[]>();
  for (const column of table.columns) {
    if (column.n === undefined) continue;
    const key = modelKey(paper, column);
    models.set(key, [...(models.get(key) ?? []), column]);
  }
  return [...models.values()].flatMap((columns) =>
    columns.length > MOST_COLUMNS ? [] : groupingsAmong(paper, table, columns),
  );
}

function groupingsAmong(
  paper: Paper,
  table: PrintedTable,
  columns: readonly PrintedColumn[],
): Grouping[] {
  const wholes = [undefined, ...columns].flatMap((whole) => {
    const n = whole === undefined ? paper.sample : whole.n;
    return n === undefined ? [] : [{ whole, n }];
  });
  const found: Grouping[] = [];
  for (let bits = 1; bits < 2 ** columns.length; bits += 1) {
    const parts = columns.filter((_, i) => Math.floor(bits / 2 ** i) % 2 === 1);
    const total = observations(parts);
    const match = wholes.find(
      ({ whole, n }) => n === total && (whole === undefined || !parts.includes(whole)),
    );
    if (parts.length > 1 && match !== undefined) {
      found.push({ table, ...match, parts, stated: false });
    }
  }
  return found;
}

/** What two columns share that print the same model on different samples. */
export function modelKey(paper: Paper, column: PrintedColumn): string {
  return JSON.stringify([column.outcome, column.controls, keyTerms(paper, column).sort()]);
}

export function observations(columns: readonly PrintedColumn[]): number {
  return columns.reduce((total, { n }) => total + (n ?? 0), 0);
}
