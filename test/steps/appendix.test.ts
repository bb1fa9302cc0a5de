import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import correlationsStep from '../../steps/correlations.ts';
import definitionsStep from '../../steps/definitions.ts';
import descriptives from '../../steps/descriptives.ts';
import modelTable from '../../steps/model-table.ts';
import rawRecords from '../../steps/raw-records.ts';
import shares from '../../steps/shares.ts';
import vif from '../../steps/vif.ts';
import { writeParquet } from '../../src/io/tables/parquet.ts';
import { writeJson } from '../../src/io/write.ts';
import type { StepDefinition } from '../../src/step.ts';
import type { Table } from '../../src/tables/table.ts';
import { stepContext } from '../support/step-context.ts';
import { balanceOf, placeboOf, powerOf } from '../records/samples.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'appendix-'));
const at = (name: string): string => join(ROOT, name);
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const COMMON = { title: 'T' };

beforeAll(async () => {
  const schema = { x: 'DOUBLE', y: 'DOUBLE', treat: 'INTEGER' } as const;
  const rows = [
    [1, 2, 1],
    [2, 1, 1],
    [3, 4, 0],
    [4, 3, 0],
    [null, 5, 0],
  ];
  await writeParquet(at('panel'), schema, rows);
});

describe('descriptives', () => {
  test('describe all rows and each group, every number with its place in the model file', async () => {
    const by = { column: 'treat', groups: [{ value: 1, label: 'Pilot' }] };
    const params = {
      ...COMMON,
      variables: ['x'],
      by,
      statistics: ['n', 'missing', 'mean', 'median'],
    };
    const table = await run('d', descriptives, params, { panel: at('panel') });

    expect(texts(table)).toEqual([
      ['All'],
      ['x', '4', '1', '2.500', '2.500'],
      ['Pilot'],
      ['x', '2', '0', '1.500', '1.500'],
    ]);
    expect(table.body.map(({ id }) => id)).toEqual(['all', 'x', 'treat=1', 'treat=1.x']);
    expectSources(table, { d: at('d') });
    expect(table.notes.at(-1)).toMatch(/synthetic/u);
  });
});

test('descriptives of a group that no row has are refused', async () => {
  const by = { column: 'treat', groups: [{ value: 2, label: 'Pilot' }] };
  const params = { ...COMMON, variables: ['x'], by };
  await expect(run('d', descriptives, params, { panel: at('panel') })).rejects.toMatchObject({
    code: 'E_WHERE',
  });
});

describe('correlations and vif', () => {
  test('are those of the complete rows', async () => {
    const params = { ...COMMON, variables: ['x', 'y'] };
    const table = await run('c', correlationsStep, params, { panel: at('panel') });
    // r = 3 / 5 by hand; t = 0.6 √(2 / 0.64) with 2 degrees of freedom has p = 0.4.
    expect(texts(table)).toEqual([
      ['(1) x', '1.000', ''],
      ['(2) y', '0.600', '1.000'],
    ]);
    const model = JSON.parse(readFileSync(at('c'), 'utf8')) as Correlated;
    expect(model.correlations.n).toBe(4);
    expect(model.correlations.p_values[1]?.[0]).toBeCloseTo(0.4, 12);
    expectSources(table, { c: at('c') });

    // 1 / (1 − 0.36).
    const inflation = await run('v', vif, params, { panel: at('panel') });
    expect(texts(inflation)).toEqual([
      ['x', '1.56', '0.64'],
      ['y', '1.56', '0.64'],
      ['Mean', '1.56', ''],
    ]);
    expectSources(inflation, { v: at('v') });
  });
});

interface Correlated {
  readonly correlations: { readonly n: number; readonly p_values: readonly (readonly number[])[] };
}

test('shares are printed by row and column of a table of counts', async () => {
  const schema = { what: 'VARCHAR', year: 'INTEGER', cells: 'INTEGER', filled: 'INTEGER' } as const;
  await writeParquet(at('counts'), schema, [
    ['gdp', 2016, 8, 1],
    ['gdp', 2017, 8, 0],
  ]);
  const params = {
    table: 'counts',
    row: 'what',
    column: 'year',
    whole: 'cells',
    parts: ['filled'],
  };
  const table = await run('shares', shares, { ...COMMON, ...params }, { counts: at('counts') });

  expect(texts(table)).toEqual([['filled'], ['gdp', '12.5', '0.0', '6.3']]);
  expectSources(table, { shares: at('shares') });
});

