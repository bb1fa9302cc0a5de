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
