import type { SourceRule } from './rule.ts';
import { givesSomething, reasonsOf, shortPath, type SurveyedTable } from './survey.ts';

/** What to write of raw files so that nothing is open. */
export interface Suggestion {
  /** Null where only a person can say it: the comment has the entry to be finished. */
  readonly entry: SourceRule | null;
  readonly comment: readonly string[];
}

/**
 * What would settle what is open of a source's files. What gives nothing is left out with its reason;
 * what it could be instead stands beside it as a comment, since only a person can know it.
 */
export function suggestionsOf(step: string, tables: readonly SurveyedTable[]): Suggestion[] {
  const files = [...Map.groupBy(tables, ({ file }) => file)];
  const leaving: { readonly path: string; readonly reason: string; readonly other: string[] }[] =
    [];
  const open: Suggestion[] = [];
  const isAlone = !tables.some(givesSomething);
  for (const [file, parts] of files) {
    const path = shortPath(step, file);
    // Without other files of the source the one that lacks something is not to be left out but completed.
    const lacking = isAlone ? parts.flatMap((table) => lackOf(path, table)) : [];
    if (lacking.length > 0) {
      open.push({ entry: null, comment: lacking });
      continue;
    }
    const others = parts.flatMap((table) => openColumns(path, table));
    if (!parts.some(givesSomething)) {
      if (parts.every(({ settled }) => settled)) continue;
      const other = [...others, ...parts.flatMap((table) => missingPart(path, table))];
      leaving.push({ path, reason: whyNothing(parts), other });
      continue;
    }
    for (const table of parts) {
      if (table.outcome !== 'refused') continue;
      const entry = { files: path, sheet: table.sheet, ignore: refusalOf(table) };
      open.push({ entry, comment: [] });
    }
    if (others.length > 0) {
      const head = `${path} has columns that are not used; if one of them is meant, write`;
      open.push({ entry: null, comment: [head, ...others] });
    }
  }
  return [...leftOut(leaving), ...open];
}

/** One entry for all files with the same reason and nothing else to say. */
function leftOut(
  files: readonly {
    readonly path: string;
    readonly reason: string;
    readonly other: readonly string[];
  }[],
): Suggestion[] {
  const groups = Map.groupBy(files, ({ path, reason, other }) =>
    other.length === 0 ? reason : `${reason}\n${path}`,
  );
  return [...groups.values()].map((group) => {
    const [{ reason, other } = { reason: '', other: [] }] = group;
    const paths = group.map(({ path }) => path);
    return {
      entry: { files: paths.length === 1 ? (paths[0] ?? '') : paths, ignore: reason },
      comment: other.length === 0 ? [] : ['or, if it is wanted:', ...other],
    };
  });
}

function whyNothing(tables: readonly SurveyedTable[]): string {
  const reasons = tables.map((table) => {
    if (table.outcome !== 'read') return refusalOf(table);
    const rejects = reasonsOf(table).map(([reason]) => reason);
    return `gives nothing${rejects.length === 0 ? '' : ` (${rejects.join(', ')})`}`;
  });
  return [...new Set(reasons)].join('; ');
}

/** The code and the first part of what is said: what follows it speaks of one file only. */
function refusalOf({ code, reason }: SurveyedTable): string {
  const [first = ''] = reason.split(/[:;(\n]/u);
  return `${code} ${first}`.trim();
}

/** Columns named for a table; more would hide those that matter. */
const NAMED = 4;

/** Columns whose unit nobody knows, and those whose header is like that of a variable without a column. */
function openColumns(path: string, { sheet, columns, rejects }: SurveyedTable): string[] {
  const lost = new Set(
    rejects.flatMap(({ column, reason }) => (reason === 'unknown_unit' ? [column] : [])),
  );
  const taken = new Set(columns.map(({ variable }) => variable));
  const named = columns.flatMap(({ column, variable, unit, scope, nearest }) => {
    if (variable !== null && lost.has(column)) {
      return [`${quoted(column)}: { variable: ${variable}, unit: … }`];
    }
    const isLike = variable === null && scope === null && nearest !== null && !taken.has(nearest);
    return isLike ? [`${quoted(column)}: { variable: ${nearest}, unit: ${unit ?? '…'} }`] : [];
  });
  if (named.length === 0) return [];
  const of = sheet === '' ? '' : `sheet: ${quoted(sheet)}, `;
  const list = named.slice(0, NAMED).join(', ');
  return [`- { files: ${quoted(path)}, ${of}columns: { ${list} } }`];
}

/** What a person could say of a file that is refused, so that it is read. */
function missingPart(path: string, { outcome, code }: SurveyedTable): string[] {
  const key = outcome === 'refused' ? MENDED_BY[code] : undefined;
  return key === undefined ? [] : [`- { files: ${quoted(path)}, ${key}: … }`];
}

/** What a file that was told by its columns needs beside it. */
function lackOf(path: string, { outcome, kind, code, reason, todo }: SurveyedTable): string[] {
  const isLacking = outcome === 'refused' && kind !== null && code === 'E_COLUMN_MISSING';
  return isLacking ? [`${path} is not complete: ${reason}`, ...todo.split('\n')] : [];
}

const MENDED_BY: Readonly<Record<string, string>> = {
  E_YEAR_MISSING: 'year',
  E_FILE_ENCRYPTED: 'password',
  E_FILE_ENCODING: 'encoding',
};

/** A text that YAML would read as something else, in quotes. */
function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N}_./-]*$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
