import {
  integer,
  poisson,
  shuffle,
  uniform,
  type RandomStream,
} from '../../econometrics/numeric/random.ts';
import { dayOf } from './day.ts';
import {
  applicationNumber,
  drawDomesticDocument,
  drawForeignDocument,
  ownNumber,
  type CitedDocument,
  type FilingKind,
} from './document-numbers.ts';
import {
  ADDED_IPC,
  inventTitle,
  NEW_ENERGY_IPC,
  OTHER_IPC,
  pick,
  type Applicant,
} from './patent-text.ts';

/** Documents that a filing cites and is cited by, of CN and of other offices. */
export const CATEGORIES = [
  'madeDomestic',
  'madeAbroad',
  'receivedDomestic',
  'receivedAbroad',
] as const;
/** How many of each, all distinct. */
export type CitationCounts = Record<(typeof CATEGORIES)[number], number>;

/** One application with all that its publications will show. */
export interface Filing {
  readonly kind: FilingKind;
  /** Whether a class of new-energy technology is meant; a design shows none. */
  readonly newEnergy: boolean;
  readonly applicationNo: string;
  /** Publication number without kind code. */
  readonly number: string;
  readonly filed: number;
  readonly published: number;
  /** Day of the grant; null for utility models, designs and pending applications. */
  readonly granted: number | null;
  readonly title: string;
  readonly ipc: readonly string[];
  readonly applicants: readonly Applicant[];
  readonly made: readonly CitedDocument[];
  readonly received: readonly CitedDocument[];
}

export interface FilingRequest extends Pick<Filing, 'kind' | 'newEnergy' | 'applicants'> {
  readonly year: number;
  /** Number of the filing within its year. */
  readonly serial: number;
  readonly counts: CitationCounts;
}

/** The invented day on which the exports were downloaded: nothing is published after it. */
const DOWNLOAD_DAY = dayOf(2021, 6, 30);

export function makeFiling(stream: RandomStream, request: FilingRequest): Filing {
  const { year, kind, serial, newEnergy, applicants, counts } = request;
  const first = dayOf(year, 1, 1);
  const filed = first + integer(stream, dayOf(year + 1, 1, 1) - first);
  const delay = kind === 'invention' ? 450 + integer(stream, 100) : 150 + integer(stream, 150);
  const published = Math.min(filed + delay, DOWNLOAD_DAY);
  const grant = published + 250 + integer(stream, 500);
  const granted =
    kind === 'invention' && integer(stream, 100) < 45 && grant <= DOWNLOAD_DAY ? grant : null;
  const group = newEnergy ? integer(stream, NEW_ENERGY_IPC.length) : -1;
  return {
    kind,
    newEnergy,
    filed,
    published,
    granted,
    applicants,
    applicationNo: applicationNumber(year, kind, serial),
    number: ownNumber(year, kind, serial),
    title: inventTitle(stream, group),
    ipc: kind === 'design' ? [] : drawIpc(stream, group, year),
    made: drawDocuments(stream, counts.madeDomestic, counts.madeAbroad),
    received: drawDocuments(stream, counts.receivedDomestic, counts.receivedAbroad),
  };
}

/** A new-energy filing has a code of its group, not always the first, and up to two others. */
function drawIpc(stream: RandomStream, group: number, year: number): string[] {
  const own = NEW_ENERGY_IPC[group];
  if (own === undefined) {
    const codes = [pick(stream, OTHER_IPC)];
    if (integer(stream, 3) === 0) codes.push(pick(stream, OTHER_IPC));
    return [...new Set(codes)];
  }
  const codes = [inForce(pick(stream, own), year)];
  for (let others = Math.min(2, poisson(stream, 0.8)); others > 0; others--) {
    const isAdded = integer(stream, 4) > 0;
    codes.push(isAdded ? pick(stream, ADDED_IPC) : inForce(pick(stream, own), year));
  }
  if (integer(stream, 10) === 0) codes.reverse();
  return [...new Set(codes)];
}

/** Class F24J 2 ended in 2018, when F24S took its place. */
function inForce(code: string, year: number): string {
  if (year < 2018) return code === 'F24S10/70' ? 'F24J2/24' : code;
  return code.startsWith('F24J2/') ? 'F24S10/70' : code === 'F24J3/08' ? 'F24T10/10' : code;
}

function drawDocuments(stream: RandomStream, domestic: number, abroad: number): CitedDocument[] {
  const seen = new Set<string>();
  const documents: CitedDocument[] = [];
  const add = (count: number, draw: (from: RandomStream) => CitedDocument): void => {
    for (let left = count; left > 0;) {
      const document = draw(stream);
      if (seen.has(document.base)) continue;
      seen.add(document.base);
      documents.push(document);
      left -= 1;
    }
  };
  add(domestic, drawDomesticDocument);
  add(abroad, drawForeignDocument);
  shuffle(stream, documents);
  return documents;
}

export interface Publication {
  /** Its kind code: A application, B or C grant, U or Y utility model, S design. */
  readonly kind: string;
  readonly day: number;
  readonly isGrant: boolean;
}

/** The publications of a filing: the first one, and the grant if there was one. */
export function publicationsOf(filing: Filing): Publication[] {
  // Kind codes changed in April 2010.
  const isOld = (day: number): boolean => day < dayOf(2010, 4, 1);
  const { published, granted, kind } = filing;
  const utility = isOld(published) ? 'Y' : 'U';
  const first = { invention: 'A', design: 'S', utility }[kind];
  return [
    { kind: first, day: published, isGrant: false },
    ...(granted === null
      ? []
      : [{ kind: isOld(granted) ? 'C' : 'B', day: granted, isGrant: true }]),
  ];
}

export function drawKind(stream: RandomStream): FilingKind {
  return uniform(stream) < 0.58 ? 'invention' : 'utility';
}
