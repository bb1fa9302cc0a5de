import type { FigureSettings } from '../figure.ts';
import type { Text } from '../../text/language.ts';

/** Where the true estimate, or its t statistic, lies among the reassignments. */
export interface PlaceboP {
  readonly p_value: number;
  /** (count + 1) / (n + 1). */
  readonly p_value_plus_one: number;
}

/** What a placebo test that reassigned the policy by units, or by groups of units, says of itself. */
export interface PlaceboSummary {
  /** `exact`: every possible assignment once. */
  readonly mode: 'exact' | 'random';
  readonly draws: number;
  readonly assigned: {
    readonly by: string;
    readonly blocks: number;
    readonly treated_blocks: number;
  };
  readonly by_estimate: PlaceboP;
  readonly by_statistic: PlaceboP;
}

export interface PlaceboValues extends PlaceboSummary {
  readonly observed: { readonly estimate: number; readonly p_value: number };
  /** One entry a draw. */
  readonly estimates: readonly number[];
  readonly p_values: readonly number[];
  /** The same test with whole groups reassigned. */
  readonly groups: PlaceboSummary | null;
}

export interface PlaceboSettings extends FigureSettings {
  /** Title of the horizontal axis. */
  readonly effect: Text;
  /** Names of what was reassigned by column, in the plural: `city: cities`. */
  readonly labels: Readonly<Record<string, Text>>;
}
