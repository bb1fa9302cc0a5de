import type { SummaryRow } from '../econometrics/describe.ts';
import type { Text } from '../text/language.ts';

/** All rows, or those of one group. */
export interface SummaryGroup {
  /** `treat=1`; empty for all rows. */
  readonly id: string;
  readonly label: Text;
  /** One a variable. */
  readonly rows: readonly SummaryRow[];
}

export interface DescriptivesRecord {
  readonly descriptives: readonly SummaryGroup[];
}
