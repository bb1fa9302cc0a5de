import { checkPaper } from '../../src/published/checks/paper.ts';
import type { Check, Finding } from '../../src/published/finding.ts';
import { readPrintedTables, type PrintedTables } from '../../src/published/printed/tables.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A coefficient: `'0.072 (0.029) **'` as a paper prints it in two lines. */
export function coefficient(text: string): Json {
  const match = /^(?<coef>\S+)(?: \((?<paren>\S+)\))?(?: (?<stars>\*+))?$/u.exec(text);
  if (match?.groups === undefined) throw new Error(`no coefficient: ${text}`);
  const { coef, paren, stars = '' } = match.groups;
  return { coef, ...(paren === undefined ? {} : { paren }), stars };
}

/** A column whose terms are given as text. */
export function column(id: string, terms: Readonly<Record<string, string>>, more: Json = {}): Json {
  const entries = Object.entries(terms).map(([term, text]) => [term, coefficient(text)]);
  return { id, terms: Object.fromEntries(entries), ...more };
}

/** Printed tables over 100 units in 10 years, with the usual legend. */
export function printed(tables: readonly Json[], more: Json = {}): PrintedTables {
  const file = {
    stars_legend: { '*': 0.1, '**': 0.05, '***': 0.01 },
    units: 100,
    first_year: 2001,
    last_year: 2010,
    tables,
    ...more,
  };
  return readPrintedTables('tables.json', JSON.stringify(file));
}

/** Findings of one check, by the place that they are about. */
export function findingsOf(tables: PrintedTables, check: Check): Finding[] {
  return checkPaper(tables).findings.filter((found) => found.check === check);
}

export function verdictsOf(tables: PrintedTables, check: Check): Record<string, string> {
  return Object.fromEntries(
    findingsOf(tables, check).map(({ id, verdict }) => [id.slice(check.length + 1), verdict]),
  );
}

/** Ids of all findings that are inconsistent. */
export function inconsistent(tables: PrintedTables): string[] {
  return checkPaper(tables)
    .findings.filter(({ verdict }) => verdict === 'inconsistent')
    .map(({ id }) => id);
}
