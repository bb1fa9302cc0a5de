import type { RuleOfTable } from '../../sources/rule.ts';
import type { Cell, Row } from '../../sources/table.ts';
import { inOneLanguage } from './bilingual.ts';
import { foldName } from './names.ts';
import { FIELDS, type Field, type PatentSource } from './sources.ts';

export interface Header {
  readonly source: PatentSource;
  /** Positions of each field in a row, the usual name's first. */
  readonly columns: Readonly<Partial<Record<Field, readonly number[]>>>;
  /** Fields whose columns each hold a part, as 引证专利_1 and 引证专利_2 do. */
  readonly numbered: ReadonlySet<Field>;
  /** Names as written, by position. */
  readonly names: readonly string[];
  /** What parts the entries of a list, where the study says so. */
  readonly separator: string | null;
  /** First row below it, from 0; where a sheet goes on without a header it is 0. */
  readonly start: number;
}

/** A header may stand below a title, a search and a day; not deeper than this. */
const DEEPEST = 30;
/** 引证专利_1st, 引证专利2, cited_patent_3. */
const NUMBERED = /^(.*?\D)[_\-.]?(\d{1,4})(?:st|nd|rd|th)?$/;
const LISTS: ReadonlySet<Field> = new Set<Field>([
  'ipc',
  'applicants',
  'cities',
  'address',
  'cites',
  'cited_by',
]);
/** A header has at least so many known names. */
const LEAST = 2;

/**
 * Finds the header among the first rows: the one in which a source knows most names. Null if none has
 * two. Of sources that know the same number of names, the one that stands first in the table.
 */
export function findHeader(
  rows: readonly Row[],
  sources: readonly PatentSource[],
  rule: RuleOfTable = {},
): Header | null {
  const at = rule.header_rows;
  const told = at === undefined ? undefined : typeof at === 'number' ? at : at[1];
  const from = told === undefined ? 0 : told - 1;
  const to = told === undefined ? Math.min(rows.length, DEEPEST) : told;
  const ofKind = sources.filter(({ id, name }) => rule.kind === id || rule.kind === name);
  const candidates = ofKind.length > 0 ? ofKind : sources;
  let best: Header | null = null;
  let most = LEAST - 1;
  for (let row = from; row < to; row++) {
    const names = (rows[row] ?? []).map(nameOf);
    // A merged title repeats itself in every column.
    if (new Set(names).size < LEAST) continue;
    const shared = sources.filter((source) => source.shared);
    const known = names.map((name) => inOneLanguage(name, shared));
    let [source] = candidates;
    let score = 0;
    for (const one of candidates) {
      const found = fit(known, one, shared);
      if (found > score) [score, source] = [found, one];
    }
    if (source === undefined) continue;
    const header = headerOf(names, source, sources, rule, row + 1);
    const count = Math.max(score, Object.keys(header.columns).length);
    if (count <= most) continue;
    best = withoutBlankPaths(header, rows);
    most = count;
  }
  return best;
}

/** The field of a row: its only column, the first that is filled, or all that are, a line each. */
export function fieldOf(row: Row, header: Header, field: Field): Cell {
  const cell = cellOf(row, header, field);
  const { separator } = header;
  if (separator === null || typeof cell !== 'string' || !LISTS.has(field)) return cell;
  return cell.replaceAll(separator, '\n');
}

function cellOf(row: Row, { columns, numbered }: Header, field: Field): Cell {
  const at = columns[field];
  if (at === undefined) return null;
  if (at.length === 1) return row[at[0] ?? -1] ?? null;
  const filled = at.map((i) => row[i] ?? null).filter((cell) => cell !== null && cell !== '');
  if (!numbered.has(field)) return filled[0] ?? null;
  return filled.length === 0 ? null : [...new Set(filled)].join('\n');
}

/** Every record has all paths that its source knows: one without a value is no column. */
function withoutBlankPaths(header: Header, rows: readonly Row[]): Header {
  const { paths } = header.source;
  if (paths.length === 0) return header;
  const isBlank = (at: number): boolean =>
    paths.includes(header.names[at] ?? '') &&
    rows.slice(header.start).every((row) => (row[at] ?? null) === null);
  const columns = Object.entries(header.columns).flatMap(([field, places]) => {
    const filled = places.filter((at) => !isBlank(at));
    return filled.length === 0 ? [] : [[field, filled] as const];
  });
  return { ...header, columns: Object.fromEntries(columns) };
}

/** How many names a source knows; one that it borrows tells half as much. */
function fit(
  names: readonly string[],
  source: PatentSource,
  shared: readonly PatentSource[],
): number {
  let sum = 0;
  for (const name of new Set(names.map(foldName))) {
    if (source.headers.has(name)) sum += 1;
    else if (shared.some(({ fields }) => fields.has(name))) sum += 0.5;
  }
  return sum;
}

function headerOf(
  names: readonly string[],
  source: PatentSource,
  sources: readonly PatentSource[],
  rule: RuleOfTable,
  start: number,
): Header {
  const told = new Map(
    Object.entries(rule.columns ?? {}).map(([name, use]) => {
      const field = typeof use === 'string' ? use : use.ignore === true ? '' : (use.variable ?? '');
      return [foldName(name), field];
    }),
  );
  const numbered = new Set<Field>();
  const found = new Map<Field, { readonly at: number; readonly rank: number }[]>();
  const shared = sources.filter((other) => other.shared);
  const known = [source, ...shared.filter((other) => other !== source)];
  names.forEach((name, at) => {
    if (name === '') return;
    const field = told.get(foldName(name));
    const folded = foldName(inOneLanguage(name, shared));
    const match =
      field === undefined
        ? lookUp(folded, known)
        : isField(field)
          ? { field, rank: -1, numbered: false }
          : null;
    if (match === null) return;
    const before = found.get(match.field) ?? [];
    // A list whose header stands twice may be parted among both columns.
    const isTwin = LISTS.has(match.field) && before.some(({ rank }) => rank === match.rank);
    if (match.numbered || isTwin) numbered.add(match.field);
    found.set(match.field, [...before, { at, rank: match.rank }]);
  });
  const columns = Object.fromEntries(
    [...found].map(([field, places]) => [
      field,
      places.sort((a, b) => a.rank - b.rank || a.at - b.at).map(({ at }) => at),
    ]),
  );
  return { source, columns, numbered, names, separator: rule.list_separator ?? null, start };
}

function lookUp(folded: string, sources: readonly PatentSource[]) {
  for (const [i, { fields }] of sources.entries()) {
    const exact = fields.get(folded);
    if (exact !== undefined) return { ...exact, rank: exact.rank + i * 10_000, numbered: false };
  }
  const [, stem = ''] = NUMBERED.exec(folded) ?? [];
  if (stem === '') return null;
  for (const { fields } of sources) {
    const part = fields.get(stem);
    if (part !== undefined) return { ...part, numbered: true };
  }
  return null;
}

function isField(name: string): name is Field {
  return (FIELDS as readonly string[]).includes(name);
}

function nameOf(cell: Cell): string {
  return cell === null ? '' : String(cell).trim();
}
