import type { Cell, Row } from '../sources/table.ts';
import { parseApplicationNumber } from './application-number.ts';
import { cellText, parseCount } from './cells.ts';
import { parseDate } from './dates.ts';
import { fieldOf, type Header } from './tables/header.ts';
import { beginsIpc, formatIpc, parseIpc, withSubclass, type IpcClass } from './ipc.ts';
import { readDocumentList } from './lists/document-list.ts';
import { isCut, type ListLimits } from './lists/limits.ts';
import { splitEntries, splitList } from './lists/split.ts';
import type { DocumentNumbers } from './numbers/document-numbers.ts';
import { ownApplication, ownNumber } from './own-number.ts';
import { readType, type PatentTypes } from './patent-type.ts';
import { readPlaces, type CityLookup } from './places.ts';
import type { PatentReject } from './reasons.ts';
import type { CellOf, Report } from './report.ts';
import type { CellProblem, PatentRecord } from './record.ts';
import type { Field } from './tables/sources.ts';

export interface RowReading {
  /** Null if the row cannot be used; the problems say why. */
  readonly record: PatentRecord | null;
  readonly problems: readonly CellProblem[];
}

/** What reads the parts of a row; it is the same for all rows of a table. */
export interface RowTools {
  readonly lookup: CityLookup;
  readonly numbers: DocumentNumbers;
  readonly types: PatentTypes;
  readonly limits: ListLimits;
}

/** Turns a row of a patent table into a record, or says what is wrong with which cell. */
export function readPatentRow(row: Row, header: Header, tools: RowTools): RowReading {
  const problems: CellProblem[] = [];
  const cell: CellOf = (field) => fieldOf(row, header, field);
  const report: Report = (field, value, reason, row_lost) => {
    const column = header.names[header.columns[field]?.[0] ?? -1] ?? '';
    problems.push({ column, value, reason, row_lost });
  };
  const lose = (field: Field, reason: PatentReject): RowReading => {
    report(field, cellText(cell(field)), reason, true);
    return { record: null, problems };
  };

  const application = parseApplicationNumber(ownApplication(row, header));
  if (application.key === null) return lose('application_no', application.reason);
  const publication = ownNumber(row, header, tools.numbers);
  if (publication.normal === null) {
    const blank = cellText(cell('publication_no')) === '';
    return lose('publication_no', blank ? 'no_publication_no' : 'bad_publication_no');
  }
  const type = readType(cell('patent_type'), publication, tools.types);
  if (type === null) return lose('patent_type', 'unknown_patent_type');
  const filed = parseDate(cell('filing_date'));
  if (filed === null) return lose('filing_date', 'bad_date');
  const ipc = readIpc(cell, report);
  if (ipc.length === 0) {
    const field: Field = header.columns.ipc === undefined ? 'ipc_main' : 'ipc';
    return lose(field, type === 'design' ? 'design_without_ipc' : 'no_ipc');
  }
  const cities = readPlaces(cell, Number(filed.slice(0, 4)), tools.lookup, report);
  if (cities === null) return { record: null, problems };

  return {
    record: {
      application_no: application.key,
      publication_no: publication.normal,
      office: publication.office,
      kind: publication.kind,
      patent_type: type,
      filing_date: filed,
      publication_date: readPublicationDate(cell, report),
      title: cellText(cell('title')) || null,
      ipc,
      applicants: splitList(cell('applicants')),
      applicant_types: splitList(cell('applicant_types')),
      cities,
      ...readCitations(cell, header, tools, report),
    },
    problems,
  };
}

function readIpc(cell: CellOf, report: Report): string[] {
  const classes = new Set<string>();
  for (const field of ['ipc_main', 'ipc'] as const) {
    let before: IpcClass | null = null;
    for (const part of splitEntries(withoutRemarks(cell(field)), beginsIpc)) {
      const parsed: IpcClass | null = parseIpc(withSubclass(part, before));
      if (parsed === null) report(field, part, 'bad_ipc', false);
      else classes.add(formatIpc(parsed));
      before = parsed;
    }
  }
  return [...classes];
}

/** Editions and values of symbols stand in brackets: `F03D7/04 [I,2006.01]`, `Int.Cl.(2006.01)`. */
function withoutRemarks(cell: Cell): Cell {
  if (typeof cell !== 'string' || /["']/.test(cell)) return cell;
  return cell
    .replaceAll(/[([（【]([^()[\]（）【】]*)[)\]）】]/g, (all, inner: string) =>
      beginsIpc(inner.toUpperCase()) ? all : ' ',
    )
    .replaceAll(/\bIPC\d?\s*[:：]|\bInt\.?\s*Cl\.?\d?\s*[:：]?/gi, ' ');
}

type Citations = Pick<PatentRecord, 'cites' | 'cited_by' | 'cites_count' | 'cited_by_count'>;

function readCitations(cell: CellOf, header: Header, tools: RowTools, report: Report): Citations {
  const cites_count = readCount('cites_count', cell, report);
  const cited_by_count = readCount('cited_by_count', cell, report);
  const read = (field: 'cites' | 'cited_by', count: number | null): string[] =>
    header.columns[field] === undefined ? [] : readNumbers(field, count, cell, tools, report);
  return {
    cites: read('cites', cites_count),
    cited_by: read('cited_by', cited_by_count),
    cites_count,
    cited_by_count,
  };
}

/** The documents of a list. One that was cut loses its last entry; one that its count belies is told. */
function readNumbers(
  field: 'cites' | 'cited_by',
  count: number | null,
  cell: CellOf,
  { numbers, limits }: RowTools,
  report: Report,
): string[] {
  const written = cell(field);
  const list = readDocumentList(written, numbers);
  const { documents, others, last } = list;
  const cut = isCut(field, cellText(written), list, count, limits);
  if (cut) report(field, last, 'cut_list', false);
  for (const { text, reason } of others) {
    if (!(cut && list.lastIsBroken && text === last)) report(field, text, reason, false);
  }
  const kept =
    cut && !(list.lastIsBroken && others.at(-1)?.text === last)
      ? documents.slice(0, -1)
      : documents;
  if (!cut && count !== null && !agrees(list, count)) {
    report(field, `${documents.length} of ${count}`, 'count_disagrees', false);
  }
  return kept.map(({ normal }) => normal);
}

/** A count may be of entries, of documents, or of documents without their kinds. */
function agrees(
  { documents, others }: ReturnType<typeof readDocumentList>,
  count: number,
): boolean {
  return (
    count === documents.length + others.length ||
    count === documents.length ||
    count === new Set(documents.map(({ normal }) => normal)).size ||
    count === new Set(documents.map(({ base }) => base)).size
  );
}

function readCount(
  field: 'cites_count' | 'cited_by_count',
  cell: CellOf,
  report: Report,
): number | null {
  const count = parseCount(cell(field));
  if (count === undefined) report(field, cellText(cell(field)), 'bad_count', false);
  return count ?? null;
}

function readPublicationDate(cell: CellOf, report: Report): string | null {
  const text = cellText(cell('publication_date'));
  const date = parseDate(cell('publication_date'));
  if (date === null && text !== '') report('publication_date', text, 'bad_date', false);
  return date;
}
