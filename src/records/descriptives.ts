import type { SummaryRow } from '../econometrics/describe.ts';
import type { Text } from '../text/language.ts';

/** Of all rows (`id` is empty) and of each group (`treat=1`), one row a variable. */
export interface DescriptivesRecord {
  readonly descriptives: readonly {
    readonly id: string;
    readonly label: Text;
    readonly rows: readonly SummaryRow[];
  }[];
}

/** Of each row and column of a table of counts, which share of the whole each part is. */
export interface SharesRecord {
  readonly columns: readonly string[];
  readonly parts: readonly SharesOfPart[];
}

export interface SharesOfPart {
  readonly part: string;
  readonly rows: readonly SharesRow[];
}

export interface SharesRow {
  readonly row: string;
  /** In percent, by column; null where the whole is nothing. */
  readonly shares: readonly (number | null)[];
  /** Of all columns together. */
  readonly all: number | null;
}
