import { resolve } from 'node:path';
import { multiColumns } from '../econometrics/estimate-multi.ts';
import { formatError, toErrorText } from '../engine/events/diagnostic.ts';
import { readDataColumns, type DataColumns } from '../io/tables/data-columns.ts';
import { openDataFile, reason } from '../io/tables/data-file.ts';
import { UserError } from '../text/user-error.ts';
import type { Flags } from './arguments.ts';
import { toText } from '../tables/formats/to-text.ts';
import { checkNames, checkNatures } from './fit/columns.ts';
import { estimate, type Estimates } from './fit/models.ts';
import { fitRequest, type FitRequest } from './fit/options.ts';
import { manyModelsTable, oneModelTable } from './fit/table.ts';
import { isOfSyntheticStudy } from './fit/synthetic.ts';
import { EXIT, FailedError, type RunArguments, type VerbContext } from './terminal.ts';

/** `fit FORMULA --data FILE`: one regression, or several of one formula, on standard output. */
export async function fit(
  context: VerbContext,
  { targets, json }: RunArguments,
  flags: Flags,
): Promise<number> {
  const { root, terminal } = context;
  const request = fitRequest(targets, flags);
  const names = multiColumns(request.formula, request);
  const path = resolve(root, request.data);
  const frame = await readData(path, request, names);
  const estimates = estimate(frame, frame.all, request);
  const isSynthetic = await isOfSyntheticStudy(context, path);
  if (json) printJson(terminal, estimates, isSynthetic);
  else printTable(terminal, estimates, request, isSynthetic);
  return estimates.failures.length === 0 ? EXIT.done : EXIT.failed;
}

function printJson(
  { out }: VerbContext['terminal'],
  { fits, failures }: Estimates,
  isSynthetic: boolean,
): void {
  const further = isSynthetic ? { synthetic: true } : {};
  for (const found of fits) out(`${JSON.stringify({ ...found, ...further })}\n`);
  for (const failure of failures) {
    out(`${JSON.stringify({ event: 'error', ...toErrorText(failure) })}\n`);
  }
}

function printTable(
  { out, err, columns }: VerbContext['terminal'],
  { fits, failures }: Estimates,
  { data, vcov }: FitRequest,
  isSynthetic: boolean,
): void {
  const isDefaultVcov = vcov === undefined;
  const printed = { data, isDefaultVcov, isSynthetic };
  const [first, second] = fits;
  if (first === undefined) throw new Error('no fit and no failure');
  const table =
    second === undefined ? oneModelTable(first, printed) : manyModelsTable(fits, printed);
  out(toText(table, { width: columns }));
  for (const failure of failures) err(`${formatError(toErrorText(failure))}\n`);
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
  const message =
    where === undefined ? 'the table has no rows' : `no row of the table fulfils "${where}"`;
  return new FailedError('E_NO_ROWS', message, { where: data });
}
