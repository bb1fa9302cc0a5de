import { describe, expect, it } from 'vitest';
import { lensFiles } from '../../../src/demo/patents/lens-files.ts';
import { COUNTY_LEVEL_CITIES } from '../../../src/demo/world/patent-text.ts';
import { FEW_CITIES } from '../real-cities.ts';
import { countedAndPlanted, WORLD } from './counted.ts';

interface Id {
  readonly jurisdiction: string;
  readonly doc_number: string;
}
interface LensRecord {
  readonly publication_type: string;
  readonly biblio: {
    readonly application_reference: Id & { readonly date: string };
    readonly classifications_ipcr: { readonly classifications: { readonly symbol: string }[] };
    readonly references_cited: {
      readonly citations: { readonly patcit: { readonly document_id: Id } }[];
      readonly patent_count: number;
    };
    readonly cited_by: { readonly patents: { readonly document_id: Id }[] };
  };
}

const FILES = [...lensFiles(WORLD)];
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const RECORDS = FILES.filter(({ path }) => path.endsWith('.jsonl')).flatMap(({ bytes }) =>
  text(bytes)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LensRecord),
);
const CITIES = text(FILES.at(-1)!.bytes).trimEnd().split('\r\n');
const number = ({ jurisdiction, doc_number }: Id): string => jurisdiction + doc_number;

describe('the patents as JSON lines of Lens.org', () => {
  it('give back the citations of every city of the sample and year', () => {
    const citiesOf = Map.groupBy(
      CITIES.slice(1).map((line) => line.split(',') as [string, string]),
      ([application]) => application.slice(0, -2),
    );
    const filings = Map.groupBy(RECORDS, ({ biblio }) => number(biblio.application_reference));
    const { counted, planted } = countedAndPlanted(
      [...filings].map(([application, records]) => {
        const [first] = records as [LensRecord];
        const made = records.flatMap(({ biblio }) =>
          biblio.references_cited.citations.map(({ patcit }) => number(patcit.document_id)),
        );
        const received = records.flatMap(({ biblio }) =>
          biblio.cited_by.patents.map(({ document_id }) => number(document_id)),
        );
        return {
          year: Number(first.biblio.application_reference.date.slice(0, 4)),
          isDesign: first.publication_type === 'DESIGN_RIGHT',
          ipc: first.biblio.classifications_ipcr.classifications.map(({ symbol }) => symbol),
          cities: (citiesOf.get(application) ?? []).flatMap(([, name]) => codesOf(name)),
          documents: [...new Set(made), ...new Set(received)],
        };
      }),
    );
    expect(planted.length).toBe(21);
    expect(counted).toEqual(planted);
  });

  it('count what they list', () => {
    for (const { biblio } of RECORDS) {
      const { citations, patent_count } = biblio.references_cited;
      expect(citations).toHaveLength(patent_count);
    }
  });

  it('are of all types, each publication a line', () => {
    expect(new Set(RECORDS.map(({ publication_type }) => publication_type))).toEqual(
      new Set(['PATENT_APPLICATION', 'GRANTED_PATENT', 'LIMITED_PATENT', 'DESIGN_RIGHT']),
    );
  });

  it('leave the cities to a file of application numbers', () => {
    expect(CITIES[0]).toBe('申请号,城市');
    expect(CITIES[1]).toMatch(/^CN20\d{10}\.[\dX],\S+$/u);
  });
});

function codesOf(written: string): number[] {
  return FEW_CITIES.filter(({ code, name, misspellings, formerNames }) =>
    [
      name,
      ...misspellings,
      ...formerNames.map((former) => former.name),
      ...(COUNTY_LEVEL_CITIES[code] ?? []),
    ].includes(written),
  ).map(({ code }) => code);
}
