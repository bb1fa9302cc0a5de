import { integer, poisson, shuffle, type RandomStream } from '../econometrics/numeric/random.ts';
import type { CitedDocument } from './world/document-numbers.ts';
import { yearOf } from './world/day.ts';
import { publicationsOf, type Filing } from './world/filing.ts';
import { pick, type Applicant } from './world/patent-text.ts';

/** One publication as an export shows it; the columns of a file pick from it. */
export interface ExportRow {
  readonly title: string;
  readonly publicationNo: string;
  readonly publicationDay: number;
  readonly applicationNo: string;
  /** A day, or the text that stands where a day should. */
  readonly filed: number | string;
  readonly patentType: string;
  readonly kind: string;
  readonly ipc: readonly string[];
  readonly applicants: string;
  readonly firstApplicant: string;
  readonly applicantCount: number;
  readonly applicantTypes: string;
  readonly countries: string;
  readonly provinces: string;
  readonly cities: string;
  readonly cites: string;
  readonly citedBy: string;
  readonly citesCount: number | null;
  readonly citedByCount: number | null;
  readonly value: number;
}

/** What lists hold beside publication numbers. */
const NO_DOCUMENTS = ['-', '示例期刊论文', 'NPL1'];
const MUNICIPALITIES = new Set(['北京市', '天津市', '上海市', '重庆市']);

const FIRST_TYPES = { invention: '发明申请', utility: '实用新型', design: '外观设计' } as const;

/** The publications of a filing: the application, and the grant if there was one. */
export function exportRows(stream: RandomStream, filing: Filing): ExportRow[] {
  const split = filing.granted !== null;
  const made = splitLists(stream, filing.made, split);
  const received = splitLists(stream, filing.received, split);
  const common = commonFields(stream, filing);
  return publicationsOf(filing).map(({ kind, day, isGrant }, i) => ({
    ...common,
    kind,
    patentType: isGrant ? '发明授权' : FIRST_TYPES[filing.kind],
    publicationDay: day,
    publicationNo: `${filing.number}${kind}`,
    cites: writeList(stream, made[i] ?? [], filing.number),
    citedBy: writeList(stream, received[i] ?? [], filing.number),
    citesCount: count(stream, made[i] ?? []),
    citedByCount: count(stream, received[i] ?? []),
  }));
}

/** What both publications of a filing show. */
function commonFields(stream: RandomStream, filing: Filing) {
  const { title, applicationNo, filed, ipc, applicants } = filing;
  const join = (key: keyof Applicant): string =>
    applicants
      .map((applicant) => applicant[key])
      .filter((part) => part !== '')
      .join('; ');
  return {
    title,
    applicationNo,
    filed,
    ipc,
    applicants: join('name'),
    firstApplicant: applicants[0]?.name ?? '',
    applicantCount: applicants.length,
    applicantTypes: join('type'),
    countries: join('country'),
    provinces: join('province'),
    cities: writeCities(
      stream,
      applicants.flatMap(({ city }) => (city === '' ? [] : [city])),
    ),
    value: 1 + integer(stream, 10),
  };
}

/** Plain, in brackets, or empty where the only city is a municipality and the province says it. */
function writeCities(stream: RandomStream, cities: readonly string[]): string {
  const roll = integer(stream, 20);
  const [only = ''] = cities;
  if (cities.length === 1 && MUNICIPALITIES.has(only) && roll < 8) return '';
  if (roll === 18) return cities.map((city) => `[${city}]`).join('; ');
  if (roll === 19) return cities.map((city) => `【${city}】`).join('; ');
  return cities.join('; ');
}

/** Application and grant list different documents; together they list all. */
function splitLists(
  stream: RandomStream,
  documents: readonly CitedDocument[],
  split: boolean,
): CitedDocument[][] {
  if (!split) return [[...documents]];
  const rolled = documents.map((document) => ({ document, roll: integer(stream, 10) }));
  const lists = [rolled.filter(({ roll }) => roll < 7), rolled.filter(({ roll }) => roll >= 4)];
  return lists.map((list) => list.map(({ document }) => document));
}

/** A list cell: now and then with a repeat, the other publication of a case, itself, or noise. */
function writeList(stream: RandomStream, documents: readonly CitedDocument[], own: string): string {
  const parts = documents.map(({ base, kind }) => base + kind);
  const first = documents[0];
  if (first !== undefined) {
    const roll = integer(stream, 100);
    if (roll < 6) parts.push(first.base + first.kind);
    else if (roll < 14 && /^CN\d{9}$/.test(first.base))
      parts.push(first.base + otherKind(first.kind));
    else if (roll < 18) parts.push(`${own}A`);
    else if (roll === 18) parts.push(pick(stream, NO_DOCUMENTS));
    if (roll < 19) shuffle(stream, parts);
  }
  if (parts.length === 0) return '';
  const form = integer(stream, 50);
  if (form < 3) return `${parts.join('; ')}; `;
  return parts.join({ 3: ';', 4: '；', 5: '\n' }[form] ?? '; ');
}

function otherKind(kind: string): string {
  return { A: 'B', B: 'A', U: 'Y', Y: 'U' }[kind] ?? kind;
}

/** The export's own count: blank for none, and seldom what the list says, for it is updated later. */
function count(stream: RandomStream, documents: readonly CitedDocument[]): number | null {
  const more = integer(stream, 8) === 0 ? poisson(stream, 1) : 0;
  return documents.length + more === 0 ? null : documents.length + more;
}

/** How many faults `spoil` knows. */
export const FAULTS = 4;

/**
 * A row that no reader can use: its application number in scientific notation (fault 0) or missing
 * (1), no real filing date (2); or one whose list was cut at the end of an Excel cell (3).
 */
export function spoil(row: ExportRow, fault: number): ExportRow {
  if (fault === 0) {
    const digits = row.applicationNo.slice(2, 8);
    return { ...row, applicationNo: `${digits[0]}.${digits.slice(1)}E+11` };
  }
  if (fault === 1) return { ...row, applicationNo: '' };
  if (fault === 2) return { ...row, filed: `${yearOf(row.publicationDay)}-13-45` };
  const long = Array.from({ length: 2500 }, (_, i) => `CN10${9_000_000 - i}A`).join('; ');
  return { ...row, cites: long.slice(0, 32_767), citesCount: 2500 };
}
