/**
 * A table in memory, by column. Numbers are doubles with NaN for a missing value; text is coded, so
 * that a fixed effect or a cluster is an integer array already.
 */
export interface NumberColumn {
  readonly kind: 'number';
  /** One double a row; NaN is missing. */
  readonly values: Float64Array;
}

export interface TextColumn {
  readonly kind: 'text';
  /** One index into `levels` a row; -1 is missing. */
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type Column = NumberColumn | TextColumn;

export interface Frame {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}
