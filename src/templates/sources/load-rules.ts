import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseWithPositions } from '../../engine/study/positions.ts';
import { checkRule } from '../../sources/check.ts';
import type { SourceEntry } from '../../sources/match.ts';
import type { SourceRule } from '../../sources/rule.ts';
import { UserError } from '../../text/user-error.ts';

/** Names of a file beside the raw ones that holds the same as `sources:` of pipeline.yaml. */
const RULES_FILE = /^sources\.ya?ml$/;

export function isRulesFile(file: string): boolean {
  return RULES_FILE.test(basename(file));
}

/**
 * What the study says of its raw files: first the files `sources.yaml` among those that a step reads, the
 * one nearest to the raw files last, then pipeline.yaml. Later entries win.
 */
export function loadRules(
  { root, files }: { readonly root: string; readonly files: readonly string[] },
  ofStudy: readonly SourceRule[],
): SourceEntry[] {
  const depth = (file: string) => file.split('/').length;
  const beside = files.filter(isRulesFile).sort((a, b) => depth(a) - depth(b));
  const study = ofStudy.map((rule, i) => {
    const where = (path: readonly string[]) =>
      ['pipeline.yaml#sources', String(i), ...path].join('.');
    return { rule, where };
  });
  return [...beside.flatMap((file) => entriesOfFile(root, file)), ...study];
}

function entriesOfFile(root: string, file: string): SourceEntry[] {
  const { value, positions } = parseWithPositions(readFileSync(join(root, file), 'utf8'), file);
  const isMapping = typeof value === 'object' && value !== null && 'sources' in value;
  const list = isMapping ? value.sources : value;
  if (list === null) return [];
  if (!Array.isArray(list)) {
    throw new UserError('E_WRONG_TYPE', `${file} holds no list of entries`, {
      where: file,
      hint: 'Write a list, such as: - { files: a.csv, year: 2014 }',
    });
  }
  return list.map((written: unknown, i): SourceEntry => {
    const where = (path: readonly string[]) => {
      const all = [...(isMapping ? ['sources'] : []), String(i), ...path];
      return `${file}:${positionOf(positions, all)}`;
    };
    const checked = checkRule(written);
    if ('rule' in checked) return { rule: checked.rule, where };
    const { path, message, hint } = checked.mistake;
    throw new UserError('E_SOURCES', message, { where: where(path), hint });
  });
}

/** Where a part of the file stands, or the nearest part around it. */
function positionOf(positions: Readonly<Record<string, string>>, path: readonly string[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const at = path.slice(0, length).join('.');
    const found = positions[`${at}#key`] ?? positions[at];
    if (found !== undefined) return found;
  }
  return '1:1';
}
