import { placeOf } from '../../sources/table.ts';
import { UserError } from '../../text/user-error.ts';
import { adviceOf, lackOf, missingOf, type MissingField } from '../tables/advice.ts';
import type { Header } from '../tables/header.ts';
import type { Field } from '../tables/sources.ts';
import { missingTables, PATSTAT_FIELDS, type PatstatTable } from './patstat.ts';
import type { Waiting } from './waiting.ts';

/** The tables whose rows are documents: those that say most of publications. */
export function baseTables(tables: readonly Waiting[], hasDocuments: boolean): number[] {
  const where = (test: (table: Waiting) => boolean): number[] =>
    tables.flatMap((table, src) => (table.refused === null && test(table) ? [src] : []));
  const documents = where(({ role }) => role === 'documents' || role === 'tls211');
  if (documents.length > 0 || hasDocuments) return documents;
  const parts = where(
    ({ role, header }) => role === 'part' && header.columns.publication_no !== undefined,
  );
  const withField = (field: Field): number[] =>
    parts.filter((src) => tables[src]?.header.columns[field] !== undefined);
  const [classed, dated] = [withField('ipc'), withField('filing_date')];
  return classed.length > 0 ? classed : dated.length > 0 ? dated : parts;
}

/** Refuses the tables that lack what no other has, and parts that no document needs. E_COLUMN_MISSING. */
export function refuseLacking(
  tables: readonly Waiting[],
  base: readonly number[],
  hasDocuments: boolean,
): void {
  if (base.length === 0 && !hasDocuments) {
    for (const table of tables) table.refused ??= withoutDocuments(table);
  }
  const there = new Set<Field>(tables.flatMap(fieldsOf));
  for (const src of base) {
    const table = tables[src];
    if (table !== undefined)
      refuseFor(table, missingOf({ ...table.header, columns: columnsOf(there, table.header) }));
  }
  if (!hasDocuments) return;
  for (const table of tables) {
    // Beside whole exports, one that lacks a column would be passed over with all its patents.
    const { publication_no, ipc, ipc_main } = table.header.columns;
    const isExport = publication_no !== undefined && (ipc ?? ipc_main) !== undefined;
    if (table.role === 'part' && isExport) refuseFor(table, missingOf(table.header));
  }
}

function refuseFor(table: Waiting, missing: readonly MissingField[]): void {
  if (missing.length === 0) return;
  const { header, mapping, raw } = table;
  table.refused ??= new UserError('E_COLUMN_MISSING', lackOf(mapping, header, missing), {
    where: placeOf(raw),
    hint: adviceOf(header, missing),
  });
}

function withoutDocuments({ mapping: { kind }, raw }: Waiting): UserError {
  const message = `it is ${kind}, and no file has the patents themselves`;
  return new UserError('E_COLUMN_MISSING', message, {
    where: placeOf(raw),
    hint: 'Add a file with 申请号, 公开（公告）号, 申请日 and IPC of each patent.',
  });
}

/** Refuses tables of PATSTAT where not all are there that a document needs. E_COLUMN_MISSING. */
export function refuseIncompletePatstat(found: readonly Waiting[]): boolean {
  const missing = missingTables(new Set(found.map(({ role }) => role as PatstatTable)));
  if (missing.length === 0) return false;
  const message = `of the tables of PATSTAT ${missing.join(', ')} are not there`;
  const hint = 'Add them to the folder as they were downloaded; they may be zipped.';
  for (const table of found) {
    const where = placeOf(table.raw);
    table.refused = new UserError('E_COLUMN_MISSING', message, { where, hint });
  }
  return true;
}

/** What a table has or gives. */
function fieldsOf({ role, header }: Waiting): readonly Field[] {
  if (role === 'pairs') return ['cites', 'cited_by'];
  if (role === 'tls206') return ['address', 'applicants'];
  if (role.startsWith('tls')) return PATSTAT_FIELDS.filter((field) => field !== 'address');
  return Object.keys(header.columns) as Field[];
}

/** The columns of a table, with those that others have for it. */
function columnsOf(there: ReadonlySet<Field>, { columns }: Header): Header['columns'] {
  return { ...Object.fromEntries([...there].map((field) => [field, [0]])), ...columns };
}
