import { fromJapanese, isJapanese } from './japanese.ts';
import { matchForm, readForm, type NumberForm } from './form.ts';

/** Rows of a reference table by column name. */
type Rows = readonly Readonly<Record<string, string>>[];

export interface PublicationNumber {
  /** Office, number and kind without blanks or dashes: `US20100123456A1`. */
  readonly normal: string;
  /** Two letters of the office today: a number of SU is an office RU number. */
  readonly office: string;
  /** The number without its kind code: application and grant of one CN filing share it. */
  readonly base: string;
  /** `A1`; empty if the number has none. */
  readonly kind: string;
}

/** Why a text is no document number. */
export type NoNumber = 'application_number' | 'bad_publication_no' | 'not_a_patent';

export type NumberReading =
  PublicationNumber | { readonly normal: null; readonly reason: NoNumber };

/** What a text must be to start a new entry of a list, and how a number is read. */
export interface DocumentNumbers {
  readonly read: (text: string) => NumberReading;
  /** Whether a text begins as a number of some office does, or as a standard does. */
  readonly begins: (text: string) => boolean;
}

export interface NumberTables {
  readonly offices: Rows;
  readonly forms: Rows;
  readonly standards: Rows;
}

/** No number with its blanks is longer. */
const LONGEST = 60;
/** Forms of the offices that have none of their own. */
const ANY_OFFICE = '*';
const APPLICATION = /^(?:PCT[-/ ]?[A-Z]{2}|WO\d{4}[A-Z]{2}\d)/;
/** `JP-A-2010-123456`, `DE-U1-20…`, `EPA0123456`: the kind code stands before the number. */
const KIND_FIRST = /^(?:([A-Z]\d?)[-/]|([A-Z])|([A-Z]\d))(?=[HS]?\d)/;
/** Recommended standards: `GB/T 18451`, `DL/T 5383`, `GB/Z`, and those of groups, `T/CEC 102`. */
const RECOMMENDED = /^(?:[A-Z]{1,5}\d{0,4}\/[TZ](?![A-Z])|[TQ]\/[A-Z])/;
const CHINESE_PATENT = /^ZL[- ]?(?=\d)/;
/** `US Pat. No. 7,712,348`, `U.S. 7,712,348`. */
const AMERICAN =
  /^U\.?\s?S\.?(?:\s?(?:PATENT|PAT\.?)(?:\s?(?:APPLICATION|APPL?\.?|PUBLICATION|PUB\.?))?)?(?:\s?NO\.?)?\s?(?=\d)/;
/** A number of China without its office: no other parts nine digits from a kind by a point. */
const NINE_DIGITS = /^[123]\d{8}[.\s][ABCUYSD]$/;

/**
 * Reads document numbers by what offices there are and how the numbers of each are built. A text
 * that fits no form of its office is no number, however much it looks like one.
 */
export function documentNumbers(tables: NumberTables): DocumentNumbers {
  const successors = new Map(
    tables.offices.map((row) => [row['office'] ?? '', row['counted_as'] ?? '']),
  );
  const forms = new Map<string, NumberForm[]>();
  for (const row of tables.forms) {
    const office = row['office'] ?? '';
    const known = forms.get(office) ?? [];
    known.push(readForm(row));
    forms.set(office, known);
  }
  const standards = new Set(tables.standards.map((row) => row['prefix'] ?? ''));
  const isStandard = (text: string): boolean => {
    const [prefix = ''] = /^\p{Lu}+/u.exec(text) ?? [];
    return RECOMMENDED.test(text) || /^DB\d{2}/.test(text) || standards.has(prefix);
  };
  const formsOf = (office: string): readonly NumberForm[] =>
    forms.get(office) ?? forms.get(ANY_OFFICE) ?? [];

  return {
    begins(text) {
      const [letters = ''] = /^\p{Lu}{2,}(?=[-/ .]{0,2}\p{Lu}{0,4}[-/ .]{0,2}\d)/u.exec(text) ?? [];
      return (
        isJapanese(text) ||
        (letters !== '' &&
          (successors.has(letters.slice(0, 2)) || /^(?:PCT|ZL)/.test(text) || isStandard(text)))
      );
    },
    read(text) {
      if (text.length > LONGEST) return no('not_a_patent');
      const written = spelling(text);
      const office = written.slice(0, 2);
      const known = successors.get(office);
      if (PLAIN.test(text) && known !== undefined) {
        const found = matchAny(formsOf(office), text.slice(2));
        if (found !== null && found.base !== '') return asNumber(office, known, found);
      }
      const standard = isStandard(written);
      if (APPLICATION.test(written)) return no('application_number');
      const isLonger = standard && !/^[A-Z]{2}(?![A-Z/])/.test(written);
      if (known === undefined || isLonger || isWord(text)) return no('not_a_patent');
      const found = matchOffice(formsOf(office), written.slice(2).replace(/^[-/]/, ''));
      if (found === null) {
        const isClose = !standard && /^[A-Z]{2}[-/]?(?:[A-Z]{0,3}\d{3})/.test(written);
        return no(isClose ? 'bad_publication_no' : 'not_a_patent');
      }
      if (found.base === '') return no('application_number');
      return asNumber(office, known, found);
    },
  };
}

function asNumber(
  letters: string,
  office: string,
  found: { readonly base: string; readonly kind: string },
): PublicationNumber {
  const base = letters + found.base;
  return { normal: base + found.kind, office, base, kind: found.kind };
}

function matchOffice(forms: readonly NumberForm[], number: string) {
  const direct = matchAny(forms, number);
  if (direct !== null) return direct;
  const first = KIND_FIRST.exec(number);
  if (first === null) return null;
  // `A10123456` is A1 before 0123456, or A before 10123456.
  for (const length of new Set([first[0].length, first[0].length + 1])) {
    const kind = number.slice(0, length).replace(/[-/]$/, '');
    if (!/^[A-Z]\d?$/.test(kind)) continue;
    const found = matchAny(forms, `${number.slice(length).replace(/^[-/]/, '')}-${kind}`);
    if (found !== null) return found;
  }
  return null;
}

function matchAny(forms: readonly NumberForm[], number: string) {
  for (const form of forms) {
    const found = matchForm(form, number);
    if (found !== null) return found;
  }
  return null;
}

function no(reason: NoNumber): NumberReading {
  return { normal: null, reason };
}

/** The common case, which needs no cleaning: exports hold millions of these. */
const PLAIN = /^(?!ZL)[A-Z]{2}\d{6,13}[A-Z]\d?$/;

/**
 * Compatibility forms, upper case, thousands without their comma or blank, and one `-` or `/`
 * wherever the writer parted a number.
 */
function spelling(text: string): string {
  if (PLAIN.test(text)) return text;
  return fromJapanese(text.normalize('NFKC').trim())
    .toUpperCase()
    .replace(AMERICAN, 'US')
    .replace(NINE_DIGITS, 'CN$&')
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll(/(\d)[ ,.'](?=\d{3}(?!\d))/g, '$1')
    .replaceAll(/\s*\/\s*/g, '/')
    .replaceAll(/[\s.,_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(CHINESE_PATENT, 'CN');
}

/** `No. 123456` and `In 2010` are words, not Norway and India. */
function isWord(text: string): boolean {
  return /^\s*[A-Z][a-z](?![A-Za-z])/.test(text);
}
