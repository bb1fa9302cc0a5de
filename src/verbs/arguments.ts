import { availableParallelism } from 'node:os';
import type { Json } from '../engine/state/hash.ts';
import { didYouMean } from '../text/nearest.ts';
import { UserError } from '../text/user-error.ts';

/** A flag: whether it takes a value, and what it does, for the help text. */
export interface Flag {
  readonly value: 'none' | 'required' | 'optional';
  readonly help: string;
}

const valued = (help: string): Flag => ({ value: 'required', help });
const alone = (help: string): Flag => ({ value: 'none', help });

export const FLAGS: Readonly<Record<string, Flag>> = {
  '--project': valued('folder of the study (default: this one); short: -C'),
  '-C': valued('as --project'),
  '--dry-run': alone('say what would be done, do nothing'),
  '--force': { value: 'optional', help: 'build STEP (or all chosen steps) whatever its state' },
  '--jobs': valued('steps at a time (default: the processor’s cores)'),
  '--keep-going': alone('after a failure, go on with what does not depend on it'),
  '--set': valued('settings.NAME=VALUE for this command'),
  '--format': valued('text, mermaid or svg'),
  '--data': valued('the parquet or csv file'),
  '--vcov': valued(
    'iid (default), hetero, hc2, hc3, cluster=unit, twoway=unit+year, cr2=unit, nw=unit,year, dk=year, conley=lat,lon',
  ),
  '--estimator': valued('feols (default), fepois, logit or probit'),
  '--weights': valued('column of weights'),
  '--offset': valued('column or function of columns, such as log(pop); fepois'),
  '--where': valued('rows to use, as an SQL condition: "year >= 2010"'),
  '--ssc': valued(
    'fixest (default), reghdfe, ppmlhdfe, sandwich or none, and options: k_adj=false,k_fixef=full',
  ),
  '--split': valued('column: each of its values is a sample of its own'),
  '--fsplit': valued('the same, after the sample of all rows'),
  '--id': valued('name of the fit in its JSON'),
  '--level': valued('coverage of the intervals (default 0.95)'),
  '--keep-singletons': alone('keep rows alone in a level of a fixed effect'),
  '--port': valued('port on this machine (4177); 0 takes any free one'),
  '--json': alone('one JSON object a line, nothing else'),
  '--row': valued('COLUMN=VALUE,… of the row to follow'),
  '--language': valued('en or zh'),
  '--file': valued('a raw file, or a part of its name: shown column by column'),
  '--write': alone('write into pipeline.yaml what would settle what is open'),
  '--all': alone('show unchanged steps too; of audit sources: every file column by column'),
  '--verbose': alone('show unchanged steps too'),
  '--help': alone('this text'),
  '--version': alone('the version'),
};

/** Flag -> its values in order; '' where it stood without one. */
export type Flags = ReadonlyMap<string, readonly string[]>;

/** Splits a command line into words and known flags. Throws E_USAGE with the nearest flag. */
export function parseArguments(
  argv: readonly string[],
  allowed: readonly string[],
): { readonly words: readonly string[]; readonly flags: Flags } {
  const words: string[] = [];
  const flags = new Map<string, string[]>();
  for (let i = 0; i < argv.length; i += 1) {
    const token = argv[i] ?? '';
    if (!token.startsWith('-') || token === '-') {
      words.push(token);
      continue;
    }
    const cut = token.indexOf('=');
    const name = cut < 0 ? token : token.slice(0, cut);
    const flag = allowed.includes(name) ? FLAGS[name] : undefined;
    if (flag === undefined) {
      const hint = didYouMean(name, allowed) || `flags: ${allowed.join(' ')}`;
      throw usageError(`there is no flag ${name} here`, hint);
    }
    let value = cut < 0 ? undefined : token.slice(cut + 1);
    const next = argv[i + 1];
    if (value === undefined && next !== undefined && mayBeValue(flag, next)) {
      value = next;
      i += 1;
    }
    if (flag.value === 'required' && value === undefined)
      throw usageError(`${name} needs a value`, flag.help);
    if (flag.value === 'none' && value !== undefined)
      throw usageError(`${name} takes no value`, flag.help);
    flags.set(name, [...(flags.get(name) ?? []), value ?? '']);
  }
  return { words, flags };
}

/** A value that must stand may start with a minus, as in `--where "-x > 1"`; two make a flag. */
function mayBeValue({ value }: Flag, next: string): boolean {
  if (value === 'required') return !next.startsWith('--');
  return value === 'optional' && !next.startsWith('-');
}

export function usageError(message: string, hint: string): UserError {
  return new UserError('E_USAGE', message, { hint });
}

/** `settings.policy_year=2016` -> `{ policy_year: 2016 }`. A value that is no JSON is text. */
export function parseOverrides(values: readonly string[]): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const text of values) {
    const match = /^settings\.(\w+)=(.*)$/s.exec(text);
    if (match === null) throw usageError(`--set ${text}`, 'write --set settings.NAME=VALUE');
    found[match[1] ?? ''] = parseValue(match[2] ?? '');
  }
  return found;
}

function parseValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

export function parseJobs(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 256) return jobs;
  throw usageError(`--jobs ${text}`, 'a whole number from 1 to 256');
}
