import { formulaError, tokenize, type Token } from './tokens.ts';

interface Place {
  readonly at: number;
  readonly end: number;
}

/** What a formula says, before any meaning is given to it. */
export type Node = Place &
  (
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Argument[] }
    | Slope
    | { readonly kind: 'unary'; readonly op: string; readonly operand: Node }
    | { readonly kind: 'binary'; readonly op: string; readonly left: Node; readonly right: Node }
  );

/** `unit[year]`, or `unit[[year]]` with slopes only and no level of its own. */
export interface Slope {
  readonly kind: 'slope';
  readonly base: Node;
  readonly slopes: readonly Node[];
  readonly only: boolean;
}

export interface Argument {
  /** `ref` in `i(year, ref = 2016)`; empty for an argument by place. */
  readonly name: string;
  readonly value: Node;
}

export interface FormulaSyntax {
  readonly outcome: Node;
  readonly regressors: Node;
  /** The parts after each `|`. */
  readonly parts: readonly Node[];
}

/** A part of a formula as it is written, white space made single. */
export function writtenAs(source: string, { at, end }: Place): string {
  return source.slice(at, end).replaceAll(/\s+/gu, ' ');
}

interface Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  next: number;
}

const STRENGTH: Readonly<Record<string, number>> = {
  '+': 1,
  '-': 1,
  '*': 2,
  '/': 2,
  ':': 3,
  '^': 5,
};
const SIGN_STRENGTH = 4;
/** Words and signs of a formula: reading goes as deep as brackets and sums do, and the stack has an end. */
const MOST_TOKENS = 4000;

/** Reads `outcome ~ regressors | part | part`. Errors: `E_FORMULA`, pointing at the character. */
export function parseSyntax(text: string): FormulaSyntax {
  const cursor: Cursor = { text, tokens: tokenize(text), next: 0 };
  const beyond = cursor.tokens[MOST_TOKENS];
  if (beyond !== undefined) {
    throw formulaError(text, beyond.at, `a formula has at most ${MOST_TOKENS} words and signs`);
  }
  const outcome = expression(cursor, 0);
  expect(cursor, '~', 'outcome ~ regressors | fixed effects');
  const regressors = expression(cursor, 0);
  const parts: Node[] = [];
  while (accept(cursor, '|')) parts.push(expression(cursor, 0));
  const rest = peek(cursor);
  if (rest.kind !== 'end') throw unexpected(cursor, rest, 'an operator, "|" or the end');
  return { outcome, regressors, parts };
}

function expression(cursor: Cursor, floor: number): Node {
  let left = operand(cursor);
  for (;;) {
    const token = peek(cursor);
    const strength = token.kind === 'symbol' ? STRENGTH[token.text] : undefined;
    if (strength === undefined || strength <= floor) return left;
    cursor.next++;
    const right = expression(cursor, strength);
    left = { kind: 'binary', op: token.text, left, right, at: left.at, end: right.end };
  }
}

function operand(cursor: Cursor): Node {
  const token = peek(cursor);
  cursor.next++;
  if (token.kind === 'name') return named(cursor, token);
  const { kind, text, at, end } = token;
  if (kind === 'number') return { kind, value: Number(text), at, end };
  if (kind === 'string') return { kind, value: text, at, end };
  if (text === '+' || text === '-') {
    const inner = expression(cursor, SIGN_STRENGTH);
    return { kind: 'unary', op: text, operand: inner, at, end: inner.end };
  }
  if (text === '(') {
    const inner = expression(cursor, 0);
    expect(cursor, ')', 'a closing bracket');
    return inner;
  }
  throw unexpected(cursor, token, 'a variable');
}

function named(cursor: Cursor, token: Token): Node {
  let node: Node = { kind: 'name', name: token.text, at: token.at, end: token.end };
  if (accept(cursor, '(')) {
    const args = callArguments(cursor);
    const end = cursor.tokens[cursor.next - 1]?.end ?? token.end;
    return { kind: 'call', name: token.text, args, at: token.at, end };
  }
  for (const [open, close] of [
    ['[[', ']]'],
    ['[', ']'],
  ] as const) {
    if (!accept(cursor, open)) continue;
    const slopes = [expression(cursor, 0)];
    while (accept(cursor, ',')) slopes.push(expression(cursor, 0));
    const end = expect(cursor, close, 'the end of a slope').end;
    node = { kind: 'slope', base: node, slopes, only: open === '[[', at: token.at, end };
  }
  return node;
}

function callArguments(cursor: Cursor): Argument[] {
  const args: Argument[] = [];
  if (accept(cursor, ')')) return args;
  do {
    const first = peek(cursor);
    const isNamed = first.kind === 'name' && cursor.tokens[cursor.next + 1]?.text === '=';
    if (isNamed) cursor.next += 2;
    args.push({ name: isNamed ? first.text : '', value: expression(cursor, 0) });
  } while (accept(cursor, ','));
  expect(cursor, ')', 'a comma or a closing bracket');
  return args;
}

function peek(cursor: Cursor): Token {
  const token = cursor.tokens[cursor.next] ?? cursor.tokens.at(-1);
  if (token === undefined) throw new Error('a token list without an end');
  return token;
}

function accept(cursor: Cursor, symbol: string): boolean {
  const token = peek(cursor);
  if (token.kind !== 'symbol' || token.text !== symbol) return false;
  cursor.next++;
  return true;
}

function expect(cursor: Cursor, symbol: string, what: string): Token {
  const token = peek(cursor);
  if (!accept(cursor, symbol)) throw unexpected(cursor, token, `"${symbol}" (${what})`);
  return token;
}

function unexpected(cursor: Cursor, token: Token, wanted: string): Error {
  const found = token.kind === 'end' ? 'the formula ends' : `found "${token.text}"`;
  return formulaError(cursor.text, token.at, `expected ${wanted}, ${found}`);
}
