import { UserError } from '../../text/user-error.ts';

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'symbol' | 'end';
  readonly text: string;
  /** First and one past the last character, counted in UTF-16 code units from 0. */
  readonly at: number;
  readonly end: number;
}

const NAME = /[\p{L}_.][\p{L}\p{M}\p{N}_.]*/uy;
const NUMBER = /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/uy;
const SPACE = /\s+/uy;
const SYMBOLS = ['[[', ']]', '~', '|', '+', '-', '*', ':', '^', '/', '(', ')', '[', ']', ',', '='];

/**
 * Cuts a formula into names, numbers, texts in quotation marks and symbols. A name with other
 * characters than letters, digits, dots and underscores is written in backticks. Errors: `E_FORMULA`
 * at the first character that starts none of them.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = match(SPACE, text, at);
    if (space === '') {
      const token = tokenAt(text, at);
      tokens.push(token);
      at = token.end;
    }
    at += space.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, end: text.length });
  return tokens;
}

/** The error of a formula, with the place marked under the text. */
export function formulaError(text: string, at: number, message: string, hint = ''): UserError {
  const column = Array.from(text.slice(0, at)).length;
  const line = text.replaceAll(/\s/gu, ' ');
  const place = `formula, character ${column + 1}: ${message}`;
  return new UserError('E_FORMULA', `${place}\n  ${line}\n  ${' '.repeat(column)}^`, {
    hint,
    subject: text,
  });
}

function tokenAt(text: string, at: number): Token {
  if (text[at] === '`') return quoted(text, at, 'name', '`', 'backtick');
  if (text[at] === '"') return quoted(text, at, 'string', '"', 'quotation mark');
  if (text[at] === "'") return quoted(text, at, 'string', "'", 'quotation mark');
  const name = match(NAME, text, at);
  if (name !== '') return { kind: 'name', text: name, at, end: at + name.length };
  const number = match(NUMBER, text, at);
  if (number !== '') return { kind: 'number', text: number, at, end: at + number.length };
  const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
  if (symbol !== undefined) return { kind: 'symbol', text: symbol, at, end: at + symbol.length };
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw formulaError(
    text,
    at,
    `"${found}" has no meaning here`,
    'Put an unusual name in backticks.',
  );
}

function quoted(
  text: string,
  at: number,
  kind: 'name' | 'string',
  mark: string,
  markName: string,
): Token {
  const close = text.indexOf(mark, at + 1);
  if (close < 0) throw formulaError(text, at, `this ${markName} is never closed`);
  if (kind === 'name' && close === at + 1) {
    throw formulaError(text, at, 'a name in backticks must not be empty');
  }
  return { kind, text: text.slice(at + 1, close), at, end: close + 1 };
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
