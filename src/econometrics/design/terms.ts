import { categoriesOf, type Categories } from '../frame/categories.ts';
import { UserError } from '../../text/user-error.ts';
import { isOpen, type Indicators, type LevelChoice } from '../formula/indicators.ts';
import { formulaError } from '../formula/tokens.ts';
import { keyOf, type Factor, type Term } from '../formula/terms.ts';
import { columnOf, type Columns } from './sources.ts';

export interface NamedValues {
  readonly name: string;
  readonly values: Float64Array;
}

/** What terms are made of: columns, the rows in use, and numbers by name over those rows. */
export interface TermData {
  readonly columns: Columns;
  readonly rows: Int32Array;
  /** A new array each time. */
  readonly numbers: (name: string) => Float64Array;
}

/** An indicator for each level of more than this is a fixed effect by mistake. */
const MOST_COLUMNS = 2000;
const LISTED = 12;

/**
 * The columns that terms stand for, in their order. Categories become indicators as in R: without the
 * first level where the rest of the term is in the model by itself (for a category alone: a constant),
 * with all levels otherwise.
 *
 * Errors: `E_TOO_MANY_LEVELS`; `E_FORMULA` for a `ref` or `keep` that does not occur in the data.
 */
export function termValues(
  data: TermData,
  terms: readonly Term[],
  hasConstant: boolean,
): NamedValues[] {
  const known = new Set(terms.map(({ factors }) => keyOf(factors)));
  const columns: NamedValues[] = [];
  let constant = hasConstant;
  for (const { factors } of terms) {
    const blocks = factors.map((factor): readonly NamedValues[] => {
      const others = factors.filter((other) => other !== factor);
      const compared = others.length === 0 ? constant : known.has(keyOf(others));
      return blockOf(data, factor, compared, others.length === 0);
    });
    const [first] = factors;
    const [block] = blocks;
    // Without a constant the indicators of the first category sum to one, and take its place.
    if (factors.length === 1 && first !== undefined && isCategory(data, first)) constant = true;
    const size = blocks.reduce((count, { length }) => count * length, 1);
    if (size > MOST_COLUMNS) throw tooMany(factors.map(({ name }) => name).join(':'), size);
    columns.push(...blocks.slice(1).reduce(product, block ?? []));
  }
  return columns;
}

function blockOf(
  data: TermData,
  factor: Factor,
  compared: boolean,
  alone: boolean,
): readonly NamedValues[] {
  if (factor.kind === 'indicators') return indicators(data, factor, compared && alone);
  if (!isCategory(data, factor)) return [{ name: factor.name, values: data.numbers(factor.name) }];
  const column = factor.kind === 'category' ? factor.column : factor.name;
  const categories = levelsOf(data, column);
  return categories.labels
    .map((label, code) => ({
      name: `${factor.name}${label}`,
      values: indicator(categories, code),
    }))
    .slice(compared ? 1 : 0);
}

function isCategory({ columns }: TermData, factor: Factor): boolean {
  if (factor.kind === 'category') return true;
  return factor.kind === 'column' && columnOf(columns, factor.name).kind === 'text';
}

/** First factor fastest, as R orders the columns of an interaction. */
function product(left: readonly NamedValues[], right: readonly NamedValues[]): NamedValues[] {
  return right.flatMap((b) =>
    left.map((a) => ({
      name: `${a.name}:${b.name}`,
      values: a.values.map((value, i) => value * b.values[i]!),
    })),
  );
}

function indicators(data: TermData, factor: Indicators, compared: boolean): NamedValues[] {
  const { column, by } = factor;
  const categories = levelsOf(data, column);
  const kept = chosen(data, factor, column, categories, factor.choice);
  const open = compared && isOpen(factor);
  if (by === null) {
    return (open ? kept.slice(1) : kept).map((code) => ({
      name: `${column}::${categories.labels[code]}`,
      values: indicator(categories, code),
    }));
  }
  const isText =
    by.expression.kind === 'column' &&
    (by.categorical || columnOf(data.columns, by.expression.name).kind === 'text');
  if (!isText) {
    const values = data.numbers(by.name);
    return kept.map((code) => ({
      name: `${column}::${categories.labels[code]}:${by.name}`,
      values: values.map((value, i) => (categories.codes[i] === code ? value : 0)),
    }));
  }
  const second = levelsOf(data, by.name);
  const keptToo = chosen(data, factor, by.name, second, by.choice);
  const pairs = kept.flatMap((a) =>
    keptToo.map((b) => ({
      name: `${column}::${categories.labels[a]}:${by.name}::${second.labels[b]}`,
      values: Float64Array.from(categories.codes, (code, i) =>
        code === a && second.codes[i] === b ? 1 : 0,
      ),
    })),
  );
  const occurring = pairs.filter(({ values }) => values.includes(1));
  return open ? occurring.slice(1) : occurring;
}

function levelsOf({ columns, rows }: TermData, name: string): Categories {
  const categories = categoriesOf(columnOf(columns, name), rows);
  if (categories.labels.length > MOST_COLUMNS) throw tooMany(name, categories.labels.length);
  return categories;
}

function indicator({ codes }: Categories, wanted: number): Float64Array {
  return Float64Array.from(codes, (code) => (code === wanted ? 1 : 0));
}

/** The codes that `ref` and `keep` leave. */
function chosen(
  { columns }: TermData,
  { source, at }: Indicators,
  column: string,
  { labels }: Categories,
  { ref, keep }: LevelChoice,
): number[] {
  const named = [...(ref === 'first' ? [] : ref), ...keep].map(String);
  const absent = named.filter((level) => !labels.includes(level));
  if (absent.length > 0) {
    // A level that other samples of the same data have is fine; here it just has no rows.
    const all = categoriesOf(columnOf(columns, column), null).labels;
    const unknown = absent.find((level) => !all.includes(level));
    if (unknown !== undefined) {
      const shown = all.slice(0, LISTED).join(', ') + (all.length > LISTED ? ', …' : '');
      const message = `${unknown} is no value of "${column}"`;
      throw formulaError(source, at, message, `Its values are ${shown}.`);
    }
  }
  const left = (label: string, code: number): boolean =>
    !(ref === 'first' ? code === 0 : ref.map(String).includes(label)) &&
    (keep.length === 0 || keep.map(String).includes(label));
  return labels.flatMap((label, code) => (left(label, code) ? [code] : []));
}

function tooMany(name: string, levels: number): UserError {
  return new UserError(
    'E_TOO_MANY_LEVELS',
    `"${name}" would be ${levels} regressors; at most ${MOST_COLUMNS} are written out.`,
    { hint: 'Absorb it after "|", or look whether a column of numbers was read as text.' },
  );
}
