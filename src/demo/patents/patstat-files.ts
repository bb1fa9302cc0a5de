import type { DemoFile } from '../demo-file.ts';
import type { SheetCell } from '../formats/sheet-cell.ts';
import { writeCsv } from '../formats/write-csv.ts';
import { formatDay } from '../world/day.ts';
import type { CitedDocument } from '../world/document-numbers.ts';
import { publicationsOf, type Filing } from '../world/filing.ts';
import { filingLists } from '../world/filing-lists.ts';
import type { World } from '../world/simulate-world.ts';
import { addressOf } from './address.ts';

const COLUMNS = {
  tls201: [
    'appln_id',
    'appln_auth',
    'appln_nr',
    'appln_kind',
    'appln_filing_date',
    'appln_filing_year',
    'ipr_type',
    'granted',
  ],
  tls206: ['person_id', 'person_name', 'person_address', 'person_ctry_code', 'psn_sector'],
  tls207: ['person_id', 'appln_id', 'applt_seq_nr', 'invt_seq_nr'],
  tls209: ['appln_id', 'ipc_class_symbol', 'ipc_class_level', 'ipc_value', 'ipc_position'],
  tls211: [
    'pat_publn_id',
    'publn_auth',
    'publn_nr',
    'publn_kind',
    'appln_id',
    'publn_date',
    'publn_first_grant',
  ],
  tls212: [
    'pat_publn_id',
    'citn_replenished',
    'citn_id',
    'citn_origin',
    'cited_pat_publn_id',
    'cited_appln_id',
    'pat_citn_seq_nr',
    'cited_npl_publn_id',
    'npl_citn_seq_nr',
  ],
} as const;
type Table = keyof typeof COLUMNS;

const NAMES: Readonly<Record<Table, string>> = {
  tls201: 'tls201_appln',
  tls206: 'tls206_person',
  tls207: 'tls207_pers_appln',
  tls209: 'tls209_appln_ipc',
  tls211: 'tls211_pat_publn',
  tls212: 'tls212_citation',
};
/** How PATSTAT writes a date that it does not know. */
const NO_DATE = '9999-12-31';

/**
 * The patents as tables of PATSTAT, each in a part for each list of filings. Documents that are cited
 * or cite have publications, but no application in tls201. Designs, which PATSTAT has not, count for
 * nothing in the study. Cities stand in the addresses of applicants only.
 */
export function* patstatFiles(world: World): Generator<DemoFile> {
  const writer = patstatWriter(world);
  let part = 0;
  for (const [, filings] of filingLists(world)) {
    part += 1;
    for (const filing of filings) if (filing.kind !== 'design') writer.add(filing);
    for (const [table, rows] of writer.take()) {
      const path = `incopat/${NAMES[table]}_part${String(part).padStart(2, '0')}.csv`;
      yield { path, bytes: writeCsv([COLUMNS[table], ...rows], 'utf-8', 'all') };
    }
  }
}

type Rows = Record<Table, SheetCell[][]>;

function patstatWriter(world: World) {
  const persons = new Map<string, number>();
  const documents = new Map<string, number>();
  const applications = new Map<string, number>();
  let rows = emptyRows();
  let lastPublication = 0;
  let lastCitation = 0;

  const applicationOf = (number: string): number => numbered(applications, number, 100_000_000);
  const publish = (
    base: string,
    kind: string,
    application: number,
    [date, grant]: readonly [string, string],
  ): number => {
    lastPublication += 1;
    const [office, number] = [base.slice(0, 2), base.slice(2)];
    rows.tls211.push([lastPublication, office, number, kind, application, date, grant]);
    return lastPublication;
  };
  const documentOf = ({ base, kind }: CitedDocument): number => {
    const known = documents.get(base + kind);
    if (known !== undefined) return known;
    const id = publish(base, kind, applicationOf(base), [NO_DATE, 'N']);
    documents.set(base + kind, id);
    return id;
  };
  const cite = (citing: number, cited: number, order: number): void => {
    lastCitation += 1;
    const origin = order % 3 === 0 ? 'APP' : 'SEA';
    rows.tls212.push([citing, 0, lastCitation, origin, cited, 0, order, 0, 0]);
  };
  const citeLiterature = (citing: number): void => {
    lastCitation += 1;
    rows.tls212.push([citing, 0, lastCitation, 'SEA', 0, 0, 0, lastCitation, 1]);
  };
  const addPersons = (filing: Filing, application: number): void => {
    for (const [i, applicant] of filing.applicants.entries()) {
      const address = addressOf(world.cities, applicant);
      const before = persons.size;
      const id = numbered(persons, `${applicant.name}\n${address}`, 0);
      const country = applicant.city === '' ? (applicant.province.split('; ')[1] ?? '') : 'CN';
      if (persons.size > before) {
        rows.tls206.push([id, applicant.name, address, country, 'UNKNOWN']);
      }
      rows.tls207.push([id, application, i + 1, 0]);
    }
  };
  return {
    add(filing: Filing): void {
      const application = applicationOf(filing.applicationNo);
      const [auth, number] = [filing.applicationNo.slice(0, 2), filing.applicationNo.slice(2, -2)];
      const filed = formatDay(filing.filed, 'dashes');
      const [kind, right] = filing.kind === 'utility' ? ['U', 'UM'] : ['A', 'PI'];
      const year = Number(filed.slice(0, 4));
      const granted = filing.kind === 'utility' || filing.granted !== null ? 'Y' : 'N';
      rows.tls201.push([application, auth, number, kind, filed, year, right, granted]);
      addPersons(filing, application);
      for (const [i, code] of filing.ipc.entries()) {
        rows.tls209.push([application, paddedIpc(code), 'A', 'I', i === 0 ? 'F' : 'L']);
      }
      const own = publicationsOf(filing).map((publication) =>
        publish(filing.number, publication.kind, application, [
          formatDay(publication.day, 'dashes'),
          publication.isGrant || filing.kind === 'utility' ? 'Y' : 'N',
        ]),
      );
      const ownOf = (order: number): number => own[order % own.length] ?? 0;
      for (const [i, document] of filing.made.entries())
        cite(ownOf(i), documentOf(document), i + 1);
      for (const [i, document] of filing.received.entries()) {
        cite(documentOf(document), ownOf(i), i + 1);
      }
      if (filing.made.length % 5 === 1) citeLiterature(ownOf(0));
    },
    /** The rows since the last call. */
    take(): [Table, SheetCell[][]][] {
      const taken = rows;
      rows = emptyRows();
      return Object.entries(taken) as [Table, SheetCell[][]][];
    },
  };
}

function emptyRows(): Rows {
  return { tls201: [], tls206: [], tls207: [], tls209: [], tls211: [], tls212: [] };
}

/** The number of a text, a new one where it is met for the first time. */
function numbered(known: Map<string, number>, text: string, start: number): number {
  const found = known.get(text) ?? start + known.size + 1;
  known.set(text, found);
  return found;
}

/** `F03D   1/06`: the group takes four characters. */
function paddedIpc(code: string): string {
  const [group = '', subgroup = ''] = code.slice(4).split('/');
  return `${code.slice(0, 4)}${group.padStart(4)}/${subgroup}`;
}
