import { expect, test } from 'vitest';
import { parseIpc, type IpcClass } from '../../src/patents/ipc.ts';
import { ipcInRange } from '../patents/ipc-range.ts';
import { runSql } from '../support/run-sql.ts';

interface Filing {
  readonly ipc: readonly string[];
  readonly filed?: string;
  readonly type?: string;
}

/** Technologies of each filing by number; a filing that is left out is no new energy. */
async function technologies(filings: Readonly<Record<string, Filing>>, variant = 'A') {
  const ranges = await runSql('ipc_ranges', { tables: {}, variables: { ipc_variant: variant } });
  const values = Object.entries(filings).map(([number, { ipc, filed, type }]) => {
    const codes = ipc.map((code) => `'${code}'`).join(', ');
    return `('${number}', date '${filed ?? '2012-06-30'}', '${type ?? 'invention'}',
      [${codes}]::varchar[], [330100])`;
  });
  const rows = await runSql('new_energy', {
    tables: {
      patents: `from (values ${values.join(', ')})
        t(application_no, filing_date, patent_type, ipc, cities)`,
      ipc_ranges: `select
          row.id as id, row.tech as tech, row.subclass as subclass,
          row.group_from::integer as group_from, row.group_to::integer as group_to,
          row.subgroup_from as subgroup_from, row.subgroup_to as subgroup_to,
          row.only_with as only_with, row.unless as unless
        from (select unnest(from_json('${JSON.stringify(ranges)}', '[{
          "id": "VARCHAR", "tech": "VARCHAR", "subclass": "VARCHAR", "group_from": "INTEGER",
          "group_to": "INTEGER", "subgroup_from": "VARCHAR", "subgroup_to": "VARCHAR",
          "only_with": "VARCHAR", "unless": "VARCHAR"}]')) as row)`,
    },
    variables: { first_year: 2006, last_year: 2019 },
  });
  return Object.fromEntries(rows.map((row) => [row['application_no'], row['technologies']]));
}

/** Technologies of one filing with these codes; empty if it is left out. */
async function techsOf(...ipc: string[]): Promise<unknown> {
  return (await technologies({ a: { ipc } }))['a'] ?? [];
}

test('subgroups compare as decimal fractions, not as integers', async () => {
  expect(
    await technologies({
      'between 12 and 26': { ipc: ['F03B13/142'] },
      'lower end': { ipc: ['F03B13/12'] },
      'finer than the lower end': { ipc: ['F03B13/122'] },
      'upper end': { ipc: ['F03B13/26'] },
      'finer than the upper end': { ipc: ['F03B13/264'] },
      'above, though 3 is below 26': { ipc: ['F03B13/3'] },
      'below, though 118 is above 26': { ipc: ['F03B13/118'] },
      'hydro range': { ipc: ['F03B13/08'] },
      'between the ranges': { ipc: ['F03B13/11'] },
      'another group': { ipc: ['F03B11/14'] },
    }),
  ).toEqual({
    'between 12 and 26': ['ocean'],
    'lower end': ['ocean'],
    'finer than the lower end': ['ocean'],
    'upper end': ['ocean'],
    'finer than the upper end': ['ocean'],
    'hydro range': ['hydro'],
  });
});

test('9/08 makes a filing ocean and not hydro by 9/00-9/06', async () => {
  expect(await techsOf('E02B9/08')).toEqual(['ocean']);
  expect(await techsOf('E02B9/06')).toEqual(['hydro']);
  expect(await techsOf('E02B9/02', 'E02B9/08')).toEqual(['ocean']);
  expect(await techsOf('E02B9/02', 'E02B9/08', 'F03B3/12')).toEqual(['hydro', 'ocean']);
});

test('a generator counts as hydro beside a water turbine only', async () => {
  expect(await techsOf('H02K7/18')).toEqual([]);
  expect(await techsOf('H02K7/18', 'F03B11/00')).toEqual(['hydro']);
  expect(await techsOf('H02K7/18', 'F03D9/25')).toEqual(['wind']);
});

test('main group and subgroup of one group are two technologies', async () => {
  expect(await techsOf('F25B27/00')).toEqual(['solar_th']);
  expect(await techsOf('F25B27/02')).toEqual(['waste']);
  expect(await techsOf('F25B27/002')).toEqual([]);
  expect(await techsOf('F25B27/04')).toEqual([]);
});

