import type { Row } from '../../sources/table.ts';
import { parseApplicationNumber } from '../application-number.ts';
import { cellText } from '../cells.ts';
import type { DocumentNumbers, PublicationNumber } from '../numbers/document-numbers.ts';
import type { PatentReject } from '../reasons.ts';
import { ownApplication, ownNumber, withOffice } from '../own-number.ts';
import { fieldOf, type Header } from '../tables/header.ts';
import type { Field } from '../tables/sources.ts';
import { JOINED } from './sql.ts';
import type { StagedRow } from './staging.ts';

export interface PartProblem {
  readonly field: Field;
  readonly value: string;
  readonly reason: PatentReject;
}

export type Staged =
  | { readonly table: string; readonly rows: readonly StagedRow[] }
  | { readonly table: null; readonly problem: PartProblem };

/** What a row is found by; null where it has no such number. */
interface Keys {
  readonly app: string | null;
  readonly pub: string | null;
}

/** A row of documents, or a part of one, under the keys of its filing and its publication. */
export function stagePart(
  row: Row,
  header: Header,
  numbers: DocumentNumbers,
  [src, at]: readonly [src: number, at: number],
): Staged {
  const application = ownApplication(row, header);
  const read = ownNumber(row, header, numbers);
  const publication = read.normal === null ? null : read;
  const app = application === '' ? null : parseApplicationNumber(application);
  const keys: Keys = { app: app?.key ?? null, pub: publication?.base ?? null };
  if (keys.app === null && keys.pub === null) {
    const isApplication = application !== '' && app?.key === null;
    return {
      table: null,
      problem: isApplication
        ? { field: 'application_no', value: application, reason: app.reason }
        : {
            field: 'publication_no',
            value: cellText(fieldOf(row, header, 'publication_no')),
            reason: 'bad_publication_no',
          },
    };
  }
  const cells = JOINED.map((field) => {
    if (field === 'publication_no' && publication !== null) return publication.normal;
    if (field === 'application_no') return application || null;
    return cellText(fieldOf(row, header, field)) || null;
  });
  return { table: 'parts', rows: [[src, at, keys.app, keys.pub, ...cells]] };
}

/** A citation: the cited document for the one that cites, and the citing one for the cited. */
export function stagePair(
  row: Row,
  header: Header,
  numbers: DocumentNumbers,
  [src, at]: readonly [src: number, at: number],
): Staged {
  const citing = endOf(row, header, numbers, 'citing', 'citing_application');
  const cited = endOf(row, header, numbers, 'cited', 'cited_application');
  if ('reason' in citing) return { table: null, problem: citing };
  if ('reason' in cited) return { table: null, problem: cited };
  return {
    table: 'links',
    rows: [
      [src, at, citing.app, citing.pub, 'cites', cited.name],
      [src, at, cited.app, cited.pub, 'cited_by', citing.name],
    ],
  };
}

function endOf(
  row: Row,
  header: Header,
  numbers: DocumentNumbers,
  publication: 'citing' | 'cited',
  application: 'citing_application' | 'cited_application',
): (Keys & { readonly name: string }) | PartProblem {
  const written = cellText(fieldOf(row, header, publication));
  const other = cellText(fieldOf(row, header, application));
  const country = publication === 'cited' ? cellText(fieldOf(row, header, 'country')) : '';
  const office = country || header.source.office;
  const number = written === '' ? null : numbers.read(withOffice(written, office));
  const key = other === '' ? null : parseApplicationNumber(other).key;
  if (number !== null && number.normal !== null) {
    return { app: key ?? applicationKey(number), pub: number.base, name: number.normal };
  }
  if (key !== null) return { app: key, pub: null, name: key };
  const field = written === '' && other !== '' ? application : publication;
  const reason = number === null ? 'no_publication_no' : number.reason;
  return { field, value: written || other, reason };
}

/** Of a number that is one of an application by its form. */
function applicationKey({ base }: PublicationNumber): string | null {
  return /^CN(?:\d{12}|\d{8})$/.test(base) ? base : null;
}
