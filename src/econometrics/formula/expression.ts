import type { Node } from './syntax.ts';
import { formulaError } from './tokens.ts';

/** Arithmetic on columns, as `I()`, `log()` and the outcome state it. */
export type Expression =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'call'; readonly function: FunctionName; readonly argument: Expression }
  | { readonly kind: 'negative'; readonly operand: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: number }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    };

export type FunctionName = 'log' | 'log1p' | 'exp' | 'sqrt' | 'abs';

const FUNCTIONS: ReadonlySet<string> = new Set(['log', 'log1p', 'exp', 'sqrt', 'abs']);
/** More squarings than this have no use in a regression and lose digits. */
const LARGEST_POWER = 64;
const STRENGTH = { sum: 1, product: 2, negative: 3, power: 4, atom: 5 };

/** Whether `name(x)` computes a number from a number. */
export function isFunction(name: string): name is FunctionName {
  return FUNCTIONS.has(name);
}

/**
 * Reads arithmetic: + − * /, whole powers, brackets, `I()`, `log()` (natural), `log1p()`, `exp()`,
 * `sqrt()`, `abs()`. Errors: `E_FORMULA` at the part that is none of them.
 */
export function parseExpression(source: string, node: Node): Expression {
  if (node.kind === 'name') return { kind: 'column', name: node.name };
  if (node.kind === 'number') return { kind: 'constant', value: node.value };
  if (node.kind === 'unary') {
    const operand = parseExpression(source, node.operand);
    return node.op === '-' ? { kind: 'negative', operand } : operand;
  }
  if (node.kind === 'call') return call(source, node);
  if (node.kind === 'binary') {
    const { op } = node;
    if (op === '^') return power(source, node.left, node.right);
    if (op === '+' || op === '-' || op === '*' || op === '/') {
      const left = parseExpression(source, node.left);
      return { kind: 'arithmetic', operator: op, left, right: parseExpression(source, node.right) };
    }
    throw formulaError(source, node.right.at, `"${op}" has no place in arithmetic`);
  }
  const found = node.kind === 'string' ? `"${node.value}"` : 'a varying slope';
  throw formulaError(source, node.at, `${found} is no number`);
}

/** The expression in R's spacing, which is how fixest names a coefficient. */
export function expressionText(expression: Expression): string {
  const { kind } = expression;
  if (kind === 'column') return quoteName(expression.name);
  if (kind === 'constant') return String(expression.value);
  if (kind === 'call') return `${expression.function}(${expressionText(expression.argument)})`;
  if (kind === 'negative') return `-${bracketed(expression.operand, STRENGTH.negative)}`;
  if (kind === 'power') {
    const { base, exponent } = expression;
    return `${bracketed(base, STRENGTH.atom)}^${exponent < 0 ? `(${exponent})` : exponent}`;
  }
  const { operator, left, right } = expression;
  const strength = strengthOf(expression);
  const space = operator === '/' ? '' : ' ';
  const [head, tail] = [bracketed(left, strength), bracketed(right, strength + 1)];
  return `${head}${space}${operator}${space}${tail}`;
}

/** A name as a formula writes it: in backticks where it has characters that formulas use. */
export function quoteName(name: string): string {
  return /^[\p{L}_.][\p{L}\p{M}\p{N}_.]*$/u.test(name) ? name : `\`${name}\``;
}

/** The columns that an expression reads, with repetitions. */
export function expressionColumns(expression: Expression): string[] {
  const { kind } = expression;
  if (kind === 'column') return [expression.name];
  if (kind === 'constant') return [];
  if (kind === 'call') return expressionColumns(expression.argument);
  if (kind === 'negative') return expressionColumns(expression.operand);
  if (kind === 'power') return expressionColumns(expression.base);
  return [...expressionColumns(expression.left), ...expressionColumns(expression.right)];
}

function call(source: string, node: Node & { readonly kind: 'call' }): Expression {
  const { name, args } = node;
  if (name !== 'I' && !isFunction(name)) {
    const known = ['I', ...FUNCTIONS].map((one) => `${one}()`).join(', ');
    throw formulaError(source, node.at, `${name}() is not supported here`, `There are ${known}.`);
  }
  const [argument, second] = args;
  if (argument === undefined) throw formulaError(source, node.end - 1, `${name}() of what?`);
  if (second !== undefined || argument.name !== '') {
    const at = second === undefined ? argument.value.at : second.value.at;
    throw formulaError(source, at, `${name}() takes one number`);
  }
  const inner = parseExpression(source, argument.value);
  return name === 'I' ? inner : { kind: 'call', function: name, argument: inner };
}

function power(source: string, base: Node, exponent: Node): Expression {
  const sign = exponent.kind === 'unary' && exponent.op === '-' ? -1 : 1;
  const number = exponent.kind === 'unary' ? exponent.operand : exponent;
  const value = number.kind === 'number' ? sign * number.value : Number.NaN;
  if (!Number.isInteger(value) || Math.abs(value) > LARGEST_POWER) {
    throw formulaError(
      source,
      exponent.at,
      `a power is a whole number of at most ${LARGEST_POWER}`,
      'Write sqrt(x), or exp(a * log(x)).',
    );
  }
  return { kind: 'power', base: parseExpression(source, base), exponent: value };
}

function bracketed(expression: Expression, floor: number): string {
  const text = expressionText(expression);
  return strengthOf(expression) < floor ? `(${text})` : text;
}

function strengthOf(expression: Expression): number {
  if (expression.kind === 'negative') return STRENGTH.negative;
  if (expression.kind === 'power') return STRENGTH.power;
  if (expression.kind !== 'arithmetic') return STRENGTH.atom;
  const { operator } = expression;
  return operator === '+' || operator === '-' ? STRENGTH.sum : STRENGTH.product;
}
