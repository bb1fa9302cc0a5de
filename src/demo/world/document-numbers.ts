import { integer, type RandomStream } from '../../econometrics/numeric/random.ts';

export type FilingKind = 'invention' | 'utility' | 'design';

const TYPE_DIGIT: Readonly<Record<FilingKind, number>> = { invention: 1, utility: 2, design: 3 };
/** Where the publication numbers of each kind start; multiples of OWN. */
const FIRST_NUMBER: Readonly<Record<FilingKind, number>> = {
  invention: 101_000_004,
  utility: 201_000_002,
  design: 300_000_001,
};
/** Publications of the demonstration have numbers divisible by this, documents they cite have not. */
const OWN = 7;
const NUMBERS_PER_YEAR = 630_000;

/** `CN201710117081.7`; filings before 2004 have the short form `CN02123456.X`. */
export function applicationNumber(year: number, kind: FilingKind, serial: number): string {
  const padded = (value: number, count: number): string => String(value).padStart(count, '0');
  const digits =
    year < 2004
      ? `${padded(year % 100, 2)}${TYPE_DIGIT[kind]}${padded(serial % 100_000, 5)}`
      : `${year}${TYPE_DIGIT[kind]}${padded(serial, 7)}`;
  return `CN${digits}.${checkDigit(digits)}`;
}

/** Sum of the digits weighted 2 to 9 and again from 2, modulo 11; 10 is written X. */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[i]) * (2 + (i % 8));
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** Publication number without kind code; `serial` (< 90,000) counts the filings of a year. */
export function ownNumber(year: number, kind: FilingKind, serial: number): string {
  return `CN${FIRST_NUMBER[kind] + Math.max(0, year - 1990) * NUMBERS_PER_YEAR + serial * OWN}`;
}

export interface CitedDocument {
  /** Office and number, what makes a document distinct. */
  readonly base: string;
  readonly kind: string;
}

/** A document of CN that no filing of the demonstration is. */
export function drawDomesticDocument(stream: RandomStream): CitedDocument {
  const form = integer(stream, 20);
  if (form === 0) return { base: `CN1${drawDigits(stream, 6)}`, kind: 'A' };
  if (form === 1) return { base: `CN2${drawDigits(stream, 6)}`, kind: 'Y' };
  const number = OWN * integer(stream, 1_300_000) + 1 + integer(stream, OWN - 1);
  if (form < 12)
    return { base: `CN${FIRST_NUMBER.invention + number}`, kind: form < 9 ? 'A' : 'B' };
  return { base: `CN${FIRST_NUMBER.utility + number}`, kind: form === 12 ? 'Y' : 'U' };
}

type Form = (stream: RandomStream) => CitedDocument;

const drawYear = (stream: RandomStream): number => 1995 + integer(stream, 25);
const numbered =
  (office: string, first: number, count: number, kind: string): Form =>
  (stream) => ({ base: `${office}${first}${drawDigits(stream, count)}`, kind });
const dated =
  (office: string, count: number, kind: string): Form =>
  (stream) => ({ base: `${office}${drawYear(stream)}${drawDigits(stream, count)}`, kind });

/** Offices abroad with the usual look of their numbers, as often as listed. */
const ABROAD: readonly (readonly [number, Form])[] = [
  [22, dated('US', 7, 'A1')],
  [20, numbered('US', 7, 6, 'B2')],
  [15, dated('WO', 6, 'A1')],
  [8, numbered('EP', 2, 6, 'A1')],
  [4, numbered('EP', 2, 6, 'B1')],
  [9, dated('JP', 6, 'A')],
  [4, numbered('JP', 5, 6, 'B2')],
  [8, (stream) => ({ base: `KR10${drawYear(stream)}${drawDigits(stream, 7)}`, kind: 'A' })],
  [4, (stream) => ({ base: `DE10${drawYear(stream)}${drawDigits(stream, 6)}`, kind: 'A1' })],
  [3, dated('TW', 5, 'A')],
  [1, numbered('GB', 2, 6, 'A')],
  [1, numbered('FR', 2, 6, 'A1')],
  [1, numbered('SU', 1, 6, 'A1')],
];
const ABROAD_TOTAL = ABROAD.reduce((sum, [weight]) => sum + weight, 0);

/** A document of another office. */
export function drawForeignDocument(stream: RandomStream): CitedDocument {
  let left = integer(stream, ABROAD_TOTAL);
  for (const [weight, form] of ABROAD) {
    if (left < weight) return form(stream);
    left -= weight;
  }
  throw new Error('weights do not add up');
}

function drawDigits(stream: RandomStream, count: number): string {
  return String(integer(stream, Number(`1e${count}`))).padStart(count, '0');
}
