import type { FormulaSyntax, Node } from './syntax.ts';
import { formulaError } from './tokens.ts';

/** One way to read a formula that holds several models. */
export interface ModelSyntax {
  readonly outcome: Node;
  /** What each stepwise call stands for in this model. */
  readonly choices: ReadonlyMap<Node, readonly Node[]>;
}

const STEPWISE: ReadonlySet<string> = new Set(['sw', 'sw0', 'csw', 'csw0', 'mvsw']);
/** 2^n models from `mvsw`: above this a formula is a mistake. */
const MOST_VARIABLES = 10;
/** Outcomes times choices: above this the records alone fill the memory. */
const MOST_MODELS = 20_000;

type Choice = readonly Node[];

/**
 * The models of a formula: `c(y1, y2)` outcomes, and one stepwise call on the right-hand side and one
 * among the fixed effects: `sw(a, b)` one at a time, `csw(a, b)` added one after the other, `mvsw(a, b)`
 * every subset from the smallest up; `sw0` and `csw0` begin with none. In fixest's order: fixed
 * effects change slowest, then outcomes, then regressors.
 *
 * Errors: `E_FORMULA` at a second stepwise call, and for more models than can be meant.
 */
export function modelsOf(source: string, syntax: FormulaSyntax): ModelSyntax[] {
  const outcomes = outcomesOf(source, syntax.outcome);
  const regressors = alternatives(source, syntax.regressors);
  const effects = alternatives(source, syntax.parts[0]);
  const count = effects.length * outcomes.length * regressors.length;
  if (count > MOST_MODELS) {
    const most = `at most ${MOST_MODELS} are estimated together`;
    throw formulaError(source, syntax.outcome.at, `this stands for ${count} models; ${most}`);
  }
  return effects.flatMap((effect) =>
    outcomes.flatMap((outcome) =>
      regressors.map((regressor): ModelSyntax => ({
        outcome,
        choices: new Map([...regressor, ...effect]),
      })),
    ),
  );
}

/** The first part of a formula that makes several models of it, if any. */
export function severalAt(syntax: FormulaSyntax): Node | undefined {
  const { outcome } = syntax;
  if (isOutcomes(outcome)) return outcome;
  return [syntax.regressors, ...syntax.parts].flatMap(stepwiseIn)[0];
}

function outcomesOf(source: string, node: Node): readonly Node[] {
  if (!isOutcomes(node)) return [node];
  if (node.args.length === 0) throw formulaError(source, node.end - 1, `${node.name}() of what?`);
  return node.args.flatMap(({ value }) => outcomesOf(source, value));
}

function isOutcomes(node: Node): node is Node & { readonly kind: 'call' } {
  return node.kind === 'call' && (node.name === 'c' || node.name === 'sw');
}

function alternatives(source: string, part: Node | undefined): Map<Node, Choice>[] {
  const [call, second] = part === undefined ? [] : stepwiseIn(part);
  if (call === undefined) return [new Map()];
  if (second !== undefined) {
    throw formulaError(
      source,
      second.at,
      `a second stepwise call, ${second.name}(), beside ${call.name}()`,
      'Each part of a formula takes one.',
    );
  }
  if (call.args.length === 0) throw formulaError(source, call.end - 1, `${call.name}() of what?`);
  return choicesOf(source, call).map((choice) => new Map([[call, choice]]));
}

function choicesOf(source: string, { name, args, at }: Node & { kind: 'call' }): Choice[] {
  const nodes = args.map(({ value }) => value);
  const first = name.endsWith('0') ? [[]] : [];
  if (name.startsWith('sw')) return [...first, ...nodes.map((node) => [node])];
  if (name.startsWith('csw')) return [...first, ...nodes.map((_, k) => nodes.slice(0, k + 1))];
  if (nodes.length > MOST_VARIABLES) {
    throw formulaError(source, at, `mvsw() takes at most ${MOST_VARIABLES} parts`);
  }
  return [0, ...nodes.map((_, k) => k + 1)].flatMap((size) => combinations(nodes, size));
}

/** The subsets of this size, each in the order of `nodes`. */
function combinations(nodes: readonly Node[], size: number): Choice[] {
  if (size === 0) return [[]];
  return nodes.flatMap((node, k) =>
    combinations(nodes.slice(k + 1), size - 1).map((rest) => [node, ...rest]),
  );
}

/** Stepwise calls in the sums and products of a part; one within a product is refused as a term. */
function stepwiseIn(node: Node): (Node & { readonly kind: 'call' })[] {
  if (node.kind === 'binary') return [...stepwiseIn(node.left), ...stepwiseIn(node.right)];
  if (node.kind === 'unary') return stepwiseIn(node.operand);
  return node.kind === 'call' && STEPWISE.has(node.name) ? [node] : [];
}
