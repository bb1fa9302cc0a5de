/** What a cell of a raw file may hold; a date is text `YYYY-MM-DD`. */
export type Cell = string | number | boolean | null;

/** A row of a raw file. It may be shorter than its header. */
export type Row = readonly Cell[];

/** What a file turned out to be by its bytes. */
export type RawFormat =
  | 'xlsx'
  | 'xlsb'
  | 'xls'
  | 'ods'
  | 'text'
  | 'html'
  | 'dta'
  | 'parquet'
  | 'json lines'
  | 'tagged text';

/** A table of a raw file: a sheet of a workbook, a text file, a table of a page. */
export interface RawTable {
  /** Path from the project's folder; the member of an archive stands behind it: `a.zip/b.csv`. */
  readonly file: string;
  /** Name of the sheet; empty where a file has only one table. */
  readonly sheet: string;
  readonly format: RawFormat;
  /** A sheet that Excel does not show. */
  readonly hidden: boolean;
  /** What the file says of each column beside its header, such as the labels of Stata; by position. */
  readonly labels?: readonly string[];
  /** The file itself, where the table is delimited text that lies on the disk as it is. */
  readonly text?: DelimitedFile;
  /** The rows from row 1 of the file on, blank ones included, a batch at a time; may be asked again. */
  batches(): AsyncIterable<readonly Row[]>;
}

export interface DelimitedFile {
  /** Absolute path. */
  readonly path: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  readonly delimiter: string;
}

/** A file, or a part of one, that holds nothing to read: it is set aside with its reason. */
export interface LeftOut {
  readonly file: string;
  /** The sheet, where only that is left out; empty for a whole file. */
  readonly sheet: string;
  readonly reason: string;
}

/** What a raw file turned out to be. A file that ought to be read and cannot is an error instead. */
export type RawFile =
  | {
      readonly outcome: 'tables';
      readonly format: RawFormat | 'archive';
      readonly tables: readonly RawTable[];
      /** Its empty sheets, and the members of an archive that hold no table. */
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly outcome: 'ignored'; readonly reason: string };

/** A table that is wholly in memory. */
export interface Sheet {
  readonly file: string;
  readonly sheet: string;
  readonly format: RawFormat;
  readonly hidden: boolean;
  readonly labels?: readonly string[];
  /** `rows[0]` is row 1 of the file. */
  readonly rows: readonly Row[];
}

/** File and sheet, for an error. */
export function placeOf({ file, sheet }: Pick<RawTable, 'file' | 'sheet'>): string {
  return sheet === '' ? file : `${file}, sheet ${sheet}`;
}
