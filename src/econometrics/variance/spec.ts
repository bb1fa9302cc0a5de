import { parts, type Need } from '../design/sources.ts';
import { UserError } from '../../text/user-error.ts';
import type { FitVcov } from '../fit.ts';

/** How places are apart: as on a small flat map, or along the great circle. */
export type Distance = 'triangular' | 'spherical';

export interface NeweyWestSpec {
  /** Column of the panel's units; without it the rows are one series. */
  readonly unit?: string;
  readonly time: string;
  /** Whole periods; the whole part of T^(1/4) unless given, for one series Newey and West's (1994). */
  readonly lag?: number;
}

export interface DriscollKraaySpec {
  readonly time: string;
  /** Whole periods; the whole part of T^(1/4) unless given. */
  readonly lag?: number;
}

export interface ConleySpec {
  /** Columns of degrees. */
  readonly lat: string;
  readonly lon: string;
  /** Kilometres; from the distances between neighbouring places unless given. */
  readonly cutoff?: number;
  /** `triangular` unless given. */
  readonly distance?: Distance;
}

/** `hetero` is HC1; `hc2` and `hc3` use the exact leverage of regressors and fixed effects. */
export type VcovSpec =
  | 'iid'
  | 'hetero'
  | 'hc2'
  | 'hc3'
  | { readonly cluster: string | readonly string[] }
  | { readonly newey_west: NeweyWestSpec }
  | { readonly driscoll_kraay: DriscollKraaySpec }
  | { readonly conley: ConleySpec }
  /** Clustered by one variable, with Satterthwaite's degrees of freedom; see `biasReduced`. */
  | { readonly cr1: string }
  | { readonly cr2: string }
  | { readonly cr3: string };

const WORDS: ReadonlySet<string> = new Set(['iid', 'hetero', 'hc2', 'hc3']);
const OBJECTS = ['cluster', 'cr1', 'cr2', 'cr3', 'newey_west', 'driscoll_kraay', 'conley'] as const;

/** A variance that was asked for, checked: its type, and the columns that it needs of the data. */
export interface VcovRequest {
  readonly spec: VcovSpec;
  readonly type: FitVcov['type'];
  /** Cluster variables, each once. */
  readonly clusters: readonly string[];
  /** Further columns; rows where one is missing are dropped and counted like any others. */
  readonly needs: readonly Need[];
}

/** Errors: `E_VCOV` for what is no variance, or an option that it cannot have. */
export function readVcov(spec: VcovSpec = 'iid'): VcovRequest {
  if (typeof spec === 'string') {
    if (!WORDS.has(spec)) throw unknown(`"${spec}"`);
    return { spec, type: spec, clusters: [], needs: [] };
  }
  const keys = Object.keys(spec);
  const type = OBJECTS.find((name) => name === keys[0]);
  if (type === undefined || keys.length !== 1) throw unknown(JSON.stringify(spec));
  return { spec, type, clusters: clusterNames(spec), needs: needsOf(spec) };
}

/** The columns that a variance reads. Errors: `E_VCOV`. */
export function vcovColumns(spec: VcovSpec | undefined): string[] {
  const { clusters, needs } = readVcov(spec);
  return [...clusters, ...needs.map(({ name }) => name)].flatMap(parts);
}

function clusterNames(spec: Exclude<VcovSpec, string>): string[] {
  const one = 'cr1' in spec ? spec.cr1 : 'cr2' in spec ? spec.cr2 : 'cr3' in spec ? spec.cr3 : null;
  if (one !== null) return [named(one, 'cluster')];
  if (!('cluster' in spec)) return [];
  const names = typeof spec.cluster === 'string' ? [spec.cluster] : spec.cluster;
  if (names.length > 0) return [...new Set(names)];
  throw new UserError('E_VCOV', 'a cluster variance needs the name of a cluster variable.');
}

function needsOf(spec: Exclude<VcovSpec, string>): Need[] {
  if ('newey_west' in spec) {
    const { unit, time, lag } = spec.newey_west;
    checkLag(lag);
    const needs = [{ role: 'time', name: named(time, 'time'), isNumeric: false }];
    if (unit === undefined) return needs;
    return [{ role: 'unit', name: named(unit, 'unit'), isNumeric: false }, ...needs];
  }
  if ('driscoll_kraay' in spec) {
    checkLag(spec.driscoll_kraay.lag);
    return [{ role: 'time', name: named(spec.driscoll_kraay.time, 'time'), isNumeric: false }];
  }
  if (!('conley' in spec)) return [];
  const { lat, lon, cutoff, distance = 'triangular' } = spec.conley;
  if (cutoff !== undefined && !(cutoff > 0 && Number.isFinite(cutoff))) {
    throw new UserError('E_VCOV', `the cutoff is ${cutoff}; it is a number of km above 0.`);
  }
  if (distance !== 'triangular' && distance !== 'spherical') {
    const found = String(distance);
    throw new UserError('E_VCOV', `distance "${found}" is none of triangular, spherical.`);
  }
  return [
    { role: 'latitude', name: named(lat, 'lat'), isNumeric: true },
    { role: 'longitude', name: named(lon, 'lon'), isNumeric: true },
  ];
}

function named(name: unknown, key: string): string {
  if (typeof name === 'string' && name !== '') return name;
  throw new UserError('E_VCOV', `this variance needs a column for "${key}".`);
}

function checkLag(lag: number | undefined): void {
  if (lag === undefined || (Number.isInteger(lag) && lag >= 0)) return;
  throw new UserError('E_VCOV', `the lag is ${lag}; it is a whole number from 0.`);
}

function unknown(found: string): UserError {
  return new UserError(
    'E_VCOV',
    `${found} is no variance; there are ${[...WORDS, ...OBJECTS].join(', ')}.`,
  );
}
