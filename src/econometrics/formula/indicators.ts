import { isFunction, parseExpression, quoteName, type Expression } from './expression.ts';
import { writtenAs, type Node } from './syntax.ts';
import { formulaError } from './tokens.ts';

/** A value of a categorical variable as a formula writes it. */
export type Level = number | string;

/** Which levels of a variable get an indicator. */
export interface LevelChoice {
  /** Left out, as what the others are compared with. `'first'` is the lowest level. */
  readonly ref: readonly Level[] | 'first';
  /** The only ones that are kept; empty keeps all. */
  readonly keep: readonly Level[];
}

/** `i(year, treated, ref = 2016)`: an indicator for each level, times a second variable if any. */
export interface Indicators {
  readonly kind: 'indicators';
  /** As written; tells two of them apart. */
  readonly name: string;
  readonly column: string;
  readonly choice: LevelChoice;
  readonly by: IndicatorPartner | null;
  /** Where `ref`, `ref2` and `keep` are written, for errors; null where they are not. */
  readonly source: string;
  readonly at: number;
}

export interface IndicatorPartner {
  readonly name: string;
  /** A column that holds text counts as categorical, too. */
  readonly categorical: boolean;
  readonly expression: Expression;
  readonly choice: LevelChoice;
}

const OPTIONS = ['ref', 'keep', 'ref2', 'keep2'] as const;
type Option = (typeof OPTIONS)[number];
const MOST_LEVELS = 10_000;

/**
 * Reads the arguments of `i()`: a column, optionally a second one (`i.x` for categories), and `ref`,
 * `keep`, `ref2`, `keep2` as a value, `c(…)`, a range `2010:2013` or, for `ref`, `TRUE`.
 *
 * Errors: `E_FORMULA` at the argument.
 */
export function parseIndicators(source: string, node: Node & { kind: 'call' }): Indicators {
  const options: Partial<Record<Option, readonly Level[] | 'first'>> = {};
  const places: Node[] = [];
  for (const { name, value } of node.args) {
    if (name === '') {
      if (places.length === 2) setOption(options, 'ref', source, value);
      else places.push(value);
    } else if (isOption(name)) setOption(options, name, source, value);
    else {
      const hint = name === 'bin' ? 'Make a column of binned values and use that.' : '';
      throw formulaError(
        source,
        value.at,
        `i() has no option "${name}"; it has ${OPTIONS.join(', ')}`,
        hint,
      );
    }
  }
  const [first, second] = places;
  if (first?.kind !== 'name') {
    throw formulaError(source, first?.at ?? node.end - 1, 'i() needs a column first');
  }
  return {
    kind: 'indicators',
    name: writtenAs(source, node),
    column: first.name,
    choice: { ref: options.ref ?? [], keep: levelsOf(options.keep) },
    by:
      second === undefined
        ? null
        : partner(source, second, {
            ref: options.ref2 ?? [],
            keep: levelsOf(options.keep2),
          }),
    source,
    at: node.at,
  };
}

/** Whether nothing says which level is left out, so that a constant in the model decides it. */
export function isOpen({ choice, by }: Indicators): boolean {
  return [choice, ...(by === null ? [] : [by.choice])].every(
    ({ ref, keep }) => ref.length === 0 && keep.length === 0,
  );
}

function partner(source: string, node: Node, choice: LevelChoice): IndicatorPartner {
  if (node.kind === 'name') {
    const categorical = node.name.startsWith('i.') && node.name.length > 2;
    const name = categorical ? node.name.slice(2) : node.name;
    return { name, categorical, expression: { kind: 'column', name }, choice };
  }
  if (node.kind !== 'call' || !(node.name === 'I' || isFunction(node.name))) {
    throw formulaError(source, node.at, 'the second argument of i() is a column or a number of it');
  }
  const name = writtenAs(source, node);
  return { name, categorical: false, expression: parseExpression(source, node), choice };
}

function setOption(
  options: Partial<Record<Option, readonly Level[] | 'first'>>,
  name: Option,
  source: string,
  value: Node,
): void {
  const isFirst = value.kind === 'name' && value.name === 'TRUE';
  options[name] = isFirst && name.startsWith('ref') ? 'first' : literals(source, value);
}

/** The values that `c(-1, "north", 2010:2013)` holds. */
function literals(source: string, node: Node): Level[] {
  if (node.kind === 'number' || node.kind === 'string') return [node.value];
  if (node.kind === 'unary' && node.operand.kind === 'number') {
    return [node.op === '-' ? -node.operand.value : node.operand.value];
  }
  if (node.kind === 'call' && node.name === 'c') {
    return node.args.flatMap(({ value }) => literals(source, value));
  }
  if (node.kind === 'binary' && node.op === ':') {
    const [from] = literals(source, node.left);
    const [to] = literals(source, node.right);
    if (typeof from === 'number' && typeof to === 'number' && Math.abs(to - from) < MOST_LEVELS) {
      const step = to < from ? -1 : 1;
      const count = Math.floor(Math.abs(to - from)) + 1;
      return Array.from({ length: count }, (_, index) => from + step * index);
    }
  }
  const found = node.kind === 'name' ? `the name ${quoteName(node.name)}` : 'this';
  throw formulaError(
    source,
    node.at,
    `${found} is no value`,
    'Write a number, a text in quotation marks, or c(…) with several.',
  );
}

function levelsOf(chosen: readonly Level[] | 'first' | undefined): readonly Level[] {
  return chosen === undefined || chosen === 'first' ? [] : chosen;
}

function isOption(name: string): name is Option {
  return (OPTIONS as readonly string[]).includes(name);
}
