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

/** Offices that ended, and who took over. */
const SUCCESSORS: Readonly<Record<string, string>> = { SU: 'RU', DD: 'DE', CS: 'CZ', YU: 'RS' };
/** Shorter than this no office has a number with its two letters. */
const SHORTEST = 5;
/** Some offices put a letter or two before the digits: US designs D, reissues RE; Japanese eras. */
const FORM = /^([A-Z]{2})((?:[A-Z]|RE|PP)?\d[0-9A-Z]*?)([A-Z]\d?)?$/;

/** The common case, which needs no cleaning: exports hold millions of these. */
const PLAIN = /^[A-Z]{2}\d{6,13}[A-Z]\d?$/;

/** Reads a publication number in any usual spelling; null for noise such as an article's title. */
export function parsePublicationNumber(text: string): PublicationNumber | null {
  const bare = PLAIN.test(text) ? text : bareNumber(text);
  if (bare.length < SHORTEST || bare.length > 24) return null;
  const parts = FORM.exec(bare);
  if (parts === null) return null;
  const [letters = '', digits = '', kind = ''] = parts.slice(1);
  if (digits.replaceAll(/\D/g, '').length < SHORTEST - 2) return null;
  const number = letters === 'US' ? padUsApplication(digits, kind) : digits;
  const base = letters + number;
  return { normal: base + kind, office: SUCCESSORS[letters] ?? letters, base, kind };
}

function bareNumber(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-/.,]+/g, '');
}

/** US applications are year and serial; sources write the serial with six or seven digits. */
function padUsApplication(digits: string, kind: string): string {
  const short = /^((?:19|20)\d\d)(\d{6})$/.exec(digits);
  return short !== null && kind.startsWith('A') ? `${short[1]}0${short[2]}` : digits;
}
