import type { Language } from '../text/language.ts';
export type Align = 'left' | 'center' | 'right';

/** Where a number comes from: the step that made it and a JSONPath (RFC 9535) into its model file. */
export interface CellSource {
  readonly step: string;
  readonly path: string;
}

export interface Cell {
  /** As printed, without stars; a minus is `-`, which typeset formats turn into a real one. */
  readonly text: string;
  readonly stars?: string;
  /** The unrounded number behind `text`. */
  readonly value?: number;
  readonly source?: CellSource;
  /** Columns that the cell covers, 1 unless said. */
  readonly span?: number;
}

/**
 * `spread` is a line of standard errors or p values under an `estimate`: formats with row headings join
 * the estimate and all such lines below it. `panel` is a heading over the rows below it: one cell that
 * spans the table. A `head` in the body heads the columns of what follows, such as its outcomes.
 */
export type RowKind = 'head' | 'estimate' | 'spread' | 'fact' | 'statistic' | 'panel';

export interface TableRow {
  /** Unique in the table together with `kind`: a term, or the name of a statistic. */
  readonly id: string;
  readonly kind: RowKind;
  readonly cells: readonly Cell[];
  /** A thin line above separates this row from those before it. */
  readonly rule?: boolean;
}

export interface TableColumn {
  readonly id: string;
  readonly align: Align;
  /** Id of the fit that the column prints. */
  readonly fit?: string;
  /** Width in em of a column of running text, whose lines are broken; numbers have none. */
  readonly wrap?: number;
}

/** A table as it is printed, in one language. Plain JSON; the first column heads the rows. */
export interface Table {
  readonly id: string;
  readonly language: Language;
  /** `Table 1`, or empty; formats that number tables themselves leave it out. */
  readonly label: string;
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly head: readonly TableRow[];
  readonly body: readonly TableRow[];
  readonly notes: readonly string[];
}

/** Lines of standard errors and the like under the estimate at `place`. */
export function linesUnder(rows: readonly TableRow[], place: number): number {
  const below = rows.slice(place + 1).findIndex(({ kind }) => kind !== 'spread');
  return below < 0 ? rows.length - place - 1 : below;
}

/** Label and title in one line. */
export function captionOf(table: Table): string {
  return table.label === '' ? table.title : `${table.label}. ${table.title}`;
}
