import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, queryRows, type Database } from '../../src/io/duckdb.ts';

let database: Database;

beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

async function read(file: string): Promise<Record<string, string | null>[]> {
  const rows = await queryRows(
    database.connection,
    `from read_csv('data/reference/${file}.csv', header = true, delim = ',', quote = '"',
      all_varchar = true)`,
  );
  return rows as Record<string, string | null>[];
}

function values(rows: readonly Record<string, string | null>[], column: string): string[] {
  return rows.map((row) => row[column] ?? '');
}

const IPC_END = /^[A-H]\d{2}[A-Z](?:[1-9]\d{0,3}(?:\/\d{2,6})?)?$/;

test('ends of IPC ranges are subclasses, groups or subgroups of one subclass', async () => {
  const ranges = await read('ipc_new_energy');
  expect(new Set(values(ranges, 'id')).size).toBe(ranges.length);
  for (const { ipc_from, ipc_to } of ranges) {
    expect(ipc_from).toMatch(IPC_END);
    expect(ipc_to).toMatch(IPC_END);
    expect(ipc_from?.slice(0, 4)).toBe(ipc_to?.slice(0, 4));
  }
});

test('what is not verified says so', async () => {
  for (const file of ['ipc_new_energy', 'energy_factors', 'policies']) {
    for (const mark of values(await read(file), 'mark')) expect(['V', 'P', 'M']).toContain(mark);
  }
});

test('each variable has a unit, and each fuel a factor for its unit', async () => {
  const variables = await read('variables');
  const units = new Map((await read('units')).map((row) => [row['unit'], row['base_unit']]));
  const unitOf = new Map(variables.map((row) => [row['variable'], row['unit']]));
  const factors = await read('energy_factors');
  expect(values(factors, 'variable')).toEqual(['electricity', 'gas', 'lpg']);
  const stored = factors.map(({ variable }) => units.get(unitOf.get(variable ?? '') ?? ''));
  expect(stored).toEqual(factors.map(({ per_unit }) => units.get(per_unit ?? '')));
});

test('factors equal heat value over 7,000 kcal, to four digits', async () => {
  const kcal: Record<string, number> = { electricity: 860, gas: 9310, lpg: 12_000 };
  for (const { variable, kgce } of await read('energy_factors')) {
    expect(Number(kgce)).toBeCloseTo((kcal[variable ?? ''] ?? 0) / 7000, 4);
  }
});

test('members of a policy are a column of the list of cities', async () => {
  const [city = {}] = await read('cities');
  for (const column of values(await read('policies'), 'member_column')) {
    expect(Object.keys(city)).toContain(column);
  }
});

test('an office that ended counts as one that is left', async () => {
  const offices = await read('patent_offices');
  const former = values(offices.filter(({ kind }) => kind === 'former'), 'office');
  const moved = offices.filter(({ office, counted_as }) => office !== counted_as);
  expect(former).toEqual(values(moved, 'office'));
  expect(values(moved, 'counted_as').filter((office) => former.includes(office))).toEqual([]);
});
