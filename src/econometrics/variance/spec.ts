import { parts, type Need } from '../design/sources.ts';
import { UserError } from '../../text/user-error.ts';
import {
  VARIANCES,
  VARIANCE_NAMES,
  type VarianceKind,
  type VarianceName,
  type VcovSpec,
} from './kinds.ts';

/** A variance that was asked for, checked: its kind, and the columns that it needs of the data. */
export interface VcovRequest {
  readonly type: VarianceName;
  /** What stands beside the kind's name: nothing, cluster variables, options by name. */
  readonly options: unknown;
  /** Cluster variables, each once. */
  readonly clusters: readonly string[];
  /** Further columns; rows where one is missing are dropped and counted like any others. */
  readonly needs: readonly Need[];
}

/** Errors: `E_VCOV` for what is no variance, or an option that it cannot have. */
export function readVcov(spec: VcovSpec = 'iid'): VcovRequest {
  const asked = typeof spec === 'string' ? { [spec]: undefined } : spec;
  const [[type, options] = ['', undefined], ...more] = Object.entries<unknown>(asked);
  if (!isVariance(type) || more.length > 0) throw unknown(spec);
  const { takes }: VarianceKind = VARIANCES[type];
  if ((takes === 'nothing') !== (typeof spec === 'string')) throw unknown(spec);
  if (takes === 'nothing') return { type, options, clusters: [], needs: [] };
  if (takes === 'cluster') {
    return { type, options, clusters: [named(options, 'cluster')], needs: [] };
  }
  if (takes === 'clusters') {
    const names = [options].flat().map((name) => named(name, 'cluster'));
    if (names.length === 0) named('', 'cluster');
    return { type, options, clusters: [...new Set(names)], needs: [] };
  }
  const given = Object.entries(Object(options) as object);
  const stray = given.find(([name]) => !Object.hasOwn(takes, name));
  if (stray !== undefined) throw problem(`${type} has no option "${stray[0]}".`, stray[0]);
  return { type, options, clusters: [], needs: needsOf(takes, new Map(given)) };
}

/** The columns that a variance reads. Errors: `E_VCOV`. */
export function vcovColumns(spec: VcovSpec | undefined): string[] {
  const { clusters, needs } = readVcov(spec);
  return [...clusters, ...needs.map(({ name }) => name)].flatMap(parts);
}

function isVariance(name: string): name is VarianceName {
  return Object.hasOwn(VARIANCES, name);
}

function needsOf(
  takes: Exclude<VarianceKind['takes'], string>,
  given: ReadonlyMap<string, unknown>,
): Need[] {
  return Object.entries(takes).flatMap(([key, option]) => {
    const value = given.get(key);
    if (option.optional === true && value === undefined) return [];
    if (option.is === 'column') {
      return [{ role: option.role, name: named(value, key), isNumeric: option.isNumeric === true }];
    }
    if (option.is === 'word') {
      if (option.words.some((word) => word === value)) return [];
      throw problem(`${key} "${String(value)}" is none of ${option.words.join(', ')}.`);
    }
    const [isFine, what] =
      option.is === 'whole'
        ? [Number.isInteger(value) && Number(value) >= 0, 'a whole number from 0']
        : [Number.isFinite(value) && Number(value) > 0, 'a number above 0'];
    if (isFine) return [];
    throw problem(`the ${key} is ${String(value)}; it is ${what}.`);
  });
}

function named(name: unknown, key: string): string {
  if (typeof name === 'string' && name !== '') return name;
  throw problem(`this variance needs the name of a column for "${key}".`);
}

function unknown(spec: unknown): UserError {
  const known = VARIANCE_NAMES.join(', ');
  const subject = typeof spec === 'string' ? spec : '';
  return problem(`${JSON.stringify(spec)} is no variance; there are ${known}.`, subject);
}

function problem(message: string, subject = ''): UserError {
  return new UserError('E_VCOV', message, { subject });
}
