import type { Place } from './outcome.ts';
import type { DelimitedFile } from './table.ts';

/** What a column of records is written as. */
export type RecordType = 'VARCHAR' | 'INTEGER' | 'DATE' | 'VARCHAR[]' | 'INTEGER[]';

/** A record, whose values stand under the names of its columns. */
export type RecordOf = object;

/** A cell that could not be used. */
export interface RowProblem {
  /** The header as written. */
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface ReadRow {
  /** Null if the row cannot be used; the problems say why. */
  readonly record: RecordOf | null;
  readonly problems: readonly RowProblem[];
}

/** What is read of a row: its cells in the order of the rule's `cells`, null where there is none. */
export type ReadCells = (cells: readonly (string | null)[]) => ReadRow;

/**
 * A cell, or several taken together, of few different values in a file. They are read once by the row rule
 * and then looked up, whatever their spelling.
 */
export interface KnownCell {
  readonly name: string;
  /** SQL of the text by which it is looked up; earlier known cells are columns `known_<name>`. */
  readonly key: string;
  readonly type: RecordType;
  /** Null where the row rule has more to say of it than a value. */
  readonly valueOf: (key: string) => unknown;
}

/**
 * How SQL reads the rows that are written in the plain way, with the same result as the row rule, which
 * reads all others. A list is text here, with `; ` between its entries, and null if it has none.
 */
export interface PlainRows {
  /** Names of the cells. */
  readonly cells: readonly string[];
  readonly known: readonly KnownCell[];
  /** SQL of texts that are made of cells, each of them once for a row; columns by these names. */
  readonly made: Readonly<Record<string, string>>;
  /** SQL condition on cells, known cells and what is made of cells. Where it is null the row is not plain. */
  readonly isPlain: string;
  /** SQL of the value of each column of the record. */
  readonly values: Readonly<Record<string, string>>;
  /** SQL of the record's key, null where only the row rule can tell it. */
  readonly key: string;
}

/** A text file whose rows are taken as they are. */
export interface WholeText {
  readonly origin: Place;
  readonly text: DelimitedFile;
  /** From 1. */
  readonly headerRow: number;
  /** The header as written: its number of cells is that of every row. */
  readonly header: readonly (string | null)[];
  /** Columns of each cell of the row rule, of which the first that is filled counts. */
  readonly positions: readonly (readonly number[])[];
  readonly read: ReadCells;
}

/** A row that is read. */
export interface ReadItem {
  readonly origin: Place;
  /** Its row is counted from 1. */
  readonly reading: ReadRow & { readonly row: number };
}

/** A text file that is offered as a whole, and its rows for when they have to be read one by one. */
export interface WholeItem {
  readonly whole: WholeText;
  readonly rows: () => AsyncIterable<readonly ReadItem[]>;
  /** Told of the rows that were taken as a whole. */
  readonly taken: (rows: number) => void;
}

export type StagedItem = ReadItem | WholeItem;
