import { canonicalJson, hashText, type Json } from './state/hash.ts';
import { matchesFile } from '../sources/match.ts';
import type { Described } from './kinds.ts';
import type { StepSpec } from './study/study.ts';

/** Longer values are kept as a hash, since components are shown and stored. */
const LONGEST_VALUE = 200;
const PLAIN_KEY = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

interface Leaf {
  /** As a cause names it: `study.policy_year`, `models[1].formula`. */
  readonly name: string;
  /** Keys and places in lists. */
  readonly path: readonly string[];
  readonly value: Json;
}

/**
 * A step's parameters leaf by leaf, so that a cause can say which one changed. The order of a
 * mapping's keys is a leaf of its own, since it may be the order of models or columns.
 */
export function parameterComponents(params: StepSpec['with']): Record<string, string> {
  return Object.fromEntries(
    leavesOfAll(params).map(({ name, value }) => {
      const text = canonicalJson(value);
      return [`parameter ${name}`, text.length > LONGEST_VALUE ? hashText(text) : text];
    }),
  );
}

/**
 * Parameters as far as they concern a step that reads these files. Entries that do are named by their
 * globs, not by their place in the list, which others may change.
 */
export function concerning(
  { params, byFile }: Pick<Described, 'params' | 'byFile'>,
  step: string,
  files: readonly string[],
): StepSpec['with'] {
  const all: Record<string, Json> = { ...params };
  for (const [name, key] of Object.entries(byFile)) {
    const list = all[name];
    if (!Array.isArray(list)) continue;
    const entries: Record<string, Json> = {};
    for (const entry of list as readonly Json[]) {
      const globs = globsOf(entry, key);
      const isOwn = globs.some((glob) => glob.startsWith(`${step}/`));
      if (!isOwn && !files.some((file) => matchesFile(globs, file))) continue;
      let id = globs.join(', ');
      while (Object.hasOwn(entries, id)) id += ' again';
      entries[id] = entry;
    }
    if (Object.keys(entries).length > 0) all[name] = entries;
    else delete all[name];
  }
  return all;
}

function globsOf(entry: Json, key: string): string[] {
  const value = isComposite(entry) && key in entry ? (entry as Record<string, Json>)[key] : [];
  return [value].flat().filter((glob) => typeof glob === 'string');
}

/**
 * Component -> what of the study it repeats, as `settings.policy_year` or `study.unit`: a parameter that
 * the study gave, or a leaf that is `${settings.policy_year}`.
 */
export function settingsBehind({
  spec,
  described,
}: {
  readonly spec: Pick<StepSpec, 'places' | 'repeats'>;
  readonly described: Pick<Described, 'params' | 'places'>;
}): ReadonlyMap<string, string> {
  return new Map(
    leavesOfAll(described.params).flatMap(({ name, path }): [string, string][] => {
      const [key = '', ...rest] = path;
      const given = described.places[key]?.split('#')[1];
      if (given !== undefined) return [[`parameter ${name}`, [given, ...rest].join('.')]];
      for (const [cut] of path.entries()) {
        const setting = spec.repeats[[spec.places[key], ...rest.slice(0, cut)].join('.')];
        if (setting !== undefined) {
          const whole = ['settings', setting, ...rest.slice(cut)].join('.');
          return [[`parameter ${name}`, whole]];
        }
      }
      return [];
    }),
  );
}

function leavesOfAll(params: StepSpec['with']): Leaf[] {
  return Object.entries(params).flatMap(([key, value]) => leavesOf(named(key), [key], value));
}

/** A list of texts and numbers is one leaf: its items mean something together. */
function leavesOf(name: string, path: readonly string[], value: Json): Leaf[] {
  const isList = Array.isArray(value);
  const entries = isComposite(value) ? Object.entries(value) : [];
  if (entries.length === 0 || (isList && !value.some(isComposite))) return [{ name, path, value }];
  const below = entries.flatMap(([key, item]) =>
    leavesOf(isList ? `${name}[${key}]` : `${name}.${named(key)}`, [...path, key], item),
  );
  if (isList || entries.length === 1) return below;
  return [{ name: `${name}: key order`, path, value: entries.map(([key]) => key) }, ...below];
}

function isComposite(value: Json): value is readonly Json[] | Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null;
}

/** Quoted where it would not end by itself, so that two paths never have one name. */
function named(key: string): string {
  return PLAIN_KEY.test(key) ? key : JSON.stringify(key);
}