describe('raw records', () => {
  test('are counted by file and reason, most frequent first', async () => {
    await writeParquet(at('s'), { source_file: 'VARCHAR' }, [
      ['in/a.csv'],
      ['in/a.csv'],
      ['in/b.csv'],
    ]);
    await writeParquet(at('s_rejects'), { file: 'VARCHAR', reason: 'VARCHAR' }, [
      ['in/b.csv', 'bad_date'],
      ['in/c.csv', 'duplicate_row'],
      ['in/c.csv', 'duplicate_row'],
    ]);
    const inputs = { s: at('s'), s_rejects: at('s_rejects') };
    const table = await run('raw', rawRecords, { ...COMMON, source: 's' }, inputs);

    expect(table.head[1]?.cells.map(({ text }) => text)).toEqual([
      'File',
      'Kept',
      'Duplicate row, merged',
      'Bad date',
    ]);
    expect(texts(table)).toEqual([
      ['a.csv', '2', '', ''],
      ['b.csv', '1', '', '1'],
      ['c.csv', '0', '2', ''],
      ['Total', '3', '2', '1'],
    ]);
    expectSources(table, { raw: at('raw') });
  });
});

describe('model tables', () => {
  test('print the event study with its joint test', async () => {
    const point = {
      term: 'e',
      binned: true,
      estimate: 0.5,
      std_error: 0.25,
      conf_low: 0,
      conf_high: 1,
    };
    const event_study = {
      points: [
        { ...point, period: -2 },
        { ...point, period: -1, term: '', binned: false },
        { ...point, period: 0, conf_low: null },
      ],
      pretrend: { terms: ['e'], statistic: 4, p_value: 0.0001, df1: 1, df2: 9 },
    };
    await writeJson(at('event'), { fits: [], event_study });
    const params = { ...COMMON, model: 'event', show: 'event_study' };
    const table = await run('e', modelTable, params, { event: at('event') });

    expect(texts(table)).toEqual([
      ['−2 and before', '0.500', '0.250', '0.000', '1.000'],
      ['−1', '0', 'reference', '', ''],
      ['0 and after', '0.500', '0.250', '–', '1.000'],
      ['Joint F', '4.00', '', '', ''],
      ['Restrictions', '1', '', '', ''],
      ['Degrees of freedom', '9', '', '', ''],
      ['p', '<0.001', '', '', ''],
    ]);
    expectSources(table, { event: at('event') });
  });

  test('print the balance, before and after', async () => {
    const { balance } = balanceOf([['x', -50, -5]]);
    const rows = balance.rows.map((one) => ({ ...one, reduction: 90 }));
    await writeJson(at('m'), { balance: { ...balance, rows } });
    const params = { ...COMMON, model: 'm', show: 'balance', labels: { x: 'Wealth' } };
    const table = await run('b', modelTable, params, { m: at('m') });

    expect(texts(table).slice(0, 4)).toEqual([
      ['Wealth', 'Unmatched', '1.000', '2.000', '-50.0', '-2.00', '0.040', '0.50†', ''],
      ['', 'Matched', '1.000', '2.000', '-5.0', '-2.00', '0.040', '0.50†', '90.0'],
      ['Whole sample', '', 'Unmatched', 'Matched', '', '', '', '', ''],
      ['Mean |bias| (%)', '', '50.0', '5.0', '', '', '', '', ''],
    ]);
    expectSources(table, { m: at('m') });
  });

  test('print placebo tests side by side, an exact one beside a random one', async () => {
    const units = { ...placeboOf([-1, 1], [0.1, 0.1]), possible: 4.26e56 };
    const groups = {
      ...units,
      mode: 'exact',
      possible: 20,
      assigned: { ...units.assigned, by: 'province' },
    };
    await writeJson(at('p'), { placebo: units, placebo_groups: groups });
    const params = { ...COMMON, model: 'p', show: 'placebo' };
    const table = await run('p', modelTable, params, { p: at('p') });

    expect(row(table, 'possible')).toEqual(['Possible assignments', '4.26e56', '20']);
    expect(row(table, 'mode')).toEqual(['Assignments', 'random', 'all (exact)']);
    expect(row(table, 'estimate.p1')).toEqual(['p = (c + 1) / (n + 1)', '0.020', '0.020']);
    expect(table.notes).toContain('Seed of the random draws (city): 7.');
    expectSources(table, { p: at('p') });
  });

  test('print differences between groups, and one test for more than two', async () => {
    const numbers = {
      estimate: 0.2,
      std_error: 0.1,
      statistic: 2,
      p_value: 0.05,
      conf_low: 0,
      conf_high: 0.4,
    };
    const permutation = { p_value_plus_one: 0.07 };
    const difference = (groups: readonly string[]) => ({
      term: 'did',
      groups,
      interaction: numbers,
      seemingly_unrelated: { ...numbers, p_value: 0.04 },
      permutation,
    });
    const equality = { p_value: 0.5 };
    const comparisons = [
      {
        group: 'base',
        labels: ['0', '1'],
        terms: ['did'],
        differences: [difference(['0', '1'])],
        interaction: equality,
        seemingly_unrelated: equality,
        permutation: null,
      },
      {
        group: 'type',
        labels: ['a', 'b', 'c'],
        terms: ['did'],
        differences: [difference(['a', 'b'])],
        interaction: equality,
        seemingly_unrelated: equality,
        permutation: { spread: { did: { p_value_plus_one: 0.6 } } },
      },
    ];
    await writeJson(at('g'), { comparisons });
    const labels = { base: 'Old base', 'base=1': 'old', 'base=0': 'new' };
    const params = { ...COMMON, model: 'g', show: 'subgroups', labels };
    const table = await run('sub', modelTable, params, { g: at('g') });

    expect(texts(table)).toEqual([
      ['Old base'],
      ['old − new', '0.200', '0.100', '0.050', '0.040', '0.070'],
      ['type'],
      ['b − a', '0.200', '0.100', '0.050', '0.040', '0.070'],
      ['All groups equal', '', '', '0.500', '0.500', '0.600'],
    ]);
    expectSources(table, { g: at('g') });
  });

  test('print indirect effects and moderation', async () => {
    const near = { std_error: 0.1, statistic: 1, p_value: 0.3, conf_low: -0.1, conf_high: 0.3 };
    const effects = ['mean - sd', 'mean', 'mean + sd', 'mean of treated rows'].map((where, i) => ({
      where,
      at: i,
      estimate: i / 4,
      ...near,
    }));
    const mediation = {
      a: 0.5,
      b: 0.25,
      product: 0.125,
      total: 1,
      direct: 0.875,
      share: 0.125,
      joint: near,
      sobel: { ...near, p_value: 0.4 },
      bootstrap: { conf_low: -0.1, conf_high: 0.2 },
    };
    const interaction = { term: 'did:m', estimate: 0.75, ...near };
    const mechanisms = [{ mediator: 'm', mediation, moderation: { effects, interaction } }];
    await writeJson(at('mech'), { mechanisms });
    const params = { ...COMMON, model: 'mech', show: 'mechanisms' };
    const table = await run('mediation', modelTable, params, { mech: at('mech') });

    expect(row(table, 'product')).toEqual(['a·b', '0.125']);
    expect(row(table, 'sobel')).toEqual(['p, Sobel', '0.400']);
    expect(row(table, 'bootstrap')).toEqual(['Bootstrap, 95% interval', '[−0.100, 0.200]']);
    expect(row(table, 'mean + sd')).toEqual(['Effect at mean + SD', '0.500']);
    expect(row(table, 'mean + sd.error')).toEqual(['', '(0.100)']);
    expectSources(table, { mech: at('mech') });
  });

  test('print the smallest effects that each test finds', async () => {
    const rule = { mde: { positive: 0.3, negative: -0.4 }, size: 0.06, curve: [] };
    const power = powerOf([
      { rule: 'cluster_t', ...rule },
      { rule: 'randomisation_estimate', ...rule, mde: null },
      { rule: 'randomisation_t', ...rule },
    ]);
    await writeJson(at('pow'), { power });
    const params = { ...COMMON, model: 'pow', show: 'power' };
    const table = await run('mde', modelTable, params, { pow: at('pow') });

    expect(row(table, 'mde')).toEqual(['Smallest effect, analytic', '0.200']);
    expect(row(table, 'cluster_t.negative')).toEqual(['Smallest negative effect', '-0.400']);
    expect(row(table, 'randomisation_estimate.positive')).toEqual([
      'Smallest positive effect',
      '–',
    ]);
    expect(table.notes[0]).toContain('size 5% finds with a probability of 80%');
    expectSources(table, { pow: at('pow') });
  });

  test('refuse a file that has no such part', async () => {
    await writeJson(at('none'), { fits: [] });
    const params = { ...COMMON, model: 'none', show: 'balance' };
    await expect(run('n', modelTable, params, { none: at('none') })).rejects.toMatchObject({
      code: 'E_MODEL_FILE',
    });
  });
});

