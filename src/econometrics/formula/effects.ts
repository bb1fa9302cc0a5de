import { isFunction, parseExpression, quoteName, type Expression } from './expression.ts';
import { writtenAs, type Node } from './syntax.ts';
import type { Choices } from './terms.ts';
import { formulaError } from './tokens.ts';

/** An absorbed variable: a level for each combination of `columns` that occurs. */
export interface EffectTerm {
  /** `unit`, `unit^year`, `unit[[year]]`. */
  readonly name: string;
  readonly columns: readonly string[];
  /** What varies by level: null is a constant, otherwise a slope on this. */
  readonly slope: { readonly name: string; readonly expression: Expression } | null;
}

/**
 * Reads the part after `|`: columns, combinations `unit^year`, varying slopes `unit[year]` (levels and
 * slopes) and `unit[[year]]` (slopes only), each once. Errors: `E_FORMULA`.
 */
export function parseEffects(source: string, node: Node, choices: Choices): EffectTerm[] {
  const found = new Map<string, EffectTerm>();
  for (const term of effects(source, node, choices)) found.set(term.name, term);
  return [...found.values()];
}

/** A fixed effect that a name such as `prov^year` states. */
export function combinedEffect(columns: readonly string[]): EffectTerm {
  return { name: columns.join('^'), columns, slope: null };
}

/** The effect as a formula writes it. */
export function effectText({ columns, slope }: EffectTerm): string {
  const base = columns.map(quoteName).join('^');
  return slope === null ? base : `${base}[[${slope.name}]]`;
}

function effects(source: string, node: Node, choices: Choices): EffectTerm[] {
  const chosen = choices.get(node);
  if (chosen !== undefined) return chosen.flatMap((part) => effects(source, part, choices));
  if (node.kind === 'binary' && node.op === '+') {
    return [...effects(source, node.left, choices), ...effects(source, node.right, choices)];
  }
  const slope = node.kind === 'binary' ? node.right : node;
  if (slope.kind !== 'slope') return [combinedEffect(columnsOf(source, node))];
  const columns = [
    ...(node.kind === 'binary' ? columnsOf(source, node.left) : []),
    ...columnsOf(source, slope.base),
  ];
  const level = combinedEffect(columns);
  const slopes = slope.slopes.map((part): EffectTerm => {
    const name = slopeName(source, part);
    const expression = parseExpression(source, part);
    return { name: `${level.name}[[${name}]]`, columns, slope: { name, expression } };
  });
  return slope.only ? slopes : [level, ...slopes];
}

function columnsOf(source: string, node: Node): string[] {
  if (node.kind === 'name') return [node.name];
  if (node.kind === 'binary' && node.op === '^') {
    return [...columnsOf(source, node.left), ...columnsOf(source, node.right)];
  }
  throw formulaError(
    source,
    node.at,
    `${describe(node)} is not supported among the fixed effects`,
    'A fixed effect is a column, unit^year, unit[year] or unit[[year]].',
  );
}

function slopeName(source: string, node: Node): string {
  if (node.kind === 'name') return quoteName(node.name);
  if (node.kind === 'call' && (node.name === 'I' || isFunction(node.name))) {
    return writtenAs(source, node);
  }
  throw formulaError(source, node.at, 'a slope is a column or a function of one');
}

function describe(node: Node): string {
  if (node.kind === 'call') return `${node.name}()`;
  if (node.kind === 'binary') return `the operator "${node.op}"`;
  if (node.kind === 'unary') return `the sign "${node.op}"`;
  if (node.kind === 'slope') return 'a varying slope in this place';
  return node.kind === 'number' ? 'a number' : 'a text';
}
