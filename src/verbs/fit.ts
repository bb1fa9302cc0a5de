import { resolve } from 'node:path';
import { multiColumns } from '../econometrics/estimate-multi.ts';
import { formatError, toErrorText } from '../engine/events/diagnostic.ts';
import { readDataColumns, type DataColumns } from '../io/tables/data-columns.ts';
import { openDataFile, reason } from '../io/tables/data-file.ts';
import { UserError } from '../text/user-error.ts';
import type { Flags } from './arguments.ts';
import { toText } from '../tables/formats/to-text.ts';
import { checkNames, checkNatures } from './fit/columns.ts';
import { estimate } from './fit/models.ts';
import { fitRequest, type FitRequest } from './fit/options.ts';
import { modelsTable } from './fit/table.ts';
import { isOfSyntheticStudy } from './fit/synthetic.ts';
import { EXIT, FailedError, type RunArguments, type VerbContext } from './terminal.ts';

/** `fit FORMULA --data FILE`: one regression, or several of one formula, on standard output. */
export async function fit(
  context: VerbContext,
  { targets, json }: RunArguments,
  flags: Flags,
): Promise<number> {
  const { root, terminal } = context;
  const { out, err } = terminal;
  const request = fitRequest(targets, flags);
  const names = multiColumns(request.formula, request);
  const path = resolve(root, request.data);
  const frame = await readData(path, request, names);
  const { fits, failures } = estimate(frame, frame.all, request);
  const isSynthetic = await isOfSyntheticStudy(context, path);
  const further = isSynthetic ? { synthetic: true } : {};
  const isDefaultVcov = request.vcov === undefined;
  const table = modelsTable(fits, { data: request.data, isDefaultVcov, isSynthetic });
  if (json) for (const found of fits) out(`${JSON.stringify({ ...found, ...further })}\n`);
  else out(toText(table, { width: terminal.columns }));
  for (const failure of failures) {
    const error = toErrorText(failure);
    if (json) out(`${JSON.stringify({ event: 'error', ...error })}\n`);
    else err(`${formatError(error)}\n`);
  }
  return failures.length === 0 ? EXIT.done : EXIT.failed;
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
    if (read.rows === 0)
      throw new FailedError('E_NO_ROWS', noRows(request), { where: request.data });
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

const noRows = ({ where }: FitRequest): string =>
  where === undefined ? 'the table has no rows' : `no row of the table fulfils "${where}"`;
