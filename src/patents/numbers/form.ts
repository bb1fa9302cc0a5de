/** How the numbers of an office are built: a row of `patent_number_forms.csv`. */
export interface NumberForm {
  /** Of a written number without its office; the groups are the tokens, the last one the kind. */
  readonly pattern: RegExp;
  readonly tokens: readonly Token[];
  readonly print: readonly Token[];
  /** Of the year, or of the first number where the form has no year. */
  readonly from: number;
  readonly to: number;
  /** Letters that a kind code may begin with; empty for any. */
  readonly kinds: string;
  /** A number without a kind code is none of this form. */
  readonly needsKind: boolean;
}

interface Token {
  readonly is: 'literal' | 'class' | 'year' | 'short year' | 'number' | 'check digit' | 'parting';
  readonly text: string;
  /** Digits of a number, or how many it is filled up to. */
  readonly least: number;
  readonly most: number;
}

const ONE = { least: 1, most: 1 } as const;
const KIND = '(?:[-/]?([A-Z]\\d?))?';

/**
 * Reads a form. Its tokens are parted by blanks: `YYYY` and `YY` are years, `#7` and `#5-8` numbers
 * of so many digits, `[HS]` one of these letters, `*` a check digit that may be there and is not
 * kept, `-` and `/` a parting that must be written there, anything else itself.
 */
export function readForm(row: Readonly<Record<string, string>>): NumberForm {
  const form = row['form'] ?? '';
  const tokens = tokensOf(form);
  const kinds = (row['kinds'] ?? '').replaceAll(/[ !]/g, '');
  const limit = (text: string | undefined, none: number): number =>
    text === undefined || text === '' ? none : Number(text);
  return {
    pattern: new RegExp(`^${tokens.map(patternOf).join('[-/]?')}${KIND}$`),
    tokens: tokens.filter(({ is }) => is !== 'parting'),
    print: tokensOf(row['print'] ?? ''),
    from: limit(row['from'], 0),
    to: limit(row['to'], Infinity),
    kinds,
    needsKind: (row['kinds'] ?? '').includes('!'),
  };
}

/** Base and kind of a number of this form; null if it is none. An empty base: not to be printed. */
export function matchForm(
  form: NumberForm,
  text: string,
): { readonly base: string; readonly kind: string } | null {
  const found = form.pattern.exec(text);
  if (found === null) return null;
  const kind = found[form.tokens.length + 1] ?? '';
  if (kind === '' ? form.needsKind : form.kinds !== '' && !form.kinds.includes(kind.charAt(0))) {
    return null;
  }
  const values = form.tokens.map(({ is }, i) => {
    const value = found[i + 1] ?? '';
    return is === 'short year' ? String(fullYear(Number(value))) : value;
  });
  const dated = form.tokens.findIndex(({ is }) => is === 'year' || is === 'short year');
  const counted = form.tokens.findIndex(({ is }) => is === 'number');
  const measure = Number(values[dated >= 0 ? dated : counted] ?? 0);
  if (measure < form.from || measure > form.to) return null;
  return { base: printTokens(form, values), kind };
}

function printTokens(form: NumberForm, values: readonly string[]): string {
  const left = form.tokens.map(({ is }, i) => ({ is, value: values[i] ?? '' }));
  const take = (...kinds: Token['is'][]): string => {
    const at = left.findIndex(({ is }) => kinds.includes(is));
    return at < 0 ? '' : (left.splice(at, 1)[0]?.value ?? '');
  };
  return form.print
    .map(({ is, text, least }) => {
      if (is === 'year') return take('year', 'short year');
      if (is === 'short year') return take('short year', 'year').slice(2);
      if (is === 'class') return take('class');
      if (is === 'number')
        return take('number')
          .replace(/^0+(?=\d)/, '')
          .padStart(least, '0');
      return text;
    })
    .join('');
}

/** Two digits of a year: patents are counted by years since the thirties of the last century. */
function fullYear(short: number): number {
  return short >= 30 ? 1900 + short : 2000 + short;
}

function tokensOf(form: string): Token[] {
  return form
    .split(' ')
    .filter((text) => text !== '')
    .map(tokenOf);
}

function tokenOf(text: string): Token {
  const number = /^#(\d*)(?:-(\d+))?$/.exec(text);
  if (number !== null) {
    const least = Number(number[1] === '' ? 0 : number[1]);
    return { is: 'number', text, least, most: Number(number[2] ?? least) };
  }
  if (text === 'YYYY') return { is: 'year', text, ...ONE };
  if (text === 'YY') return { is: 'short year', text, ...ONE };
  if (text === '*') return { is: 'check digit', text, ...ONE };
  if (text === '-' || text === '/') return { is: 'parting', text, ...ONE };
  return { is: text.startsWith('[') ? 'class' : 'literal', text, ...ONE };
}

function patternOf(token: Token, at: number): string {
  const { is, text, least, most } = token;
  switch (is) {
    case 'year':
      return '(\\d{4})';
    case 'short year':
      return '(\\d{2})';
    case 'check digit':
      return '([\\dX]?)';
    case 'parting':
      return text === '/' ? '/' : '[-/]';
    case 'number':
      if (at > 0) return `(\\d{${least},${most}})`;
      // Zeros between the office and a number say nothing: US02548918 is US2548918.
      return least === most ? `0?(\\d{${most}})` : `0*([1-9]\\d{${least - 1},${most - 1}})`;
    default:
      return `(${text})`;
  }
}
