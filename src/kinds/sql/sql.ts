import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job, JobHooks } from '../../engine/kinds.ts';
import { quoteText } from '../../io/duckdb.ts';
import { PARQUET_LAYOUT } from '../../io/tables/parquet.ts';
import { UserError } from '../../text/user-error.ts';
import { openScope, sqlError } from './database.ts';

/** No step can have this name. */
const RESULT = '"Step result"';

/** Runs one SELECT in a locked database and writes its rows, in their order, as parquet. */
export async function runSql(job: Job, hooks: JobHooks): Promise<void> {
  const sql = await readFile(join(job.root, job.run), 'utf8');
  const output = job.outputs[job.step] ?? '';
  const database = await openScope({
    root: job.root,
    params: job.params,
    tables: job.inputs.filter((input) => input.table !== undefined),
    files: job.files,
    folders: [join(job.work, job.step)],
    threads: job.threads,
  });
  const interrupt = () => database.connection.interrupt();
  hooks.signal.addEventListener('abort', interrupt);
  try {
    hooks.signal.throwIfAborted();
    // On the first line, so that DuckDB's line numbers are the file's.
    await database.connection.run(`create temp table ${RESULT} as ${sql}`);
    await database.connection.run(`copy ${RESULT} to ${quoteText(output)} (${PARQUET_LAYOUT})`);
  } catch (error) {
    if (hooks.signal.aborted) throw new UserError('E_INTERRUPTED', 'interrupted');
    throw sqlError(error, job.run);
  } finally {
    hooks.signal.removeEventListener('abort', interrupt);
    database.close();
  }
}
