import type { PatentTable } from './recognise.ts';
import type { Field } from './sources.ts';

/** Sources whose export dialogue has a box for each field. */
const WITH_BOXES: ReadonlySet<string> = new Set(['incopat', 'incopat_en']);

/** What to add to a folder for what a file of another source does not have. */
const TO_ADD: Readonly<Partial<Record<Field, string>>> = {
  cites: 'a file of pairs with the columns citing and cited',
  cited_by: 'a file of pairs with the columns citing and cited',
  cities: 'a file with the columns 申请号 and 城市',
  application_no: 'a file with the columns 公开号 and 申请号',
  filing_date: 'a file with the columns 申请号 and 申请日',
  ipc: 'a file with the columns 申请号 and IPC',
};

/** What to do about the fields that a table does not have. */
export function adviceOf({ header, missing }: PatentTable): string {
  const counts =
    header.columns.cites_count !== undefined || header.columns.cited_by_count !== undefined;
  const lists = missing.some(({ field }) => field === 'cites' || field === 'cited_by');
  const why = counts && lists ? ' Its counts alone cannot tell the citing office.' : '';
  if (WITH_BOXES.has(header.source.id)) return `Tick these fields in the export dialogue.${why}`;
  const files = new Set(missing.map(({ field }) => TO_ADD[field] ?? `a file with ${field}`));
  return `Add to the folder ${[...files].join(', and ')}.${why}`;
}