describe('definitions', () => {
  test('cover every number of the panel that tables print, in both languages', async () => {
    const table = await run('defs', definitionsStep, COMMON, {}, [
      'data/reference/definitions.csv',
    ]);
    const defined = table.body.map(({ id }) => id);
    for (const name of [
      'ln_et',
      'et_abroad',
      'pgdp',
      'lu',
      'gs',
      'ind',
      'es',
      'eue',
      'mkt',
      'did',
    ]) {
      expect(defined).toContain(name);
    }
    const panel = readFileSync('sql/panel.sql', 'utf8');
    for (const name of defined) expect(panel).toMatch(new RegExp(`\\b${name}\\b`, 'u'));
  });

  test('name a variable that has none', async () => {
    const params = { ...COMMON, variables: ['nothing'] };
    await expect(
      run('defs', definitionsStep, params, {}, ['data/reference/definitions.csv']),
    ).rejects.toMatchObject({ code: 'E_DEFINITIONS' });
  });
});

/** Every number of the table stands in the model file of its source, at its path. */
function expectSources(table: Table, files: Readonly<Record<string, string>>): void {
  const cells = table.body.flatMap((line) => line.cells).filter(({ value }) => value !== undefined);
  expect(cells.length).toBeGreaterThan(0);
  for (const { source, value } of cells) {
    const file = files[source?.step ?? ''] ?? `no file of ${source?.step ?? 'nothing'}`;
    const keys = (source?.path ?? '')
      .replaceAll(/\[(\d+)\]/gu, '.$1')
      .split('.')
      .slice(1);
    const found = keys.reduce<unknown>(
      (part, key) => (part as Record<string, unknown>)[key],
      JSON.parse(readFileSync(file, 'utf8')),
    );
    expect(found).toBe(value);
  }
}

