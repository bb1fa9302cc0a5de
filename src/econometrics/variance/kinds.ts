/** One option of a variance: a column of the data, a number, or one of some words. */
export type VarianceOption =
  | {
      readonly is: 'column';
      /** What it is, in errors. */
      readonly role: string;
      readonly isNumeric?: true;
      readonly optional?: true;
    }
  | { readonly is: 'whole' | 'positive'; readonly optional: true }
  | { readonly is: 'word'; readonly words: readonly string[]; readonly optional: true };

/** A kind of variance, as it is asked for: specs, steps and the command line read it from here. */
export interface VarianceKind {
  /** A shorter name on the command line. */
  readonly short?: string;
  readonly takes: 'nothing' | 'cluster' | 'clusters' | Readonly<Record<string, VarianceOption>>;
  /** Whether it needs the leverage of rows, which only least squares has. */
  readonly isLinear?: true;
}

/** In whole periods. */
const LAG = { is: 'whole', optional: true } as const;
const TIME = { is: 'column', role: 'time' } as const;

/**
 * Every kind of variance. `hetero` is HC1; `hc2` and `hc3` use the exact leverage of regressors and fixed
 * effects; `cr1` to `cr3` are clustered with Satterthwaite's degrees of freedom (see `biasReduced`).
 * Columns of a row stand before its other options, as on the command line.
 */
export const VARIANCES = {
  iid: { takes: 'nothing' },
  hetero: { takes: 'nothing' },
  hc2: { takes: 'nothing', isLinear: true },
  hc3: { takes: 'nothing', isLinear: true },
  cluster: { takes: 'clusters' },
  cr1: { takes: 'cluster', isLinear: true },
  cr2: { takes: 'cluster', isLinear: true },
  cr3: { takes: 'cluster', isLinear: true },
  newey_west: {
    short: 'nw',
    takes: {
      /** Of a panel; without it the rows are one series. */
      unit: { is: 'column', role: 'unit', optional: true },
      time: TIME,
      /** The whole part of T^(1/4) unless given, for one series Newey and West's (1994). */
      lag: LAG,
    },
  },
  driscoll_kraay: {
    short: 'dk',
    takes: {
      time: TIME,
      /** The whole part of T^(1/4) unless given. */
      lag: LAG,
    },
  },
  conley: {
    takes: {
      /** In degrees. */
      lat: { is: 'column', role: 'latitude', isNumeric: true },
      lon: { is: 'column', role: 'longitude', isNumeric: true },
      /** Kilometres; from the distances between neighbouring places unless given. */
      cutoff: { is: 'positive', optional: true },
      /** As on a small flat map, the default, or along the great circle. */
      distance: { is: 'word', words: ['triangular', 'spherical'], optional: true },
    },
  },
} as const satisfies Readonly<Record<string, VarianceKind>>;

export type VarianceName = keyof typeof VARIANCES;
export const VARIANCE_NAMES = Object.keys(VARIANCES) as readonly VarianceName[];

/** What a fit records of its variance, beside clusters and small-sample factors. */
export interface VarianceFacts {
  readonly type: VarianceName;
  /** Newey–West and Driscoll–Kraay: the periods over which correlation was allowed. */
  readonly lag?: number;
  /** Conley: the distance in km up to which it was, how it was measured, and between how many places. */
  readonly cutoff?: number;
  readonly distance?: Distance;
  readonly places?: number;
}

export type Distance = 'triangular' | 'spherical';

/** The value that a kind of variance is asked for with. */
export type OptionsOf<K extends VarianceName> = Taken<(typeof VARIANCES)[K]['takes']>;

/** A variance as it is asked for: `'hetero'`, `{ cluster: 'unit' }`, `{ newey_west: { time: 'year' } }`. */
export type VcovSpec = {
  [K in VarianceName]: OptionsOf<K> extends undefined ? K : { readonly [P in K]: OptionsOf<K> };
}[VarianceName];

type Taken<T> = T extends 'nothing'
  ? undefined
  : T extends 'cluster'
    ? string
    : T extends 'clusters'
      ? string | readonly string[]
      : { readonly [N in keyof T as T[N] extends Optional ? never : N]: Value<T[N]> } & {
          readonly [N in keyof T as T[N] extends Optional ? N : never]?: Value<T[N]>;
        };
interface Optional {
  readonly optional: true;
}
type Value<O> = O extends { readonly is: 'column' }
  ? string
  : O extends { readonly is: 'word'; readonly words: readonly (infer W)[] }
    ? W
    : number;
