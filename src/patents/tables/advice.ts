import type { TableMapping } from '../../sources/mapping.ts';
import type { Header } from './header.ts';
import { nearestName } from './names.ts';
import type { Field } from './sources.ts';

export interface MissingField {
  readonly field: Field;
  /** The usual name of its column in this source. */
  readonly expected: string;
  readonly nearest: string | null;
}

/** Without one of each a row cannot become a citation of a city. */
const NEEDED: readonly (readonly [Field, ...Field[]])[] = [
  ['application_no'],
  ['publication_no'],
  ['filing_date'],
  ['ipc', 'ipc_main'],
  ['cities', 'districts', 'address', 'postcode'],
  ['cites'],
  ['cited_by'],
];

/** What to add to a folder for what a file of another source does not have. */
const TO_ADD: Readonly<Partial<Record<Field, readonly [what: string, file: string]>>> = {
  application_no: ['application numbers', 'a file with the columns 公开号 and 申请号'],
  publication_no: ['publication numbers', 'a file with the columns 申请号 and 公开号'],
  filing_date: ['filing dates', 'a file with the columns 申请号 and 申请日'],
  ipc: ['IPC classes', 'a file with the columns 申请号 and IPC'],
  cities: ['cities of applicants', 'a file with the columns 申请号 and 城市'],
  cites: ['cited documents', 'a file of pairs with the columns citing and cited'],
  cited_by: ['citing documents', 'a file of pairs with the columns citing and cited'],
};

/** The needed fields for which a table has no column. */
export function missingOf({
  columns,
  names,
  source,
}: Omit<Header, 'start' | 'numbered'>): MissingField[] {
  return NEEDED.filter((fields) => fields.every((field) => columns[field] === undefined)).map(
    ([field]) => {
      const expected = source.usual.get(field) ?? field;
      return { field, expected, nearest: nearestName(expected, names) };
    },
  );
}

/** `it is a Lens.org export, and has no cities of applicants, no citing documents`. */
export function lackOf(
  { kind }: Pick<TableMapping, 'kind'>,
  { source, start }: Header,
  missing: readonly MissingField[],
): string {
  if (!source.shared) {
    const list = missing.map(({ field }) => `no ${TO_ADD[field]?.[0] ?? field}`);
    return `it is ${kind}, and has ${list.join(', ')}`;
  }
  const list = missing.map(({ expected, nearest }) =>
    nearest === null ? expected : `${expected} (nearest: ${nearest})`,
  );
  return `it is ${kind}, and row ${start} has no column ${list.join(', ')}`;
}

/** What to do about the fields that a table does not have. */
export function adviceOf({ columns, source }: Header, missing: readonly MissingField[]): string {
  const hasCounts = columns.cites_count !== undefined || columns.cited_by_count !== undefined;
  const lacksLists = missing.some(({ field }) => field === 'cites' || field === 'cited_by');
  const why = hasCounts && lacksLists ? ' Its counts alone cannot tell the citing office.' : '';
  const files = [
    ...new Set(missing.map(({ field }) => TO_ADD[field]?.[1] ?? `a file with ${field}`)),
  ];
  const add = `Add to the folder ${files.join(', and ')}.`;
  // InCoPat's export dialogue has a box for each field.
  return (source.shared ? `Tick these fields in the export dialogue. Or: ${add}` : add) + why;
}
