import type { RecordType } from '../sources/row-rule.ts';
import type { PatentReject } from './reasons.ts';

export type PatentType = 'invention_application' | 'invention_grant' | 'utility_model' | 'design';

/** One publication of a patent filing, as one row of an export tells it. */
export interface PatentRecord {
  /** `CN201710117081`: office and digits, without the dot and the check digit. */
  readonly application_no: string;
  /** `CN106844774A`: office, number, kind code. */
  readonly publication_no: string;
  /** Two letters of the office today (SU is RU). */
  readonly office: string;
  readonly kind: string;
  readonly patent_type: PatentType;
  readonly filing_date: string;
  readonly publication_date: string | null;
  readonly title: string | null;
  /** Normal form, `F03D1/06`; main class first, each once. */
  readonly ipc: readonly string[];
  readonly applicants: readonly string[];
  readonly applicant_types: readonly string[];
  /** GB/T 2260 codes of prefecture-level units, each once, in the order of the applicants. */
  readonly cities: readonly number[];
  /** Publication numbers in normal form, as listed: doubles and own numbers included. */
  readonly cites: readonly string[];
  readonly cited_by: readonly string[];
  /** The export's own counts; null where the cell is blank, which is not zero. */
  readonly cites_count: number | null;
  readonly cited_by_count: number | null;
}

/** A cell that could not be used. A row is lost with it only if `row_lost`. */
export interface CellProblem {
  readonly column: string;
  readonly value: string;
  readonly reason: PatentReject;
  readonly row_lost: boolean;
}

/** How a record lies in a table. */
export const RECORD_TYPES: Record<keyof PatentRecord, RecordType> = {
  application_no: 'VARCHAR',
  publication_no: 'VARCHAR',
  office: 'VARCHAR',
  kind: 'VARCHAR',
  patent_type: 'VARCHAR',
  filing_date: 'DATE',
  publication_date: 'DATE',
  title: 'VARCHAR',
  ipc: 'VARCHAR[]',
  applicants: 'VARCHAR[]',
  applicant_types: 'VARCHAR[]',
  cities: 'INTEGER[]',
  cites: 'VARCHAR[]',
  cited_by: 'VARCHAR[]',
  cites_count: 'INTEGER',
  cited_by_count: 'INTEGER',
};
