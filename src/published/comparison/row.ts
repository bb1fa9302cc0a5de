import type { Sentence } from '../finding.ts';

export type Role = 'did' | 'mechanism' | 'control' | 'constant';

/** A published coefficient beside the one computed here: an entry of `rows` in published.json. */
export interface PublishedRow {
  /** `table1.2.treat_period`. */
  readonly id: string;
  readonly table: string;
  readonly column: string;
  /** The term's name in the publication. */
  readonly term: string;
  readonly role: Role;
  readonly outcome: string | null;
  /** What distinguishes the column's sample or method, as the publication's file has it. */
  readonly what: string | null;
  readonly published: number;
  /** The published estimate as printed. */
  readonly published_text: string;
  /** Null where the publication prints none, or prints something else in parentheses. */
  readonly published_std_error: number | null;
  readonly published_std_error_text: string | null;
  readonly published_stars: string;
  /** Whether the printed stars say significant at 5 %. */
  readonly published_significant: boolean;
  /** The computed coefficient; null where no fit or no such term was given. */
  readonly computed: ComputedCoefficient | null;
  /** Whether some value that rounds to the published one lies in the computed 95 % interval. */
  readonly inside: boolean | null;
  readonly same_sign: boolean | null;
  /** Whether stars and the computed p value agree on significance at 5 %. */
  readonly same_significance: boolean | null;
  /** Why what does not fit may not fit; empty where all fits, observations and errors among it. */
  readonly reasons: readonly Sentence[];
}

export interface ComputedCoefficient {
  /** Where the fit stands: the step's model file and a JSONPath of it. */
  readonly step: string;
  readonly path: string;
  readonly fit: string;
  readonly term: string;
  readonly estimate: number;
  /** Null where none could be computed, and so are the four after it. */
  readonly std_error: number | null;
  readonly p_value: number | null;
  readonly conf_low: number | null;
  readonly conf_high: number | null;
  readonly nobs: number;
}

/** How many of `of` rows fit in one respect. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export interface PublishedSummary {
  /** Over DID and mechanism coefficients that have a computed counterpart. */
  readonly inside: Share;
  /** Over those of them whose printed stars say significant at 10 % or better. */
  readonly signs: Share;
  readonly significance: Share;
  /** The same for controls and constants, of which the study says nothing. */
  readonly other_inside: Share;
  /** Rows without a computed counterpart. */
  readonly missing: number;
}
