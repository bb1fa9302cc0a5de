import {
  expressionColumns,
  expressionText,
  isFunction,
  parseExpression,
  type Expression,
} from './expression.ts';
import { parseIndicators, type Indicators } from './indicators.ts';
import type { Node } from './syntax.ts';
import { formulaError } from './tokens.ts';

/** One variable of a term. Whether a `column` holds numbers or categories, the data say. */
export type Factor =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'expression'; readonly name: string; readonly expression: Expression }
  | { readonly kind: 'category'; readonly name: string; readonly column: string }
  | Indicators;

/** A product of one or more variables. */
export interface Term {
  /** As fixest prints a numeric term: `did`, `lngdp:fin`, `log(pop)`, `I(fin^2)`. */
  readonly name: string;
  readonly factors: readonly Factor[];
}

export interface Terms {
  readonly terms: readonly Term[];
  readonly intercept: boolean;
}

/** Stepwise calls and what each stands for in the model at hand. */
export type Choices = ReadonlyMap<Node, readonly Node[]>;

/** "*" doubles the number of terms with each variable; above this the formula is a mistake. */
const MOST_PRODUCTS = 4000;

interface Sum {
  readonly products: Map<string, readonly Factor[]>;
  intercept: boolean;
}

/** What collecting needs to know: the text, what stepwise calls stand for, variables seen so far. */
interface Reading {
  readonly source: string;
  readonly choices: Choices;
  readonly seen: Map<string, number>;
}

/**
 * Reads a right-hand side into terms, each once: main effects first, then products of two, and so on,
 * and the variables of a product in the order in which the formula names them (as R does).
 *
 * Errors: `E_FORMULA` at the part that is no term.
 */
export function parseTerms(source: string, node: Node, choices: Choices): Terms {
  const reading: Reading = { source, choices, seen: new Map() };
  const sum: Sum = { products: new Map(), intercept: true };
  collect(reading, node, sum, true);
  const place = ({ name }: Factor): number => reading.seen.get(name) ?? 0;
  const terms = [...sum.products.values()].map((product): Term => {
    const factors = product.toSorted((a, b) => place(a) - place(b));
    return { name: factors.map(({ name }) => name).join(':'), factors };
  });
  return {
    terms: terms.toSorted((a, b) => a.factors.length - b.factors.length),
    intercept: sum.intercept,
  };
}

/** The columns that a term reads. */
export function termColumns({ factors }: Term): string[] {
  return factors.flatMap((factor) => {
    if (factor.kind === 'column') return [factor.name];
    if (factor.kind === 'category') return [factor.column];
    if (factor.kind === 'expression') return expressionColumns(factor.expression);
    return [factor.column, ...(factor.by === null ? [] : expressionColumns(factor.by.expression))];
  });
}

function collect(reading: Reading, node: Node, sum: Sum, add: boolean): void {
  if (node.kind === 'binary' && (node.op === '+' || node.op === '-')) {
    collect(reading, node.left, sum, add);
    collect(reading, node.right, sum, node.op === '+' ? add : !add);
  } else if (node.kind === 'unary') {
    collect(reading, node.operand, sum, node.op === '+' ? add : !add);
  } else if (node.kind === 'number') {
    sum.intercept = interceptSwitch(reading.source, node, add);
  } else if (reading.choices.has(node)) {
    for (const chosen of reading.choices.get(node) ?? []) collect(reading, chosen, sum, add);
  } else {
    for (const product of products(reading, node)) {
      if (add) sum.products.set(keyOf(product), sum.products.get(keyOf(product)) ?? product);
      else sum.products.delete(keyOf(product));
    }
  }
}

/** The products that a part without a sign stands for: one, or several for `(a + b):c` and `a * b`. */
function products(reading: Reading, node: Node): (readonly Factor[])[] {
  if (node.kind !== 'binary') return [[noteFactor(reading, node)]];
  if (node.op === '+') return [...products(reading, node.left), ...products(reading, node.right)];
  if (node.op === ':' || node.op === '*') {
    const left = products(reading, node.left);
    const right = products(reading, node.right);
    if (left.length * right.length > MOST_PRODUCTS) {
      throw formulaError(
        reading.source,
        node.right.at,
        `this product stands for more than ${MOST_PRODUCTS} terms`,
        'Write out with ":" those that are meant.',
      );
    }
    const both = left.flatMap((a) => right.map((b) => distinct([...a, ...b])));
    return node.op === ':' ? both : [...left, ...right, ...both];
  }
  if (node.op === '^') return [[noteFactor(reading, node)]];
  throw formulaError(
    reading.source,
    node.right.at,
    `the operator "${node.op}" has no place in a term`,
    node.op === '/' ? 'Write I(a / b) for a ratio, or a + a:b for a slope by group.' : '',
  );
}

function noteFactor({ source, seen }: Reading, node: Node): Factor {
  const found = readFactor(source, node);
  if (!seen.has(found.name)) seen.set(found.name, seen.size);
  return found;
}

function readFactor(source: string, node: Node): Factor {
  if (node.kind === 'name') return { kind: 'column', name: node.name };
  if (node.kind === 'call' && node.name === 'i') return parseIndicators(source, node);
  if (node.kind === 'call' && (node.name === 'factor' || node.name === 'as.factor')) {
    return category(source, node);
  }
  const isNumber =
    (node.kind === 'call' && (node.name === 'I' || isFunction(node.name))) ||
    (node.kind === 'binary' && node.op === '^');
  if (isNumber) {
    const expression = parseExpression(source, node);
    const text = expressionText(expression);
    const isCall = node.kind === 'call' && node.name !== 'I';
    return { kind: 'expression', name: isCall ? text : `I(${text})`, expression };
  }
  const hint =
    node.kind === 'call'
      ? 'Terms are i(), factor(), I(), log(), log1p(), exp(), sqrt(), abs(); several models sw(), csw() and the like, alone in a sum.'
      : 'A term is a column, a function of one, or a product with ":" or "*".';
  throw formulaError(source, node.at, `${describe(node)} is no term`, hint);
}

function category(source: string, node: Node & { kind: 'call' }): Factor {
  const [first, second] = node.args;
  if (first?.value.kind !== 'name' || first.name !== '' || second !== undefined) {
    const at = second?.value.at ?? first?.value.at ?? node.end - 1;
    throw formulaError(source, at, `${node.name}() takes the name of one column`);
  }
  const column = first.value.name;
  return { kind: 'category', name: `${node.name}(${column})`, column };
}

function interceptSwitch(source: string, node: Node & { kind: 'number' }, add: boolean): boolean {
  if (node.value === 1) return add;
  if (node.value === 0) return !add;
  throw formulaError(source, node.at, `the number ${node.value} is no term`, 'Use 0 or 1.');
}

function distinct(factors: readonly Factor[]): Factor[] {
  return [...new Map(factors.map((one) => [one.name, one])).values()];
}

/** A product is the same in any order of its variables. */
export function keyOf(factors: readonly Factor[]): string {
  return factors
    .map(({ name }) => name)
    .toSorted()
    .join('\n');
}

function describe(node: Node): string {
  if (node.kind === 'call') return `${node.name}()`;
  if (node.kind === 'unary') return `the sign "${node.op}" in a product`;
  if (node.kind === 'slope') return 'a varying slope outside the fixed effects';
  if (node.kind === 'number') return `the number ${node.value}`;
  return 'a text in quotation marks';
}
