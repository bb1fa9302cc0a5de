import { describe, expect, it } from 'vitest';
import { openDatabase, queryCount } from '../../../src/io/duckdb.ts';
import { runWithProgress } from '../../../src/io/records/query-progress.ts';

describe('a query with progress', () => {
  it('is run, and tells shares between nothing and all of it', async () => {
    const { connection, close } = await openDatabase();
    const shares: number[] = [];
    await runWithProgress(
      connection,
      'create table t as select * from range(10) as r(i)',
      (share) => shares.push(share),
    );
    expect(await queryCount(connection, 'select count(*)::integer as n from t')).toBe(10);
    close();
    expect(shares.filter((share) => share < 0 || share > 1)).toEqual([]);
  });

  it('fails as the query does, and tells no more', async () => {
    const { connection, close } = await openDatabase();
    await expect(
      runWithProgress(connection, `select error('no')`, () => undefined),
    ).rejects.toThrow('no');
    close();
  });
});
