/** How a table of a raw file was understood. */
export interface TableMapping {
  /** What it is taken for: `statistics, a row for each place and year`, `a Lens.org export`. */
  readonly kind: string;
  /** The same in Chinese, where the reader says it. */
  readonly kindZh?: string;
  /** What says so: `columns 年份, 地区 and two known variables`. */
  readonly why: string;
  /** First and last row of the header, from 1; null where the table has none. */
  readonly headerRows: readonly [first: number, last: number] | null;
  /** Where the year of its values comes from. */
  readonly yearFrom: 'column' | 'header' | 'title' | 'sheet' | 'file' | 'setting' | null;
  readonly columns: readonly ColumnUse[];
}

/** What became of a column. */
export interface ColumnUse {
  /** From 0. */
  readonly index: number;
  /** As written, levels joined by `_`. */
  readonly header: string;
  /** The variable or field that it holds, or its part of the key (`year`); null if it is not used. */
  readonly variable: string | null;
  /** As it was read, in the source's own words; null where the variable has none, or it is unknown. */
  readonly unit: string | null;
  /** The year that the header names. */
  readonly year: number | null;
  /** The part of the unit that it speaks of, where sources tell parts apart. */
  readonly scope: string | null;
  /** Why it is not used, or what was concluded: `0 to 1, read as a share of one`. */
  readonly note: string | null;
  /** The known variable most like a header that is not used. */
  readonly nearest: string | null;
}

/** A table that holds nothing of this source: it is set aside with its reason, and the run goes on. */
export interface Ignored {
  readonly ignored: string;
  readonly mapping: TableMapping | null;
}

/** Of a table whose reader does not say how it understood it. */
export const NO_MAPPING: TableMapping = {
  kind: '',
  why: '',
  headerRows: null,
  yearFrom: null,
  columns: [],
};
