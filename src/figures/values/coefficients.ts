import type { FigureSettings } from '../figure.ts';
import type { Text } from '../../text/language.ts';

/** A published coefficient and the one computed here, with its 95% interval; NaN where unknown. */
export interface Comparison {
  /** `table1.2.treat_period`. */
  readonly id: string;
  readonly table: string;
  readonly published: number;
  readonly estimate: number;
  readonly conf_low: number;
  readonly conf_high: number;
  /** Whether the published value lies in the interval; null where there is none. */
  readonly inside: boolean | null;
}

/** Tables that share a scale, such as those of one outcome. */
export interface CoefficientPanel {
  readonly tables: readonly string[];
  /** Title of its axis. */
  readonly axis: Text;
}

export interface CoefficientsSettings extends FigureSettings {
  readonly panels: readonly CoefficientPanel[];
  /** Headings of tables. */
  readonly tables: Readonly<Record<string, Text>>;
  /** Names of rows by id, without which the id stands. */
  readonly names: Readonly<Record<string, Text>>;
}
