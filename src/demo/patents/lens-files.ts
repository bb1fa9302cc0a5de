import type { DemoFile } from '../demo-file.ts';
import type { SheetCell } from '../formats/sheet-cell.ts';
import { writeCsv } from '../formats/write-csv.ts';
import { formatDay } from '../world/day.ts';
import type { CitedDocument } from '../world/document-numbers.ts';
import { publicationsOf, type Filing, type Publication } from '../world/filing.ts';
import { filingLists } from '../world/filing-lists.ts';
import type { World } from '../world/simulate-world.ts';

const TYPES = {
  invention: 'PATENT_APPLICATION',
  utility: 'LIMITED_PATENT',
  design: 'DESIGN_RIGHT',
} as const;

/**
 * The patents as JSON lines of Lens.org, one a publication, and beside them what Lens.org has not: a
 * file of application number and city.
 */
export function* lensFiles(world: World): Generator<DemoFile> {
  const cities: SheetCell[][] = [['申请号', '城市']];
  for (const [list, filings] of filingLists(world)) {
    const lines = filings.flatMap((filing) =>
      publicationsOf(filing).map((publication, i) =>
        JSON.stringify(lensRecord(filing, publication, i)),
      ),
    );
    for (const { applicationNo, applicants } of filings) {
      for (const { city } of applicants) if (city !== '') cities.push([applicationNo, city]);
    }
    const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
    yield { path: `incopat/lens_${list}.jsonl`, bytes };
  }
  yield { path: 'incopat/lens_cities.csv', bytes: writeCsv(cities, 'utf-8-bom') };
}

function lensRecord(filing: Filing, publication: Publication, order: number) {
  const own = { base: filing.number, kind: publication.kind };
  const date = formatDay(publication.day, 'dashes');
  const parts = publicationsOf(filing).length;
  // Application and grant list different documents; together they list all.
  const listed = (documents: readonly CitedDocument[]): CitedDocument[] =>
    documents.filter((_, i) => i % parts === order || i % 5 === 0);
  return {
    lens_id: lensId(filing.number + publication.kind),
    jurisdiction: 'CN',
    doc_number: filing.number.slice(2),
    kind: publication.kind,
    date_published: date,
    lang: 'zh',
    publication_type: publication.isGrant ? 'GRANTED_PATENT' : TYPES[filing.kind],
    biblio: {
      publication_reference: { ...documentId(own), date },
      application_reference: {
        jurisdiction: 'CN',
        doc_number: filing.applicationNo.slice(2, -2),
        kind: 'A',
        date: formatDay(filing.filed, 'dashes'),
      },
      invention_title: [{ text: filing.title, lang: 'zh' }],
      parties: {
        applicants: filing.applicants.map(({ name, city, province }, i) => ({
          residence: city === '' ? (province.split('; ')[1] ?? '') : 'CN',
          sequence: i + 1,
          extracted_name: { value: name },
        })),
      },
      classifications_ipcr: { classifications: filing.ipc.map((symbol) => ({ symbol })) },
      references_cited: citations(listed(filing.made)),
      cited_by: citedBy(listed(filing.received)),
    },
  };
}

function citations(documents: readonly CitedDocument[]) {
  return {
    citations: documents.map((document, i) => ({
      sequence: i + 1,
      patcit: { document_id: documentId(document), lens_id: lensId(document.base + document.kind) },
      category: ['X'],
    })),
    patent_count: documents.length,
    npl_count: 0,
  };
}

function citedBy(documents: readonly CitedDocument[]) {
  return {
    patents: documents.map((document) => ({
      document_id: documentId(document),
      lens_id: lensId(document.base + document.kind),
    })),
    patent_count: documents.length,
  };
}

function documentId({ base, kind }: CitedDocument) {
  return { jurisdiction: base.slice(0, 2), doc_number: base.slice(2), kind };
}

/** Fifteen digits in threes, as Lens.org numbers its documents; the same for the same document. */
function lensId(number: string): string {
  let id = 7;
  for (const character of number) id = (id * 131 + character.charCodeAt(0)) % 999_999_999_989;
  const digits = String(id).padStart(15, '0');
  return digits.replaceAll(/(\d{3})(?=\d)/g, '$1-');
}
