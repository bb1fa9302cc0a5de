import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import log1p from '@stdlib/math-base-special-log1p';
import type { Expression, FunctionName } from './expression.ts';

/** Functions whose bits are the same on every engine. */
const FUNCTIONS: Readonly<Record<FunctionName, (value: number) => number>> = {
  log: ln,
  log1p,
  exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
};

/**
 * An expression's value in each row, a new array. What has none (a logarithm of zero or less, a
 * division by zero) is not finite. `column` gives the numbers of a column and is never written to.
 */
export function expressionValues(
  expression: Expression,
  rows: number,
  column: (name: string) => Float64Array,
): Float64Array {
  const { kind } = expression;
  const evaluate = (part: Expression): Float64Array => expressionValues(part, rows, column);
  if (kind === 'column') return column(expression.name).slice();
  if (kind === 'constant') return new Float64Array(rows).fill(expression.value);
  if (kind === 'negative') return apply(evaluate(expression.operand), (value) => -value);
  if (kind === 'call') {
    return apply(evaluate(expression.argument), FUNCTIONS[expression.function]);
  }
  if (kind === 'power') return raise(evaluate(expression.base), expression.exponent);
  return combine(expression.operator, evaluate(expression.left), evaluate(expression.right));
}

function apply(values: Float64Array, make: (value: number) => number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = make(values[i]!);
  return values;
}

function combine(operator: string, left: Float64Array, right: Float64Array): Float64Array {
  for (let i = 0; i < left.length; i++) {
    const [a, b] = [left[i]!, right[i]!];
    if (operator === '+') left[i] = a + b;
    else if (operator === '-') left[i] = a - b;
    else if (operator === '*') left[i] = a * b;
    else left[i] = a / b;
  }
  return left;
}

/** Whole powers by squaring: a fixed order of multiplications, so the same bits everywhere. */
function raise(values: Float64Array, exponent: number): Float64Array {
  return apply(values, (value) => {
    let [result, square] = [1, value];
    for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) result *= square;
      square *= square;
    }
    return exponent < 0 ? 1 / result : result;
  });
}
