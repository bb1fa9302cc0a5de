import { placeOf } from '../../sources/table.ts';
import { UserError } from '../../text/user-error.ts';
import { adviceOf, lackOf, missingOf } from '../tables/advice.ts';
import type { Header } from '../tables/header.ts';
import type { Field } from '../tables/sources.ts';
import { missingTables, PATSTAT_FIELDS, type PatstatTable } from './patstat.ts';
import type { Waiting } from './waiting.ts';

/** The tables whose rows are documents: those that say most of publications. */
export function baseTables(tables: readonly Waiting[], hasDocuments: boolean): number[] {
  const where = (test: (table: Waiting) => boolean): number[] =>
    tables.flatMap((table, src) => (test(table) ? [src] : []));
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

/** Throws where a document needs what no table has. Error: E_COLUMN_MISSING. */
export function checkBase(
  tables: readonly Waiting[],
  base: readonly number[],
  hasDocuments: boolean,
): void {
  const [first] = tables;
  if (first === undefined || (base.length === 0 && hasDocuments)) return;
  if (base.length === 0) {
    const message = `it is ${first.mapping.kind}, and no file has the patents themselves`;
    throw new UserError('E_COLUMN_MISSING', message, {
      where: placeOf(first.raw),
      hint: 'Add a file with 申请号, 公开（公告）号, 申请日 and IPC of each patent.',
    });
  }
  const there = new Set<Field>(tables.flatMap(fieldsOf));
  const lacks = base.flatMap((src) => {
    const table = tables[src];
    if (table === undefined) return [];
    const missing = missingOf({ ...table.header, columns: columnsOf(there, table.header) });
    return missing.length === 0 ? [] : [{ table, missing }];
  });
  const [lack, ...others] = lacks;
  if (lack === undefined) return;
  const say = ({ table, missing }: (typeof lacks)[number]): string =>
    lackOf(table.mapping, table.header, missing);
  const more = others.map((one) => `${placeOf(one.table.raw)}: ${say(one)}`);
  throw new UserError('E_COLUMN_MISSING', [say(lack), ...more].join('\n  '), {
    where: placeOf(lack.table.raw),
    hint: adviceOf(lack.table.header, lack.missing),
  });
}

/** Throws where tables of PATSTAT are there, but not all that a document needs. */
export function checkPatstat(found: readonly Waiting[]): void {
  const [first] = found;
  const missing = missingTables(new Set(found.map(({ role }) => role as PatstatTable)));
  if (first === undefined || missing.length === 0) return;
  const list = missing.join(', ');
  throw new UserError('E_COLUMN_MISSING', `of the tables of PATSTAT ${list} are not there`, {
    where: placeOf(first.raw),
    hint: 'Add them to the folder as they were downloaded; they may be zipped.',
  });
}

/** What a table has or gives. */
function fieldsOf({ role, header }: Waiting): readonly Field[] {
  if (role === 'pairs') return ['cites', 'cited_by'];
  if (role.startsWith('tls')) return PATSTAT_FIELDS;
  return Object.keys(header.columns) as Field[];
}

/** The columns of a table, with those that others have for it. */
function columnsOf(there: ReadonlySet<Field>, { columns }: Header): Header['columns'] {
  return { ...Object.fromEntries([...there].map((field) => [field, [0]])), ...columns };
}
