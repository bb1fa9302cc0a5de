import type { Row } from '../../sources/table.ts';
import { foldName } from '../tables/names.ts';
import type { Field } from '../tables/sources.ts';

/** Columns that are read of each table of PATSTAT, the first of which tell it from others. */
const TABLES = {
  tls201: ['appln_id', 'appln_auth', 'appln_nr', 'appln_kind', 'appln_filing_date'],
  tls202: ['appln_id', 'appln_title'],
  tls206: ['person_id', 'person_name', 'person_address'],
  tls207: ['person_id', 'appln_id', 'applt_seq_nr'],
  tls209: ['appln_id', 'ipc_class_symbol'],
  tls211: ['pat_publn_id', 'publn_auth', 'publn_nr', 'publn_kind', 'appln_id', 'publn_date'],
  tls212: ['pat_publn_id', 'cited_pat_publn_id', 'cited_appln_id'],
} as const;
export type PatstatTable = keyof typeof TABLES;

/** Tables of PATSTAT that say nothing of these matters, by a column that only they have. */
const OTHERS: Readonly<Record<string, string>> = {
  cpc_class_symbol: 'tls224_appln_cpc',
  appln_abstract: 'tls203_appln_abstr',
  npl_biblio: 'tls214_npl_publn',
  prior_appln_id: 'tls204_appln_prior',
};

/** The tables without which no document can be put together, and what each is for. */
const NEEDED: Readonly<Partial<Record<PatstatTable, string>>> = {
  tls201: 'applications',
  tls209: 'IPC classes',
  tls211: 'publications',
  tls212: 'citations',
};

export type PatstatHead =
  | {
      readonly table: PatstatTable;
      /** Position of each column that is read; -1 where it may be absent and is. */
      readonly places: readonly number[];
      readonly names: readonly string[];
    }
  | { readonly other: string };

/** A column that older editions do not have. */
const MAY_BE_ABSENT: ReadonlySet<string> = new Set(['cited_appln_id', 'appln_kind', 'publn_kind']);

/** Whether the first row is the header of a table of PATSTAT. */
export function patstatHead(rows: readonly Row[]): PatstatHead | null {
  const names = (rows[0] ?? []).map((cell) => foldName(String(cell ?? '')));
  for (const [table, columns] of Object.entries(TABLES) as [PatstatTable, readonly string[]][]) {
    const places = columns.map((column) => names.indexOf(column));
    if (places.every((at, i) => at >= 0 || MAY_BE_ABSENT.has(columns[i] ?? ''))) {
      return { table, places, names };
    }
  }
  const other = names.map((name) => OTHERS[name]).find((found) => found !== undefined);
  return other === undefined ? null : { other };
}

/** Tables for the rows of each: `src` and `line` say where a row came from. */
export const CREATE_PATSTAT = (Object.keys(TABLES) as PatstatTable[])
  .map(
    (table) =>
      `create table ${table} (src integer, line integer, ${TABLES[table].map((column) => `${column} varchar`).join(', ')})`,
  )
  .join(';\n');

/** Needed tables that are not among those that were read. */
export function missingTables(found: ReadonlySet<PatstatTable>): string[] {
  return (Object.entries(NEEDED) as [PatstatTable, string][])
    .filter(([table]) => !found.has(table))
    .map(([table, what]) => `${table} (${what})`);
}

/**
 * The publications of applications in tls201 as rows of `parts`, and citations both ways. A document
 * that is cited by its application only is that application's first publication.
 */
export const JOIN_PATSTAT = `
  create table numbers as
    select pat_publn_id as id, any_value(publn_auth || publn_nr || coalesce(publn_kind, '')) as number
    from tls211 group by pat_publn_id;
  create table first_numbers as
    select appln_id as id, arg_min(publn_auth || publn_nr || coalesce(publn_kind, ''), (publn_date, pat_publn_id)) as number
    from tls211 group by appln_id;
  create table first_ids as
    select appln_id as id, arg_min(pat_publn_id, (publn_date, pat_publn_id)) as publication
    from tls211 group by appln_id;
  create table citations as
    select row_number() over () as seq, pat_publn_id as citing,
      case when coalesce(cited_pat_publn_id, '0') not in ('0', '') then cited_pat_publn_id else publication end as cited
    from tls212 left join first_ids on first_ids.id = cited_appln_id;
  create table made as
    select citing as id, string_agg(number, chr(10) order by seq) as list
    from citations join numbers on numbers.id = cited group by citing;
  create table received as
    select cited as id, string_agg(number, chr(10) order by seq) as list
    from citations join numbers on numbers.id = citing where cited is not null group by cited;
  create table classes as
    select appln_id as id, string_agg(ipc_class_symbol, chr(10) order by src, line) as list
    from tls209 group by appln_id;
  create table titles as
    select appln_id as id, arg_min(appln_title, (src, line)) as title from tls202 group by appln_id;
  create table owners as
    select appln_id as id,
      string_agg(person_name, chr(10) order by place, tls207.src, tls207.line) as names,
      string_agg(person_address, chr(10) order by place, tls207.src, tls207.line) as addresses
    from (select *, try_cast(applt_seq_nr as integer) as place from tls207) as tls207
    join (select person_id, any_value(person_name) as person_name, any_value(person_address) as person_address
      from tls206 group by person_id) using (person_id)
    where place > 0
    group by appln_id;
  create table applications as
    select appln_id as id, arg_min({number: appln_auth || appln_nr, filed: appln_filing_date}, (src, line)) as own from tls201 group by appln_id`;

/** Fields of a row of `PATSTAT_ROWS`, behind its place. */
export const PATSTAT_FIELDS = [
  'application_no',
  'publication_no',
  'filing_date',
  'publication_date',
  'title',
  'ipc',
  'applicants',
  'address',
  'cites',
  'cited_by',
] as const satisfies readonly Field[];

/** Rows of `parts` from the tables of PATSTAT; `app` and `pub` are set when they are read. */
export const PATSTAT_ROWS = `
  select tls211.src, tls211.line,
    own.number as application_no,
    publn_auth || publn_nr || coalesce(publn_kind, '') as publication_no,
    own.filed as filing_date, publn_date as publication_date, titles.title as title,
    classes.list as ipc, names as applicants, addresses as address,
    made.list as cites, received.list as cited_by
  from tls211
  join applications on applications.id = tls211.appln_id
  left join titles on titles.id = tls211.appln_id
  left join classes on classes.id = tls211.appln_id
  left join owners on owners.id = tls211.appln_id
  left join made on made.id = pat_publn_id
  left join received on received.id = pat_publn_id
  order by tls211.src, tls211.line`;
