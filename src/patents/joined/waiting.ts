import type { TableMapping } from '../../sources/mapping.ts';
import type { Reject } from '../../sources/outcome.ts';
import type { RawTable } from '../../sources/table.ts';
import type { UserError } from '../../text/user-error.ts';
import type { Header } from '../tables/header.ts';
import type { PatentTable } from '../tables/recognise.ts';
import type { Field, PatentSource } from '../tables/sources.ts';
import type { PatstatTable } from './patstat.ts';
import { JOINED } from './sql.ts';

/** A table whose rows wait for those of others. */
export interface Waiting {
  readonly raw: RawTable;
  readonly header: Header;
  readonly role: PatentTable['role'] | PatstatTable;
  readonly mapping: TableMapping;
  readonly rejected: Reject[];
  read: number;
  /** Rows that became rows of the result. */
  given: number;
  /** Rows that said something of such a row. */
  used: number;
  /** Why it cannot be used; known when all tables are there. */
  refused: UserError | null;
}

/** A header without columns, under which fields stand in the order of JOINED. */
const JOINED_COLUMNS: Header['columns'] = Object.fromEntries(
  JOINED.map((field, i) => [field, [i]]),
);

/** The header of joined rows; a field keeps the name of its column in the table. */
export function joinedHeader(header: Header): Header {
  const names = JOINED.map(
    (field) =>
      header.names[header.columns[field]?.[0] ?? -1] ?? header.source.usual.get(field) ?? field,
  );
  return {
    ...header,
    columns: JOINED_COLUMNS,
    numbered: new Set(),
    separator: null,
    names,
    start: 0,
  };
}

export function rejectOf(
  { raw, header }: Waiting,
  at: number,
  {
    field,
    value,
    reason,
  }: { readonly field: Field; readonly value: string; readonly reason: string },
): Reject {
  const column = header.names[header.columns[field]?.[0] ?? -1] ?? '';
  return { origin: { file: raw.file, sheet: raw.sheet, row: at + 1, column }, value, reason };
}

/** The source of tables that have no headers of `patent_headers.csv`. */
export const PATSTAT_SOURCE: PatentSource = {
  id: 'patstat',
  name: 'a table of PATSTAT',
  nameZh: 'PATSTAT 数据表',
  office: '',
  fields: new Map(),
  usual: new Map(),
  shared: false,
  paths: [],
  headers: new Set(),
};
