import { parseSyntax, type Node } from './formula-syntax.ts';
import { formulaError } from './formula-tokens.ts';

/** A column used as it is. Other kinds of term get their own `kind` beside it. */
export interface VariableTerm {
  readonly kind: 'variable';
  readonly name: string;
}

/** A model as its formula states it; names are not yet looked up in any data. */
export interface Formula {
  /** As written, white space made single. */
  readonly text: string;
  readonly outcome: VariableTerm;
  /** In the order written, each once, without the intercept. */
  readonly regressors: readonly VariableTerm[];
  /** Whether an intercept is wanted where no fixed effect replaces it. */
  readonly intercept: boolean;
  readonly fixedEffects: readonly VariableTerm[];
}

interface Sum {
  readonly terms: Map<string, VariableTerm>;
  intercept: boolean;
}

/**
 * Reads a model formula as users of fixest write it: `y ~ x1 + x2 | fe1 + fe2`. `1`, `0` and `-1`
 * switch the intercept, a repeated term counts once, `- x` takes a term out again.
 *
 * Errors: `E_FORMULA` with the character it points at.
 */
export function parseFormula(source: string): Formula {
  const syntax = parseSyntax(source);
  const [absorbed, further] = syntax.parts;
  if (further !== undefined) {
    throw formulaError(source, further.at, 'a second "|" is not supported', 'Use one "|" at most.');
  }
  const regressors: Sum = { terms: new Map(), intercept: true };
  collect(source, syntax.regressors, regressors, true);
  const effects: Sum = { terms: new Map(), intercept: true };
  if (absorbed !== undefined) collectEffects(source, absorbed, effects);
  if (effects.terms.size === 0 && regressors.terms.size === 0 && !regressors.intercept) {
    throw formulaError(source, syntax.regressors.at, 'nothing is left to estimate');
  }
  return {
    text: source.trim().replaceAll(/\s+/gu, ' '),
    outcome: variable(source, syntax.outcome, 'as the outcome'),
    regressors: [...regressors.terms.values()],
    intercept: regressors.intercept,
    fixedEffects: [...effects.terms.values()],
  };
}

function collect(source: string, node: Node, sum: Sum, add: boolean): void {
  if (node.kind === 'binary' && (node.op === '+' || node.op === '-')) {
    collect(source, node.left, sum, add);
    collect(source, node.right, sum, node.op === '+' ? add : !add);
  } else if (node.kind === 'unary') {
    collect(source, node.operand, sum, node.op === '+' ? add : !add);
  } else if (node.kind === 'number') {
    sum.intercept = interceptSwitch(source, node, add);
  } else {
    const term = variable(source, node, 'on the right-hand side');
    if (add) sum.terms.set(term.name, term);
    else sum.terms.delete(term.name);
  }
}

function collectEffects(source: string, node: Node, sum: Sum): void {
  if (node.kind === 'binary' && node.op === '+') {
    collectEffects(source, node.left, sum);
    collectEffects(source, node.right, sum);
    return;
  }
  const term = variable(source, node, 'among the fixed effects');
  sum.terms.set(term.name, term);
}

function interceptSwitch(source: string, node: Node & { kind: 'number' }, add: boolean): boolean {
  if (node.value === 1) return add;
  if (node.value === 0) return !add;
  throw formulaError(source, node.at, `the number ${node.value} is no term`, 'Use 0 or 1.');
}

function variable(source: string, node: Node, where: string): VariableTerm {
  if (node.kind === 'name') return { kind: 'variable', name: node.name };
  const message = `${describe(node)} is not supported ${where}`;
  throw formulaError(source, node.at, message, 'Make a column of it in the data and name that.');
}

function describe(node: Node): string {
  if (node.kind === 'call') return `${node.name}()`;
  if (node.kind === 'binary') return `the operator "${node.op}"`;
  if (node.kind === 'unary') return `the sign "${node.op}"`;
  if (node.kind === 'slope') return 'a varying slope';
  return 'a number';
}