function texts(table: Table): string[][] {
  return table.body.map(({ cells }) => cells.map((cell) => cell.text + (cell.stars ?? '')));
}

function row(table: Table, id: string): string[] {
  const found = table.body.find((line) => line.id === id);
  return (found?.cells ?? []).map(({ text }) => text);
}

/** Runs a step with outputs in the test's folder; gives its table in English. */
async function run<P>(
  step: string,
  definition: StepDefinition<P>,
  params: unknown,
  inputs: Readonly<Record<string, string>>,
  files: readonly string[] = [],
): Promise<Table> {
  const parsed = definition.params.parse(params);
  const reads = definition.reads?.(parsed) ?? {};
  await definition.run(
    stepContext({
      step,
      params: parsed,
      root: files.length === 0 ? ROOT : process.cwd(),
      files,
      input: (name) => ({
        name,
        step: name,
        path: inputs[name] ?? '',
        columns: reads[name] ?? '*',
      }),
      model: (name) => ({ step: name, path: inputs[name] ?? '' }),
      output: at,
    }),
  );
  for (const format of ['md', 'html', 'tex', 'csv']) {
    expect(readFileSync(at(`${step}_${format}`), 'utf8').length).toBeGreaterThan(100);
  }
  return JSON.parse(readFileSync(at(`${step}_en_json`), 'utf8')) as Table;
}
