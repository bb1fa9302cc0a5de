import type { DuckDBConnection } from '@duckdb/node-api';

const EVERY_MS = 500;

/** Runs a query and tells, twice a second, what share of it is done. */
export async function runWithProgress(
  connection: DuckDBConnection,
  sql: string,
  tell: (share: number) => void,
): Promise<void> {
  await connection.run('set enable_progress_bar = true');
  await connection.run('set enable_progress_bar_print = false');
  await connection.run('set progress_bar_time = 0');
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage > 0) tell(Math.min(1, percentage / 100));
  }, EVERY_MS);
  try {
    await connection.run(sql);
  } finally {
    clearInterval(timer);
  }
}
