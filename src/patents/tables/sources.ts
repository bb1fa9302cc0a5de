import { foldName } from './names.ts';

/** What a column of a patent table may hold. */
export const FIELDS = [
  'application_no',
  'publication_no',
  'country',
  'kind',
  'filing_date',
  'publication_date',
  'patent_type',
  'title',
  'ipc_main',
  'ipc',
  'applicants',
  'applicant_types',
  'province',
  'cities',
  'districts',
  'address',
  'postcode',
  'cites',
  'cited_by',
  'cites_count',
  'cited_by_count',
  'citing',
  'cited',
  'citing_application',
  'cited_application',
] as const;
export type Field = (typeof FIELDS)[number];

/** A kind of file that patents come in: a row of `patent_sources.csv`. */
export interface PatentSource {
  readonly id: string;
  /** `a Lens.org export`. */
  readonly name: string;
  readonly nameZh: string;
  /** The office of numbers that are written without one; empty if they all have it. */
  readonly office: string;
  /** Folded header -> field, and its place among the names of the field; the usual one is first. */
  readonly fields: ReadonlyMap<string, { readonly field: Field; readonly rank: number }>;
  /** The usual header of each field as written, borrowed where the source has none. */
  readonly usual: ReadonlyMap<Field, string>;
  /** Whether others borrow its names: tables are put together from several sources. */
  readonly shared: boolean;
  /** Headers that are paths into nested values: `biblio.invention_title`. */
  readonly paths: readonly string[];
  /** Folded headers that tell it from others. */
  readonly headers: ReadonlySet<string>;
}

const PATH = /^[a-z_]+(?:\.[a-z_]+)+$/;

type Rows = readonly Readonly<Record<string, string>>[];

/** Reads `patent_sources.csv` and the headers of each, `patent_headers.csv`. */
export function patentSources(sources: Rows, headers: Rows): PatentSource[] {
  const known = new Set<string>(FIELDS);
  const usualOf = (rows: Rows): [Field, string][] =>
    rows
      .filter(({ field = '' }) => known.has(field))
      .map(({ field, header = '' }): [Field, string] => [field as Field, header])
      .toReversed();
  const borrowed = usualOf(headers.filter(({ source }) => source === sources[0]?.['source']));
  return sources.map(({ source: id = '', name = '', name_zh = '', office = '', shared = '' }) => {
    const own = headers.filter(({ source }) => source === id);
    const fields = own.flatMap(({ field = '', header = '' }, rank) =>
      known.has(field) ? [[foldName(header), { field: field as Field, rank }] as const] : [],
    );
    return {
      id,
      name,
      nameZh: name_zh,
      office,
      usual: new Map([...borrowed, ...usualOf(own)]),
      shared: shared === 'yes',
      // Of a header that stands twice the first meaning counts.
      fields: new Map(fields.toReversed()),
      paths: own.map(({ header = '' }) => header).filter((header) => PATH.test(header)),
      headers: new Set(own.map(({ header = '' }) => foldName(header))),
    };
  });
}
