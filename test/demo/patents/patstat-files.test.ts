import { describe, expect, it } from 'vitest';
import { patstatFiles } from '../../../src/demo/patents/patstat-files.ts';
import { COUNTY_LEVEL_CITIES } from '../../../src/demo/world/patent-text.ts';
import { FEW_CITIES } from '../real-cities.ts';
import { countedAndPlanted, WORLD } from './counted.ts';

type Record = Readonly<{ [column: string]: string }>;

const FILES = [...patstatFiles(WORLD)];
/** Rows of all parts of a table; no cell holds a quote or a comma. */
function table(name: string): Record[] {
  return FILES.filter(({ path }) => path.startsWith(`incopat/${name}_`)).flatMap(({ bytes }) => {
    const [head = '', ...lines] = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    const cells = (line: string) => line.slice(1, -1).split('","');
    const columns = cells(head);
    return lines.map((line) =>
      Object.fromEntries(cells(line).map((cell, i) => [columns[i] ?? '', cell])),
    );
  });
}
const of = (record: Record | undefined, column: string): string => record?.[column] ?? '';
const by = (rows: readonly Record[], column: string) => Map.groupBy(rows, (row) => of(row, column));

const applications = table('tls201_appln');
const publications = table('tls211_pat_publn');
const citations = table('tls212_citation');

describe('the patents as tables of PATSTAT', () => {
  it('give back the citations of every city of the sample and year', () => {
    const publicationOf = by(publications, 'pat_publn_id');
    const publicationsOf = by(publications, 'appln_id');
    const citing = by(citations, 'pat_publn_id');
    const cited = by(citations, 'cited_pat_publn_id');
    const addresses = new Map(
      table('tls206_person').map((row) => [of(row, 'person_id'), of(row, 'person_address')]),
    );
    const personsOf = by(table('tls207_pers_appln'), 'appln_id');
    const classesOf = by(table('tls209_appln_ipc'), 'appln_id');
    const documentOf = (id: string): string => {
      const [publication] = publicationOf.get(id) ?? [];
      return of(publication, 'publn_auth') + of(publication, 'publn_nr');
    };
    const { counted, planted } = countedAndPlanted(
      applications.map((application) => {
        const id = of(application, 'appln_id');
        const own = (publicationsOf.get(id) ?? []).map((row) => of(row, 'pat_publn_id'));
        const made = own.flatMap((publication) =>
          (citing.get(publication) ?? []).map((row) => of(row, 'cited_pat_publn_id')),
        );
        const received = own.flatMap((publication) =>
          (cited.get(publication) ?? []).map((row) => of(row, 'pat_publn_id')),
        );
        const documents = [made.filter((one) => one !== '0'), received].flatMap((ids) => [
          ...new Set(ids.map(documentOf)),
        ]);
        return {
          year: Number(of(application, 'appln_filing_year')),
          isDesign: false,
          ipc: (classesOf.get(id) ?? []).map((row) =>
            of(row, 'ipc_class_symbol').replaceAll(' ', ''),
          ),
          cities: (personsOf.get(id) ?? []).flatMap((row) =>
            cityIn(addresses.get(of(row, 'person_id')) ?? ''),
          ),
          documents,
        };
      }),
    );
    expect(planted.length).toBe(21);
    expect(counted).toEqual(planted);
  });

  it('have documents beside filings, literature and unknown dates', () => {
    const own = new Set(applications.map((row) => of(row, 'appln_id')));
    const others = publications.filter((row) => !own.has(of(row, 'appln_id')));
    expect(others.length).toBeGreaterThan(100);
    expect(new Set(others.map((row) => of(row, 'publn_date')))).toEqual(new Set(['9999-12-31']));
    expect(citations.some((row) => of(row, 'cited_pat_publn_id') === '0')).toBe(true);
    expect(new Set(publications.map((row) => of(row, 'pat_publn_id'))).size).toBe(
      publications.length,
    );
  });

  it('have utility models, and no design', () => {
    const kinds = new Set(
      applications.map((row) => `${of(row, 'appln_kind')} ${of(row, 'ipr_type')}`),
    );
    expect(kinds).toEqual(new Set(['A PI', 'U UM']));
  });
});

/** The city whose name, or a name of whose, stands in an address. */
function cityIn(address: string): number[] {
  return FEW_CITIES.filter(({ code, name, formerNames }) =>
    [name, ...formerNames.map((former) => former.name), ...(COUNTY_LEVEL_CITIES[code] ?? [])].some(
      (one) => address.includes(one),
    ),
  ).map(({ code }) => code);
}
