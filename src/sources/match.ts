import { posix } from 'node:path';
import type { ColumnRule, RuleOfTable, SourceRule } from './rule.ts';

/** An entry of `sources:`, and where it or a part of it stands. */
export interface SourceEntry {
  readonly rule: SourceRule;
  readonly where: (path: readonly string[]) => string;
}

/** A file inside an archive is spelled behind it; what is said of the archive holds for it too. */
const ARCHIVE = /\.(?:zip|gz)$/i;

/** The entries whose globs match a file. */
export function entriesOf(entries: readonly SourceEntry[], file: string): SourceEntry[] {
  return entries.filter(({ rule }) => matchesFile(listOf(rule.files), file));
}

export function matchesFile(globs: readonly string[], file: string): boolean {
  const names = namesOf(file);
  return globs.some((glob) => isMatch(glob, names));
}

/**
 * What the entries together say of a file, or of one of its sheets; later entries win. Where an entry
 * names sheets, the others are ignored.
 */
export function ruleOf(
  entries: readonly SourceEntry[],
  file: string,
  sheet: string | null = null,
): RuleOfTable {
  const rules = entriesOf(entries, file).map(({ rule }) => rule);
  if (sheet === null) return merged(rules);
  const speaking = rules.filter((rule) => rule.sheet === undefined || namesSheet(rule, sheet));
  const isListed = speaking.some((rule) => rule.sheet !== undefined);
  const lists = rules.some((rule) => rule.sheet !== undefined && !isIgnoring(rule));
  const others = lists && !isListed ? { ignore: 'sources: names other sheets of this file' } : {};
  return { ...merged(speaking), ...others };
}

function merged(rules: readonly SourceRule[]): RuleOfTable {
  let all: RuleOfTable = {};
  for (const { files: _, ...rule } of rules) {
    const columns = { ...all.columns, ...rule.columns };
    all = { ...all, ...rule, ...(Object.keys(columns).length === 0 ? {} : { columns }) };
  }
  return all;
}

/** The reason for which a rule leaves a table out; undefined where it does not. */
export function ignoredBy({ ignore }: RuleOfTable): string | undefined {
  if (ignore === undefined || ignore === false) return undefined;
  return ignore === true ? 'sources: leaves it out' : ignore;
}

function isIgnoring(rule: SourceRule): boolean {
  return ignoredBy(rule) !== undefined;
}

function namesSheet(rule: SourceRule, sheet: string): boolean {
  return listOf(rule.sheet ?? []).some((glob) => isMatch(glob, [sheet]));
}

/** A file by its own name, and by its path from any of the folders above it. */
function namesOf(file: string): string[] {
  const parts = file.split('/');
  const ends = parts.flatMap((part, i) => (ARCHIVE.test(part) ? [i + 1] : []));
  return [...new Set([...ends, parts.length])].flatMap((end) =>
    parts.slice(0, end).map((_, start) => parts.slice(start, end).join('/')),
  );
}

/** A name with brackets, such as `a[1].csv`, stands for itself too. */
function isMatch(glob: string, names: readonly string[]): boolean {
  return names.some((name) => name === glob || posix.matchesGlob(name, glob));
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** What a rule says of a column, by its header in any spelling; undefined where it says nothing. */
export function columnRule(rule: RuleOfTable, header: string): ColumnRule | undefined {
  const folded = foldHeader(header);
  const found = Object.entries(rule.columns ?? {}).find(([name]) => foldHeader(name) === folded);
  return typeof found?.[1] === 'string' ? { variable: found[1] } : found?.[1];
}

/** One form for all spellings of a header: compatibility forms, no blanks, lower case. */
export function foldHeader(header: string): string {
  return header.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
}
