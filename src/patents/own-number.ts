import type { Row } from '../sources/table.ts';
import { cellText, withoutFootnotes } from './cells.ts';
import type { DocumentNumbers, NumberReading } from './numbers/document-numbers.ts';
import { fieldOf, type Header } from './tables/header.ts';

/** The publication number of a row; its office and kind may stand in columns of their own. */
export function ownNumber(row: Row, header: Header, numbers: DocumentNumbers): NumberReading {
  const written = plainNumber(cellText(fieldOf(row, header, 'publication_no')));
  if (written === '') return { normal: null, reason: 'not_a_patent' };
  const country = cellText(fieldOf(row, header, 'country'));
  const kind = /\d$/.test(written) ? cellText(fieldOf(row, header, 'kind')) : '';
  return numbers.read(withOffice(written, country || header.source.office) + kind);
}

/** The application number of a row as text, with the office of its source if that is another than CN. */
export function ownApplication(row: Row, header: Header): string {
  const written = plainNumber(cellText(fieldOf(row, header, 'application_no')));
  const { office } = header.source;
  return /^\d/.test(written) && office !== 'CN' ? office + written : written;
}

/** Without footnotes, quotes, a label before and what would part it from a number that is not there. */
function plainNumber(text: string): string {
  if (/^[A-Z0-9.]*$/.test(text)) return text;
  return withoutFootnotes(text)
    .normalize('NFKC')
    .replace(/^[\s"'`:]*(?:\p{Script=Han}{2,8}:)?[\s"'`]*/u, '')
    .replace(/^\[([A-Z]{2})\]/i, '$1')
    .replace(/[\s"'`;,.:]+$/, '');
}

/** A number as written, with its office in front where it has none. */
export function withOffice(text: string, office: string): string {
  const hasOwn = office === '' || text.toUpperCase().startsWith(office.toUpperCase());
  return hasOwn || /^[A-Z]{2}[-\s]?\d/i.test(text) ? text : office + text;
}
