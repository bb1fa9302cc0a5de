import { parseApplicationNumber } from './application-number.ts';
import { cellText, parseCount, splitDocuments, splitList } from './cells.ts';
import { parseDate } from './dates.ts';
import type { Field, Header } from './header.ts';
import { formatIpc, parseIpc } from './ipc.ts';
import { parsePublicationNumber, type PublicationNumber } from './publication-number.ts';
import type { Cell, CellProblem, PatentRecord, PatentType } from './record.ts';
import type { PatentReject } from './reasons.ts';

/** The prefecture-level unit that a written name meant in a year; null if none is known. */
export type CityLookup = (
  name: string,
  year: number,
  province: string,
) => { readonly code: number } | { readonly code: null; readonly reason: PatentReject };

export interface RowReading {
  /** Null if the row cannot be used; the problems say why. */
  readonly record: PatentRecord | null;
  readonly problems: readonly CellProblem[];
}

const TYPES: Readonly<Record<string, PatentType>> = {
  发明申请: 'invention_application',
  发明公开: 'invention_application',
  发明专利申请: 'invention_application',
  发明授权: 'invention_grant',
  发明专利: 'invention_grant',
  授权发明: 'invention_grant',
  实用新型: 'utility_model',
  外观设计: 'design',
};
const TYPE_OF_KIND: Readonly<Record<string, PatentType>> = {
  A: 'invention_application',
  B: 'invention_grant',
  C: 'invention_grant',
  U: 'utility_model',
  Y: 'utility_model',
  S: 'design',
  D: 'design',
};
/** Excel holds no more characters in a cell: a list of that length has lost its end. */
const CELL_LIMIT = 32_767;

/** Turns a row of an InCoPat export into a record, or says what is wrong with which cell. */
export function readIncopatRow(
  row: readonly Cell[],
  header: Header,
  lookup: CityLookup,
): RowReading {
  const problems: CellProblem[] = [];
  const cell = (field: Field): Cell => row[header.columns[field] ?? -1] ?? null;
  const report: Report = (field, value, reason, row_lost) => {
    const column = header.names[header.columns[field] ?? -1] ?? '';
    problems.push({ column, value, reason, row_lost });
  };
  const lose = (field: Field, reason: PatentReject): RowReading => {
    report(field, cellText(cell(field)), reason, true);
    return { record: null, problems };
  };

  const application = parseApplicationNumber(cell('application_no'));
  if (application.key === null) return lose('application_no', application.reason);
  const publication = parsePublicationNumber(cellText(cell('publication_no')));
  if (publication === null) {
    const blank = cellText(cell('publication_no')) === '';
    return lose('publication_no', blank ? 'no_publication_no' : 'bad_publication_no');
  }
  const type = readType(cell('patent_type'), publication);
  if (type === null) return lose('patent_type', 'unknown_patent_type');
  const filed = parseDate(cell('filing_date'));
  if (filed === null) return lose('filing_date', 'bad_date');
  const ipc = readIpc(cell, report);
  if (ipc.length === 0) {
    const field: Field = header.columns.ipc === undefined ? 'ipc_main' : 'ipc';
    return lose(field, type === 'design' ? 'design_without_ipc' : 'no_ipc');
  }
  const cities = readCities(cell, Number(filed.slice(0, 4)), lookup, report);
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
      cites: readNumbers('cites', cell, report),
      cited_by: readNumbers('cited_by', cell, report),
      cites_count: readCount('cites_count', cell, report),
      cited_by_count: readCount('cited_by_count', cell, report),
    },
    problems,
  };
}

type CellOf = (field: Field) => Cell;
type Report = (field: Field, value: string, reason: PatentReject, rowLost: boolean) => void;

/** As written, else as the kind code of the publication says. */
function readType(cell: Cell, publication: PublicationNumber): PatentType | null {
  const text = cellText(cell).normalize('NFKC').replaceAll(/\s+/g, '');
  if (text !== '') return TYPES[text] ?? null;
  return TYPE_OF_KIND[publication.kind.slice(0, 1)] ?? null;
}

function readIpc(cell: CellOf, report: Report): string[] {
  const classes = new Set<string>();
  for (const field of ['ipc_main', 'ipc'] as const) {
    for (const part of splitDocuments(cell(field))) {
      const parsed = parseIpc(part);
      if (parsed === null) report(field, part, 'bad_ipc', false);
      else classes.add(formatIpc(parsed));
    }
  }
  return [...classes];
}

/**
 * Cities of the Chinese applicants. Municipalities often leave the cell blank, so their province
 * stands in. A name that nobody knows is reported; if no other is left, the row is lost.
 */
function readCities(
  cell: CellOf,
  year: number,
  lookup: CityLookup,
  report: Report,
): number[] | null {
  const provinces = provinceNames(cell('province'));
  const names = splitList(cell('cities'))
    .flatMap((part) => part.split(/[,，、]/))
    .filter((name) => name.trim() !== '');
  const codes = new Set<number>();
  const bad: [string, PatentReject][] = [];
  names.forEach((name, i) => {
    const province = provinces[provinces.length === names.length ? i : 0];
    const found = lookup(name, year, province ?? '');
    if (found.code === null) bad.push([name, found.reason]);
    else codes.add(found.code);
  });
  if (names.length === 0) {
    for (const province of provinces) {
      const found = lookup(province, year, '');
      // The code of a city that is a province by itself ends in four zeros.
      if (found.code !== null && found.code % 10_000 === 0) codes.add(found.code);
    }
    // A foreign applicant has no Chinese city to name; a Chinese one without is worth a line.
    if (codes.size === 0 && isChinese(cell('province'))) report('cities', '', 'no_city', false);
  }
  const lost = bad.length > 0 && codes.size === 0;
  for (const [name, reason] of bad) report('cities', name, reason, lost);
  return lost ? null : [...codes];
}

/** Province codes of the mainland are 11 to 65; a foreign applicant has two letters. */
function isChinese(cell: Cell): boolean {
  return splitList(cell).some((part) => /^[1-6]\d$/.test(part));
}

/** `浙江; 33` names the province and its code, `33` alone the code: the names, or else the codes. */
function provinceNames(cell: Cell): string[] {
  const parts = splitList(cell);
  const names = parts.filter((part) => !/^[A-Za-z0-9]{2}$/.test(part));
  return names.length > 0 ? names : parts;
}

function readNumbers(field: 'cites' | 'cited_by', cell: CellOf, report: Report): string[] {
  const parts = splitList(cell(field));
  if (cellText(cell(field)).length >= CELL_LIMIT) {
    report(field, parts.pop() ?? '', 'cut_at_cell_limit', false);
  }
  return parts.flatMap((part) => {
    const parsed = parsePublicationNumber(part);
    if (parsed === null) report(field, part, 'bad_publication_no', false);
    return parsed === null ? [] : [parsed.normal];
  });
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
