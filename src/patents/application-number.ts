import type { Cell } from '../sources/table.ts';
import { cellText } from './cells.ts';
import type { PatentReject } from './reasons.ts';

export type ApplicationNumber =
  { readonly key: string } | { readonly key: null; readonly reason: PatentReject };

/**
 * The key of a filing: office and digits without the check digit. `CN201710117081.7`,
 * `201710117081.7`, `CN02123456.X`, `CN2017101170817`, `CN-201710117081-A` and `ZL 2017 1 0117081.7`
 * are read. A number that a spreadsheet has
 * turned into `2.01711E+11` is lost: its last digits are gone, and it would join strangers.
 */
export function parseApplicationNumber(cell: Cell | undefined): ApplicationNumber {
  const text = cellText(cell)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-/]+/g, '');
  if (text === '') return { key: null, reason: 'no_application_no' };
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(text) || /^(?:CN)?\d{6}0{6}(?:\.0)?$/.test(text)) {
    return { key: null, reason: 'mangled_application_no' };
  }
  const chinese = /^(?:CN|ZL)*(\d{12}|\d{8})(?:\.?[\dX])?(?:[A-Z]\d?)?$/.exec(text);
  if (chinese !== null) return { key: `CN${chinese[1]}` };
  if (/^(?!CN)[A-Z]{2}[A-Z]{0,3}\d[0-9A-Z.]{3,20}$/.test(text)) {
    return { key: text.replaceAll('.', '') };
  }
  return { key: null, reason: 'bad_application_no' };
}
