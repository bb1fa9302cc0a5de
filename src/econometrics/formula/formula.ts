import { effectText, parseEffects, type EffectTerm } from './effects.ts';
import {
  expressionColumns,
  expressionText,
  parseExpression,
  quoteName,
  type Expression,
} from './expression.ts';
import { modelsOf, severalAt, type ModelSyntax } from './models.ts';
import { parseSyntax, type FormulaSyntax } from './syntax.ts';
import { parseTerms, termColumns, type Factor, type Term } from './terms.ts';
import { formulaError } from './tokens.ts';

/** A column, or arithmetic on columns. */
export interface Outcome {
  readonly name: string;
  readonly expression: Expression;
}

/** A model as its formula states it; names are not yet looked up in any data. */
export interface Formula {
  /** As written, white space made single; of several models in one formula, this one. */
  readonly text: string;
  readonly outcome: Outcome;
  /** Each once, without the intercept, products after the terms of lower order. */
  readonly regressors: readonly Term[];
  /** Whether an intercept is wanted where no fixed effect replaces it. */
  readonly intercept: boolean;
  readonly fixedEffects: readonly EffectTerm[];
}

/**
 * Reads a model formula as users of fixest write it: `y ~ x1 + x2 | fe1 + fe2`.
 *
 * - `1`, `0` and `-1` switch the intercept, a repeated term counts once, `- x` takes a term out again.
 * - `a:b` and `a * b` are products; text columns and `factor(x)` stand for an indicator for each level.
 * - `i(x, ref = 1)` and `i(x, z, ref = 1)` name their columns `x::2` and `x::2:z`.
 * - `log()`, `log1p()`, `exp()`, `sqrt()`, `abs()`, whole powers and `I(a / b)` compute; so does the outcome.
 * - After `|`: columns, `unit^year`, `unit[year]` and `unit[[year]]`.
 *
 * One that is read already is returned as it is.
 * Errors: `E_FORMULA` with the character it points at; several models in one formula are one, too.
 */
export function parseFormula(source: string | Formula): Formula {
  if (typeof source !== 'string') return source;
  const syntax = readSyntax(source);
  const several = severalAt(syntax);
  if (several !== undefined) {
    const call = source.slice(several.at, several.end);
    throw formulaError(
      source,
      several.at,
      `${call} stands for several models, and one is wanted here`,
      'Estimate them together with estimateMulti, or write one out.',
    );
  }
  const [model] = modelsOf(source, syntax);
  if (model === undefined) throw new Error('a formula without a model');
  return { ...build(source, syntax, model), text: source.trim().replaceAll(/\s+/gu, ' ') };
}

/** Reads a formula that may hold several models (`c()`, `sw()` and the like), in fixest's order. */
export function parseFormulas(source: string): Formula[] {
  const syntax = readSyntax(source);
  if (severalAt(syntax) === undefined) return [parseFormula(source)];
  return modelsOf(source, syntax).map((model) => build(source, syntax, model));
}

/** The columns that a model reads, in the formula's order, each once. */
export function modelColumns({ outcome, regressors, fixedEffects }: Formula): string[] {
  return [
    ...new Set([
      ...expressionColumns(outcome.expression),
      ...regressors.flatMap(termColumns),
      ...fixedEffects.flatMap(({ columns, slope }) => [
        ...columns,
        ...(slope === null ? [] : expressionColumns(slope.expression)),
      ]),
    ]),
  ];
}

function readSyntax(source: string): FormulaSyntax {
  const syntax = parseSyntax(source);
  const further = syntax.parts[1];
  if (further === undefined) return syntax;
  throw formulaError(source, further.at, 'a second "|" is not supported', 'Use one "|" at most.');
}

function build(source: string, syntax: FormulaSyntax, { outcome, choices }: ModelSyntax): Formula {
  const { terms, intercept } = parseTerms(source, syntax.regressors, choices);
  const [absorbed] = syntax.parts;
  const fixedEffects = absorbed === undefined ? [] : parseEffects(source, absorbed, choices);
  if (fixedEffects.length === 0 && terms.length === 0 && !intercept) {
    throw formulaError(source, syntax.regressors.at, 'nothing is left to estimate');
  }
  const expression = parseExpression(source, outcome);
  if (expressionColumns(expression).length === 0) {
    throw formulaError(source, outcome.at, 'the outcome holds no column');
  }
  const text = expressionText(expression);
  const name = expression.kind === 'column' ? expression.name : text;
  const model = { outcome: { name, expression }, regressors: terms, intercept, fixedEffects };
  return { ...model, text: modelText(model, text) };
}

function modelText(model: Omit<Formula, 'text'>, outcome: string): string {
  const terms = model.regressors.map(({ factors }) => factors.map(factorText).join(':'));
  const regressors = [...(model.intercept ? [] : ['0']), ...terms];
  const right = regressors.length === 0 ? '1' : regressors.join(' + ');
  const effects = model.fixedEffects.map(effectText).join(' + ');
  return `${outcome} ~ ${right}${effects === '' ? '' : ` | ${effects}`}`;
}

function factorText(factor: Factor): string {
  return factor.kind === 'column' ? quoteName(factor.name) : factor.name;
}
