import { describe, expect, it } from 'vitest';
import { queryRows, withFiles } from '../../../src/io/duckdb.ts';
import type { PlainRows, ReadItem, StagedItem } from '../../../src/sources/row-rule.ts';
import { NO_MAPPING } from '../../../src/sources/mapping.ts';
import { Ledger } from '../../../src/templates/sources/ledger.ts';
import { storeStaged } from '../../../src/templates/sources/staged-store.ts';
import { temporaryFolder } from '../../io/temporary-folder.ts';

const SCHEMA = { record: { id: 'VARCHAR' }, key: 'id', repeated: 'repeated' } as const;
const PLAIN: PlainRows = {
  cells: ['id'],
  known: [],
  made: {},
  isPlain: `id <> '?'`,
  values: { id: 'id' },
  key: 'id',
};
const origin = { file: 'a.csv', sheet: '' };

function readItem(row: number, id: string): ReadItem {
  const problem = { column: 'id', value: id, reason: 'bad_id' };
  const reading =
    id === '?' ? { row, record: null, problems: [problem] } : { row, record: { id }, problems: [] };
  return { origin, reading };
}

async function store(items: readonly StagedItem[], path: string) {
  const ledger = new Ledger();
  ledger.read({ ...origin, format: 'text' }, NO_MAPPING);
  const batches = async function* () {
    yield items;
  };
  await storeStaged(path, batches(), ledger, PLAIN, SCHEMA, undefined, 2);
  const records = await withFiles([path], (connection) =>
    queryRows(connection, `select id, source_row as row from '${path}'`),
  );
  const told = ledger.rejects.map(({ origin: { row }, reason }) => `${row} ${reason}`);
  return {
    records: records.map(({ id, row }) => [row, id].join(' ')),
    told,
    counts: ledger.counts,
  };
}

describe('a store of records', () => {
  const lines = ['1', '?', '2', '1'];
  const expected = {
    records: ['2 1', '4 2'],
    told: ['3 bad_id', '5 repeated'],
    kept: 2,
    merged: 1,
    rejected: 1,
  };
  const summary = ({ records, told, counts }: Awaited<ReturnType<typeof store>>) => {
    const { kept, merged, rejected } = counts;
    return { records, told, kept, merged, rejected };
  };

  it('tells what became of rows that were read one by one', async () => {
    const items = lines.map((id, i) => readItem(i + 2, id));
    expect(summary(await store(items, temporaryFolder()('out.parquet')))).toEqual(expected);
  });

  /** A text file, whose rows `rows` would give one by one. */
  const whole = (path: string, rows: readonly ReadItem[], taken: (rows: number) => void) => ({
    whole: {
      origin,
      text: { path, encoding: 'utf-8', delimiter: ',' } as const,
      headerRow: 1,
      header: ['id', 'x'],
      positions: [[0]],
      read: ([id]: readonly (string | null)[]) => readItem(0, id ?? '').reading,
    },
    rows: async function* () {
      yield rows;
    },
    taken,
  });

  it('tells the same of a text file that is taken as a whole', async () => {
    const at = temporaryFolder({ 'a.csv': `id,x\n${lines.map((id) => `${id},`).join('\n')}\n` });
    let taken = 0;
    const item = whole(at('a.csv'), [], (rows) => (taken += rows));
    expect(summary(await store([item], at('out.parquet')))).toEqual(expected);
    expect(taken).toBe(4);
  });

  it('reads the rows one by one of a file that DuckDB would read otherwise', async () => {
    const at = temporaryFolder({ 'a.csv': 'id,x\n1,\n\n2,\n' });
    const rows = [readItem(2, '1'), readItem(4, '2')];
    const item = whole(at('a.csv'), rows, () => {
      throw new Error('it is not taken as a whole');
    });
    expect((await store([item], at('out.parquet'))).records).toEqual(['2 1', '4 2']);
  });

  it('writes a table without rows where no row is a record', async () => {
    const found = await store([readItem(2, '?')], temporaryFolder()('out.parquet'));
    expect(summary(found)).toEqual({
      records: [],
      told: ['2 bad_id'],
      kept: 0,
      merged: 0,
      rejected: 1,
    });
  });
});
