import { modelColumns, parseFormulas, type Formula } from '../../econometrics/formula/formula.ts';
import { tokenize } from '../../econometrics/formula/tokens.ts';
import { nearestNames } from '../../econometrics/frame/column.ts';
import type { DataColumns } from '../../io/tables/data-columns.ts';
import { UserError } from '../../text/user-error.ts';
import type { FitRequest } from './options.ts';

const MOST_NAMES = 40;

/**
 * Refuses a name that the file does not have, with the nearest ones, and shows where the formula
 * names it. Errors: `E_UNKNOWN_COLUMN`.
 */
export function checkNames(
  request: FitRequest,
  names: readonly string[],
  known: ReadonlySet<string>,
): void {
  const missing = names.find((name) => !known.has(name));
  if (missing === undefined) return;
  const near = nearestNames(missing, [...known]);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}? ` : '';
  const message = `there is no column "${missing}"${placeOf(missing, request)}`;
  throw new UserError('E_UNKNOWN_COLUMN', message, {
    where: request.data,
    hint: hint + listed([...known]),
  });
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `It has ${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** The flag that names a column, or the formula with a mark under it. */
function placeOf(name: string, { formula, weights, split, fsplit, offset }: FitRequest): string {
  const token = tokenize(formula).find(({ kind, text }) => kind === 'name' && text === name);
  if (token !== undefined) {
    const column = Array.from(formula.slice(0, token.at)).length;
    return `\n  ${formula.replaceAll(/\s/gu, ' ')}\n  ${' '.repeat(column)}^`;
  }
  const flags = { '--weights': weights, '--split': split, '--fsplit': fsplit };
  const [flag = offset?.includes(name) === true ? '--offset' : '--vcov'] =
    Object.entries(flags).find(([, value]) => value === name) ?? [];
  return ` (${flag})`;
}

/**
 * Refuses, as a number of the model, a date, a whole number that a double would change, and text that is
 * mostly numbers: the core would take it as one category a value, which is seldom what its reader means.
 * Errors: `E_NOT_NUMERIC`.
 */
export function checkNatures(request: FitRequest, { natures, columns }: DataColumns): void {
  for (const name of numericColumns(request)) {
    const column = columns[name];
    const nature = natures[name];
    if (column?.kind !== 'text') continue;
    if (nature === 'date') {
      throw notNumeric(request, name, 'holds dates', `or take i(${name}) for an effect a date`);
    }
    if (nature === 'big') {
      const why = 'holds whole numbers beyond 2^53, which a double cannot tell apart';
      throw notNumeric(request, name, why, 'or divide it before it is written');
    }
    const stray = strayText(column.levels);
    if (stray === undefined) continue;
    throw notNumeric(request, name, `is text: ${stray}`, `or take factor(${name}) for categories`);
  }
}

function notNumeric(request: FitRequest, name: string, what: string, or: string): UserError {
  return new UserError('E_NOT_NUMERIC', `column "${name}" ${what}, and a number is needed here`, {
    where: request.data,
    hint: `absorb it after "|", ${or}`,
  });
}

/** Columns that the models take as numbers: outcomes, plain regressors, and what is computed on. */
function numericColumns(request: FitRequest): string[] {
  const { weights, formula } = request;
  const found = parseFormulas(formula).flatMap((model: Formula) => [
    ...modelColumns({ ...model, regressors: [], fixedEffects: [] }),
    ...model.regressors
      .flatMap(({ factors }) => factors)
      .flatMap((factor) => (factor.kind === 'column' ? [factor.name] : [])),
  ]);
  return [...new Set([...found, ...(weights === undefined ? [] : [weights])])];
}

/** Where at least half of a text's values look like numbers: why they are not taken as such. */
function strayText(levels: readonly string[]): string | undefined {
  const like = levels.filter((level) => /^[-+]?[\d.,\s%]*\d[\d.,\s%eE+-]*$/u.test(level.trim()));
  if (like.length === 0 || 2 * like.length < levels.length) return undefined;
  const stray = levels.find((level) => level.trim() === '' || !Number.isFinite(Number(level)));
  if (stray !== undefined) return `its value "${stray}" is no number`;
  return 'its numbers are written as text';
}
