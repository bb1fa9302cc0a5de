import type { FigureSettings } from '../figure.ts';
import type { Text } from '../../text/language.ts';

export type Rule = 'cluster_t' | 'randomisation_estimate' | 'randomisation_t';

/** A way to test, and how often it rejects at each effect. */
export interface PowerRule {
  readonly rule: Rule;
  /** Smallest effect upwards that is found with the wanted power; null where none is. */
  readonly mde: { readonly positive: number } | null;
  /** Share of draws that reject although there is no effect. */
  readonly size: number;
  readonly curve: readonly { readonly effect: number; readonly share: number }[];
}

export interface PowerValues {
  readonly level: number;
  readonly power: number;
  readonly mode: 'exact' | 'random';
  readonly draws: number;
  readonly assigned: {
    readonly by: string;
    readonly blocks: number;
    readonly treated_blocks: number;
  };
  /** Minimum effect by the standard error of the fit alone. */
  readonly analytic: { readonly mde: number };
  readonly observed: { readonly estimate: number };
  readonly rules: readonly PowerRule[];
}

export interface PowerSettings extends FigureSettings {
  /** Title of the horizontal axis. */
  readonly effect: Text;
  /** Names of what is reassigned by column, in the plural. */
  readonly labels: Readonly<Record<string, Text>>;
}
