import type { PrintedColumn, PrintedTable, PrintedTables } from './tables.ts';
import { readingOf, yearsOf, type Reading } from './readings.ts';

/** Printed tables with what all checks need to know of them. */
export interface Paper {
  readonly printed: PrintedTables;
  readonly years: number | undefined;
  /** Observations of all units in all years. */
  readonly sample: number | undefined;
  /** Table id -> what its numbers in parentheses are taken for. */
  readonly readings: Readonly<Record<string, Reading>>;
  readonly controls: ReadonlySet<string>;
}

export interface PaperColumn {
  readonly table: PrintedTable;
  readonly column: PrintedColumn;
}

export function openPaper(printed: PrintedTables): Paper {
  const years = yearsOf(printed);
  const { units, tables } = printed;
  return {
    printed,
    years,
    sample: years === undefined || units === undefined ? undefined : years * units,
    readings: Object.fromEntries(tables.map((table) => [table.id, readingOf(printed, table)])),
    controls: controlsOf(printed),
  };
}

export function columnsOf({ printed }: Paper): PaperColumn[] {
  return printed.tables.flatMap((table) => table.columns.map((column) => ({ table, column })));
}

/** Terms of interest: neither the constant nor what `controls` stands for. */
export function keyTerms(paper: Paper, { terms }: PrintedColumn): string[] {
  return Object.keys(terms).filter((term) => term !== 'constant' && !paper.controls.has(term));
}

function controlsOf({ control_terms: stated, tables }: PrintedTables): Set<string> {
  if (stated !== undefined) return new Set(stated);
  const columns = tables.flatMap((table) => table.columns);
  const names = (column: PrintedColumn): string[] =>
    Object.keys(column.terms).filter((term) => term !== 'constant');
  const alone = columns.map(names).filter((terms) => terms.length === 1);
  const keys = new Set(alone.flat());
  const beside = columns.filter(({ controls }) => controls === true).flatMap(names);
  return new Set(beside.filter((term) => !keys.has(term) && keys.size > 0));
}