test('a filing has each of its technologies once', async () => {
  expect(await techsOf('B60L8/00', 'F03D1/06', 'F03D80/00', 'H02S40/44')).toEqual([
    'solar_pv',
    'solar_th',
    'wind',
  ]);
});

test('other classes, designs and other years are no filings of the study', async () => {
  expect(
    await technologies({
      'first day': { ipc: ['H02S20/00'], filed: '2006-01-01' },
      'last day': { ipc: ['H02S20/00'], filed: '2019-12-31' },
      'day before': { ipc: ['H02S20/00'], filed: '2005-12-31' },
      'day after': { ipc: ['H02S20/00'], filed: '2020-01-01' },
      'too broad': { ipc: ['F23G5/00', 'F23G7/00', 'B09B3/00', 'G06F17/50'] },
      'no class': { ipc: [] },
      design: { ipc: ['H02S20/00'], type: 'design' },
      'utility model': { ipc: ['H02S20/00'], type: 'utility_model' },
      'a class that only looks alike': { ipc: ['F03D', 'H02N60/00', 'B63H130/00'] },
    }),
  ).toEqual({
    'first day': ['solar_pv'],
    'last day': ['solar_pv'],
    'utility model': ['solar_pv'],
    'a class that only looks alike': ['wind'],
  });
});

test('the variants are nested', async () => {
  const filings = {
    old: { ipc: ['H01L31/042'] },
    modern: { ipc: ['F24S10/00'] },
    storage: { ipc: ['H01M10/44'] },
  };
  expect(Object.keys(await technologies(filings, 'A_original'))).toEqual(['old']);
  expect(Object.keys(await technologies(filings, 'A'))).toEqual(['modern', 'old']);
  expect(Object.keys(await technologies(filings, 'B'))).toEqual(['modern', 'old', 'storage']);
});

function symbol(code: string): IpcClass {
  const parsed = parseIpc(code);
  if (parsed === null) throw new Error(`${code} is no IPC symbol`);
  return parsed;
}

test('ranges agree with the comparison that the reader of IPC symbols has', async () => {
  const tails = ['00', '02', '04', '042', '05', '058', '059', '06', '0725', '08', '1', '12', '122'];
  tails.push('142', '18', '2', '26', '262', '27', '40', '44', '46', '462', '48', '485', '5', '54');
  const groups = ['F24J2', 'F24J3', 'F03B13', 'C10L5', 'F02G5', 'F26B3', 'H01L51', 'F25B30'];
  const codes = groups
    .flatMap((group) => tails.map((tail) => `${group}/${tail}`))
    .filter((code) => parseIpc(code) !== null);
  const expected: Record<string, string[]> = {};
  for (const [tech, from, to] of [
    ['bio', 'C10L5/40', 'C10L5/48'],
    ['geo', 'F24J3/00', 'F24J3/08'],
    ['geo', 'F25B30/06', 'F25B30/06'],
    ['hydro', 'F03B13/06', 'F03B13/10'],
    ['ocean', 'F03B13/12', 'F03B13/26'],
    ['solar_pv', 'H01L51/42', 'H01L51/48'],
    ['solar_th', 'F24J2/00', 'F24J2/54'],
    ['solar_th', 'F26B3/28', 'F26B3/28'],
    ['waste', 'C10L5/46', 'C10L5/48'],
    ['waste', 'F02G5/00', 'F02G5/04'],
  ] as const) {
    for (const code of codes) {
      if (ipcInRange(symbol(code), symbol(from), symbol(to))) (expected[code] ??= []).push(tech);
    }
  }
  const found = await technologies(
    Object.fromEntries(codes.map((code) => [code, { ipc: [code] }])),
  );
  expect(found).toEqual(expected);
  expect(Object.keys(expected).length).toBeGreaterThan(50);
});

test('an unknown variant is refused by name', async () => {
  await expect(
    runSql('ipc_ranges', { tables: {}, variables: { ipc_variant: 'C' } }),
  ).rejects.toThrow('ipc_variant is A, A_original or B, not C');
});
