import {
  VARIANCES,
  type VarianceKind,
  type VarianceName,
  type VarianceOption,
  type VcovSpec,
} from '../../econometrics/variance/kinds.ts';
import { didYouMean } from '../../text/nearest.ts';
import { UserError } from '../../text/user-error.ts';

const NUMBER = /^\d+(?:\.\d*)?$/u;
/** Each kind by its name here, and what others call some of them. */
const KINDS = new Map<string, VarianceName>([
  ...Object.entries<VarianceKind>(VARIANCES).map(
    ([name, { short = name }]) => [short, name as VarianceName] as const,
  ),
  ['hc1', 'hetero'],
  ['twoway', 'cluster'],
]);

/**
 * Reads `--vcov`: `iid`, `hetero`, `cluster=unit`, `nw=unit,year,2` and so on; parts stand between commas
 * or plus signs. Errors: `E_VCOV`.
 */
export function parseVcov(text: string): VcovSpec {
  // `~unit + year` is how fixest's users write a cluster.
  if (text.startsWith('~')) return parseVcov(`cluster=${text.slice(1)}`);
  const cut = text.indexOf('=');
  const name = (cut < 0 ? text : text.slice(0, cut)).trim().toLowerCase();
  const type = KINDS.get(name);
  if (type === undefined) throw unknown(text, name);
  const parts =
    cut < 0
      ? []
      : text
          .slice(cut + 1)
          .split(/[,+]/u)
          .map((part) => part.trim());
  const options = readOptions(name, parts);
  // `readVcov` checks what a parameter may be; here stands only which part is which.
  return (options === undefined ? type : { [type]: options }) as VcovSpec;
}

function readOptions(name: string, parts: readonly string[]): unknown {
  const { takes } = kindOf(name);
  if (takes === 'nothing') {
    if (parts.length === 0) return undefined;
    throw vcovError(`"${name}" takes nothing after "="`, 'To cluster, write cluster=column.');
  }
  if (typeof takes === 'object') return readNamed(name, Object.entries(takes), parts);
  const [first = ''] = parts;
  if (parts.length === 0 || parts.includes('')) {
    throw vcovError(`${name} needs the name of a column`, `Write --vcov ${formOf(name)}.`);
  }
  if (name === 'twoway' && parts.length !== 2) {
    const many = '; cluster=a,b,c takes any number';
    throw wrongParts(`${name} takes two columns`, parts, `${formOf(name)}${many}`);
  }
  if (takes === 'clusters') return parts;
  if (parts.length === 1) return first;
  throw vcovError(`${name} takes one column`, `Write --vcov ${formOf(name)}.`);
}

/**
 * Columns by their place, then numbers and words in any order. A column that may be left out may be so
 * only where something follows: `nw=unit` is a forgotten year, and no series of units.
 */
function readNamed(
  name: string,
  options: readonly (readonly [string, VarianceOption])[],
  parts: readonly string[],
): object {
  const columns = options.filter(([, { is }]) => is === 'column');
  const required = columns.filter(([, { optional }]) => optional !== true);
  const others = options.filter(([, { is }]) => is !== 'column');
  const fits = ([, option]: (typeof others)[number], part: string): boolean =>
    option.is === 'word' ? option.words.includes(part) : NUMBER.test(part);
  const isOther = (part: string): boolean => others.some((option) => fits(option, part));
  const count = parts.findIndex(isOther) < 0 ? parts.length : parts.findIndex(isOther);
  const rest = parts.slice(count);
  const named = count < columns.length && rest.length > 0 ? required : columns;
  const found = new Map<string, string | number>();
  named.forEach(([key], i) => found.set(key, parts[i] ?? ''));
  for (const part of rest) {
    const option = others.find((other) => fits(other, part) && !found.has(other[0]));
    if (option !== undefined) found.set(option[0], NUMBER.test(part) ? Number(part) : part);
  }
  if (count === named.length && found.size === parts.length && !parts.includes('')) {
    return Object.fromEntries(found);
  }
  const roles = columns.map(([key, option]) => (option.is === 'column' ? option.role : key));
  const left = columns.filter((column) => !required.includes(column)).map(([key]) => key);
  const shorter = [...required.map(([key]) => key), others[0]?.[0]].join(',');
  const without = left.length === 0 ? '' : `, or ${name}=${shorter} without ${left.join(', ')}`;
  throw wrongParts(`${name} takes ${roles.join(' and ')}`, parts, formOf(name) + without);
}

/** `nw=unit,time[,lag]`. */
function formOf(name: string): string {
  const { takes } = kindOf(name);
  if (takes === 'nothing') return name;
  if (name === 'twoway') return `${name}=column+column`;
  if (typeof takes === 'string') return `${name}=column`;
  const keys = Object.entries(takes).map(([key, { is }]) => (is === 'column' ? key : `[,${key}]`));
  return `${name}=${keys.join(',').replaceAll(',[', '[')}`;
}

function kindOf(name: string): VarianceKind {
  return VARIANCES[KINDS.get(name) ?? 'iid'];
}

function unknown(text: string, name: string): UserError {
  const forms = [...KINDS.keys()].map(formOf).join(', ');
  const hint = `${didYouMean(name, KINDS.keys())} There are ${forms}.`;
  return vcovError(`there is no variance "${text}"`, hint.trim());
}

function wrongParts(what: string, parts: readonly string[], form: string): UserError {
  return vcovError(`${what}, and "${parts.join(',')}" stands here`, `Write ${form}.`);
}

function vcovError(message: string, hint: string): UserError {
  return new UserError('E_VCOV', message, { where: '--vcov', hint });
}
