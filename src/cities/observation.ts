import type { CityReject } from './reasons.ts';

/** Where a value stands, for the reader. */
export interface Origin {
  readonly file: string;
  readonly sheet: string;
  /** 1-based. */
  readonly row: number;
  /** The column's header as written, levels joined by `_`. */
  readonly column: string;
}

/** A value that a source states, in the canonical unit of its variable. */
export interface Observation {
  readonly place: number;
  readonly year: number;
  readonly variable: string;
  readonly value: number;
  readonly unit: string;
  readonly origin: Origin;
  /** Of two sources that disagree the one with the larger number stands. */
  readonly priority: number;
  /** The kind that is a part of the variable, such as coal gas; absent for the whole. */
  readonly part?: string;
}

export interface Rejected {
  readonly origin: Origin;
  readonly value: string;
  readonly reason: CityReject;
}
