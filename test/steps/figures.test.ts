import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import coefficients from '../../steps/coefficients.ts';
import distribution from '../../steps/distribution.ts';
import eventStudy from '../../steps/event-study-figure.ts';
import lovePlot from '../../steps/love-plot.ts';
import map from '../../steps/map.ts';
import placebo from '../../steps/placebo-figure.ts';
import powerCurve from '../../steps/power-curve.ts';
import propensity from '../../steps/propensity.ts';
import { writeParquet } from '../../src/io/tables/parquet.ts';
import type { StepDefinition } from '../../src/step.ts';
import { stepContext } from '../support/step-context.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'figures-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const COMMON = { data: 'outputs/demo', title: { en: 'Title', zh: '标题' } };
const EFFECT = { effect: { en: 'Effect', zh: '效应' } };

describe('figures of models', () => {
  test('an event study, its unknown interval as null', async () => {
    const point = { term: 't', binned: false, estimate: 0.1, conf_low: 0, conf_high: null };
    const model = { points: [{ ...point, period: 0 }], pretrend: null };
    json('event_study', { fits: [], event_study: model });
    const report = await run('figure1', eventStudy, { ...COMMON, ...EFFECT }, ['event_study']);
    expect(report.sources).toEqual([{ step: 'event_study', path: '$.event_study' }]);
    expect(report.data.rows).toEqual([[0, 0.1, 0, null, '']]);
    expect(report.description).toContain('Synthetic data');
  });

  test('a placebo test with groups', async () => {
    const p = { p_value: 0.1, p_value_plus_one: 0.2 };
    const summary = {
      mode: 'exact',
      draws: 3,
      assigned: { by: 'city', blocks: 3, treated_blocks: 1 },
      by_estimate: p,
      by_statistic: p,
    };
    const draws = { estimates: [-1, 0, 1], p_values: [0.1, 1, 0.1] };
    const observed = { estimate: 1, p_value: 0.1 };
    json('placebo_model', { placebo: { ...summary, ...draws, observed }, placebo_groups: summary });
    const report = await run('figure2', placebo, { ...COMMON, ...EFFECT }, ['placebo_model']);
    expect(report.sources).toEqual([{ step: 'placebo', path: '$.placebo' }]);
    expect(report.description.match(/all 3 choices of 1 of 3 city/gu)).toHaveLength(2);
  });

  test('a balance table', async () => {
    const row = { covariate: 'x', before: { bias: 20 }, after: { bias: 1 } };
    json('matching_model', { balance: { rows: [row] } });
    const labels = { x: { en: 'Size', zh: '规模' } };
    const report = await run('love_plot', lovePlot, { ...COMMON, labels }, ['matching_model']);
    expect(report.data.rows).toEqual([['Size', 20, 1]]);
  });

  test('published coefficients of the roles asked for, also where none was computed', async () => {
    const row = { table: 'table1', published: 0.1, inside: null, computed: null };
    json('published', {
      rows: [
        { ...row, id: 'a', role: 'did' },
        { ...row, id: 'b', role: 'control' },
      ],
    });
    const panels = [{ tables: ['table1'], axis: 'Effect' }];
    const report = await run('coefficients', coefficients, { ...COMMON, panels }, ['published']);
    expect(report.data.rows).toEqual([['table1', 'a', 0.1, null, null, null, null]]);
  });

  test('a power analysis of units; of groups only where there is one', async () => {
    const power = {
      level: 0.05,
      power: 0.8,
      mode: 'random',
      draws: 9,
      assigned: { by: 'city', blocks: 9, treated_blocks: 2 },
      analytic: { mde: 0.1 },
      observed: { estimate: 0.1 },
      rules: [{ rule: 'cluster_t', mde: null, size: 0, curve: [{ effect: 0.1, share: 0.5 }] }],
    };
    json('power', { power, power_groups: null });
    const report = await run('power_curve', powerCurve, { ...COMMON, ...EFFECT }, ['power']);
    expect(report.data.rows).toEqual([['Clustered t', 0.1, 0.5]]);
    const params = { ...COMMON, ...EFFECT, analysis: 'power_groups' };
    await expect(run('power_curve', powerCurve, params, ['power'])).rejects.toMatchObject({
      code: 'E_MODEL_FILE',
    });
  });

  test('a model of another shape is an error that says where', async () => {
    json('event_study', { fits: [] });
    await expect(
      run('figure1', eventStudy, { ...COMMON, ...EFFECT }, ['event_study']),
    ).rejects.toMatchObject({
      code: 'E_MODEL_FILE',
      message: expect.stringContaining('event_study') as unknown,
    });
  });
});

