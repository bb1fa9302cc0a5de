import type { Gazetteer, ReferenceRow } from '../gazetteer.ts';
import { UserError } from '../../text/user-error.ts';
import { expand, foldHeader } from './fold.ts';
import { parseUnit, parseUnits, type UnitReading, type Units } from './unit.ts';
import { ROLES, VARIABLES, type Role, type Variable } from './variable.ts';

/** The tables `data/reference/statistics_*.csv` and those of names. */
export interface StatisticsTables {
  readonly headers: readonly ReferenceRow[];
  readonly words: readonly ReferenceRow[];
  readonly others: readonly ReferenceRow[];
  readonly units: readonly ReferenceRow[];
}

/** What a known header means. */
export interface KnownHeader {
  readonly meaning: Variable | Role;
  /** The kind that is a part of the variable, such as coal gas; empty for the whole. */
  readonly part: string;
  /** Of a source that keeps units elsewhere. */
  readonly unit: UnitReading;
}

const WORD_KINDS = ['prefecture', 'districts', 'neutral', 'section', 'title', 'computed'] as const;

type WordKind = (typeof WORD_KINDS)[number];

/** All that is known of the headers of statistics. Built once. */
export interface StatisticsReference {
  readonly gazetteer: Gazetteer;
  /** By folded header. */
  readonly headers: ReadonlyMap<string, KnownHeader>;
  readonly words: ReadonlyMap<string, ReadonlySet<WordKind>>;
  /** Words by which a header names something else, and what that is. */
  readonly others: readonly { readonly word: string; readonly reason: string }[];
  readonly units: Units;
}

export function buildReference(
  gazetteer: Gazetteer,
  tables: StatisticsTables,
): StatisticsReference {
  const units = parseUnits(tables.units);
  const words = new Map<string, Set<WordKind>>();
  for (const row of tables.words) {
    for (const word of expand(row['word'] ?? '').map(foldHeader)) {
      words.set(word, (words.get(word) ?? new Set()).add(wordKind(row['kind'] ?? '')));
    }
  }
  return {
    gazetteer,
    headers: knownHeaders(tables.headers, units),
    words,
    others: tables.others.flatMap((row) =>
      expand(row['word'] ?? '').map((word) => ({
        word: foldHeader(word),
        reason: row['reason'] ?? '',
      })),
    ),
    units,
  };
}

function knownHeaders(rows: readonly ReferenceRow[], units: Units): Map<string, KnownHeader> {
  const known = new Map<string, KnownHeader>();
  for (const row of rows) {
    const meaning = meaningOf(row['variable'] ?? '');
    if (meaning === null) throw badRow('statistics_headers.csv', 'variable', row['variable']);
    const text = row['unit'] ?? '';
    const parsed = text === '' ? null : parseUnit(units, text);
    if (text !== '' && parsed === null) throw badRow('statistics_headers.csv', 'unit', text);
    const unit: UnitReading =
      parsed === null ? { kind: 'none' } : { kind: 'unit', unit: parsed, text };
    for (const header of expand(row['header'] ?? '').map(foldHeader)) {
      // The first line that has a header stands.
      if (header !== '' && !known.has(header)) {
        known.set(header, { meaning, part: row['part'] ?? '', unit });
      }
    }
  }
  return known;
}

/** A variable or role by its name; null if there is none. */
export function meaningOf(name: string): Variable | Role | null {
  return VARIABLES.find((one) => one.name === name) ?? ROLES.find((role) => role === name) ?? null;
}

function wordKind(text: string): WordKind {
  const found = WORD_KINDS.find((kind) => kind === text);
  if (found === undefined) throw badRow('statistics_words.csv', 'kind', text);
  return found;
}

function badRow(file: string, column: string, value: string | undefined): UserError {
  return new UserError('E_REFERENCE', `${column} ${value ?? ''} is not known`, {
    where: `data/reference/${file}`,
    hint: 'README.md in that folder says what its columns may hold.',
  });
}
