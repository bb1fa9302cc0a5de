import { resolve } from 'node:path';
import { multiColumns } from '../econometrics/estimate-multi.ts';
import { EstimationError } from '../econometrics/estimation-error.ts';
import { readDataColumns, type DataColumns } from '../io/data-columns.ts';
import { openDataFile, reason } from '../io/data-file.ts';
import { UserError } from '../step.ts';
import { toText } from '../tables/to-text.ts';
import { checkNames, checkNatures } from './fit-columns.ts';
import { estimate } from './fit-models.ts';
import { fitRequest, type FitRequest } from './fit-options.ts';
import { manyModelsTable, oneModelTable } from './fit-table.ts';
import { isOfSyntheticStudy } from './fit-synthetic.ts';
import { EXIT, FailedError, type RunArguments, type VerbContext } from './terminal.ts';

/** Mistakes in the call; of the other codes a model cannot be estimated, though the call is right. */
const USAGE = new Set([
  'E_FORMULA',
  'E_VCOV',
  'E_UNKNOWN_COLUMN',
  'E_NOT_NUMERIC',
  'E_SPLIT',
  'E_ESTIMATOR',
  'E_OFFSET',
  'E_UNSUPPORTED_VCOV',
  'E_UNSUPPORTED_SLOPES',
]);

/** `fit FORMULA --data FILE`: one regression, or several of one formula, on standard output. */
export async function fit(
  { root, terminal }: VerbContext,
  { targets, json }: RunArguments,
  flags: ReadonlyMap<string, readonly string[]>,
): Promise<number> {
  const request = fitRequest(targets, flags);
  const names = multiColumns(request.formula, request);
  const path = resolve(root, request.data);
  const frame = await readData(path, request, names);
  const fits = asUsage(() => estimate(frame, frame.all, request));
  const isSynthetic = await isOfSyntheticStudy(root, path);
  if (json) {
    const further = isSynthetic ? { synthetic: true } : {};
    for (const found of fits) terminal.out(`${JSON.stringify({ ...found, ...further })}\n`);
    return EXIT.done;
  }
  const split = request.split ?? request.fsplit ?? null;
  const isDefaultVcov = request.vcov === undefined;
  const printed = { data: request.data, isDefaultVcov, split, isSynthetic };
  const [first, second] = fits;
  if (first === undefined) throw new Error('a formula without a model');
  const table =
    second === undefined ? oneModelTable(first, printed) : manyModelsTable(fits, printed);
  terminal.out(toText(table, { width: terminal.columns }));
  return EXIT.done;
}

async function readData(
  path: string,
  request: FitRequest,
  names: readonly string[],
): Promise<DataColumns> {
  const file = await openDataFile(path, request.data);
  try {
    checkNames(request, names, new Set(file.schema.keys()));
    const read = await readWhere(request, () =>
      readDataColumns(file.connection, file.schema, names, request.where),
    );
    if (read.rows === 0) throw noRows(request);
    checkNatures(request, read);
    return read;
  } finally {
    file.close();
  }
}

/** DuckDB's complaint about a predicate, as the user's mistake that it is. */
async function readWhere<T>({ where }: FitRequest, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (where === undefined || error instanceof UserError) throw error;
    throw new UserError('E_WHERE', reason(error), {
      where: `--where "${where}"`,
      hint: "a condition in DuckDB’s SQL, such as: year >= 2010 and region = 'east'",
    });
  }
}

function noRows({ data, where }: FitRequest): UserError {
  if (where === undefined)
    return new FailedError('E_NO_ROWS', 'the table has no rows', { where: data });
  return new FailedError('E_NO_ROWS', `no row of the table fulfils "${where}"`, { where: data });
}

function asUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EstimationError) || USAGE.has(error.code)) throw error;
    throw new FailedError(error.code, error.message, { hint: error.hint });
  }
}