describe('figures of tables', () => {
  test('scores of a matched sample', async () => {
    const schema = {
      treat: 'INTEGER',
      score: 'DOUBLE',
      support: 'INTEGER',
      weight: 'DOUBLE',
    } as const;
    const rows = [
      [1, 0.4, 1, 1],
      [1, 0.9, 0, null],
      [0, 0.3, 1, 0.5],
      [0, 0.5, 1, 0.5],
    ];
    await writeParquet(join(ROOT, 'matching'), schema, rows);
    const report = await run('propensity', propensity, COMMON, ['matching']);
    expect(report.description).toContain('after: 1 treated, 2 control rows; off support: 1');
  });

  test('the outcome by year', async () => {
    const schema = { year: 'INTEGER', treat: 'INTEGER', y: 'DOUBLE' } as const;
    await writeParquet(join(ROOT, 'panel'), schema, [
      [2001, 1, 3],
      [2001, 0, null],
    ]);
    const params = { ...COMMON, outcome: 'y', policy_year: 2001, outcome_label: 'y' };
    const report = await run('distribution', distribution, params, ['panel']);
    expect(report.data.rows).toEqual([[2001, 'Treated cities (1)', 3, 3, 3, 3, 3, 1]]);
  });

  test('cities, which are facts whatever the data is', async () => {
    const schema = {
      name_en: 'VARCHAR',
      name: 'VARCHAR',
      longitude: 'DOUBLE',
      latitude: 'DOUBLE',
      pilot: 'INTEGER',
    } as const;
    await writeParquet(join(ROOT, 'cities'), schema, [
      ['Hangzhou', '杭州', 120.2, 30.3, 1],
      ['Nowhere', '无处', null, null, 0],
    ]);
    const names = { en: 'name_en', zh: 'name' };
    const params = { title: 'Map', treated: 'pilot', name: names, region: names };
    const report = await run('map', map, params, ['cities']);
    expect(report.synthetic).toBe(false);
    expect(report.data.rows).toEqual([['Hangzhou', 'Hangzhou', 120.2, 30.3, 1]]);
  });
});

interface Report {
  readonly description: string;
  readonly synthetic: boolean;
  readonly data: { readonly rows: readonly unknown[][] };
  readonly sources: readonly unknown[];
}

function json(name: string, content: unknown): void {
  writeFileSync(join(ROOT, name), JSON.stringify(content));
}

/** Runs a step and gives what it wrote for the report in English; inputs are files of the folder. */
async function run<P>(
  step: string,
  definition: StepDefinition<P>,
  given: unknown,
  inputs: readonly string[],
): Promise<Report> {
  const params = definition.params.parse(given);
  const outputs = definition.outputs(step, params);
  const reads = definition.reads?.(params) ?? {};
  await definition.run(
    stepContext({
      step,
      params,
      root: ROOT,
      input: (name) => {
        if (!inputs.includes(name)) throw new Error(`input ${name} is not expected`);
        return { name, step: name, path: join(ROOT, name), columns: reads[name] ?? '*' };
      },
      output: (name) => join(ROOT, outputs[name] ?? 'undeclared'),
    }),
  );
  return JSON.parse(readFileSync(join(ROOT, `outputs/figures/${step}.en.json`), 'utf8')) as Report;
}
