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
import { balanceOf, placeboOf, powerOf, publishedOf, publishedRow } from '../records/samples.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'figures-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const COMMON = { title: { en: 'Title', zh: '标题' } };
const EFFECT = { effect: { en: 'Effect', zh: '效应' } };

describe('figures of models', () => {
  test('an event study, its unknown interval as null', async () => {
    const numbers = { estimate: 0.1, std_error: 0.1, conf_low: 0, conf_high: null };
    const point = { term: 't', binned: false, ...numbers };
    const model = { points: [{ ...point, period: 0 }], pretrend: null };
    json('event_study', { fits: [], event_study: model });
    const report = await run('figure1', eventStudy, { ...COMMON, ...EFFECT }, ['event_study']);
    expect(report.sources).toEqual([{ step: 'event_study', path: '$.event_study' }]);
    expect(report.data.rows).toEqual([[0, 0.1, 0, null, '']]);
    expect(report.description).toContain('Synthetic data');
  });

  test('a placebo test with groups', async () => {
    const exact = { ...placeboOf([-1, 0, 1], [0.1, 1, 0.1]), mode: 'exact' as const };
    json('placebo', { placebo: exact, placebo_groups: exact });
    const report = await run('figure2', placebo, { ...COMMON, ...EFFECT }, ['placebo']);
    expect(report.sources).toEqual([
      { step: 'placebo', path: '$.placebo' },
      { step: 'placebo', path: '$.placebo_groups' },
    ]);
    expect(report.description.match(/all 3 choices of 3 of 10 city/gu)).toHaveLength(2);
  });

  test('a balance table', async () => {
    json('matching', balanceOf([['x', 20, 1]]));
    const labels = { x: { en: 'Size', zh: '规模' } };
    const report = await run('love_plot', lovePlot, { ...COMMON, labels }, ['matching']);
    expect(report.data.rows).toEqual([['Size', 20, 1]]);
  });

  test('published coefficients of the roles asked for, also where none was computed', async () => {
    const own = { published: 0.1, computed: null };
    const other = publishedRow('table1.1.lu', { role: 'control' });
    json('published', publishedOf([publishedRow('table1.1.did', own), other]));
    const panels = [{ tables: ['table1'], axis: 'Effect' }];
    const report = await run('coefficients', coefficients, { ...COMMON, panels }, ['published']);
    const unknown = [null, null, null, null, null, null];
    expect(report.data.rows).toEqual([['table1', 'table1.1.did', 0.1, ...unknown]]);
  });

  test('a power analysis of units; of groups only where there is one', async () => {
    const curve = [{ effect: 0.1, share: 0.5 }];
    const power = powerOf([{ rule: 'cluster_t', mde: null, size: 0, curve }]);
    json('power', { power, power_groups: null });
    const report = await run('power_curve', powerCurve, { ...COMMON, ...EFFECT }, ['power']);
    expect(report.data.rows).toEqual([['Clustered t', 0.1, 0.5]]);
    const params = { ...COMMON, ...EFFECT, analysis: 'power_groups' };
    await expect(run('power_curve', powerCurve, params, ['power'])).rejects.toMatchObject({
      code: 'E_FIGURE_EMPTY',
    });
  });

  test('a model of another shape is an error that says where', async () => {
    json('event_study', { fits: [] });
    await expect(
      run('figure1', eventStudy, { ...COMMON, ...EFFECT }, ['event_study']),
    ).rejects.toMatchObject({
      code: 'E_MODEL_FILE',
      where: 'event_study',
      message: expect.stringContaining('$.event_study: ') as unknown,
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
    const report = await run('propensity', propensity, { ...COMMON, treated: 'treat' }, [
      'matching',
    ]);
    expect(report.description).toContain('after: 1 treated, 2 control rows; off support: 1');
    // What is drawn stands in a model file of the step's own.
    expect(report.sources).toEqual([{ step: 'propensity', path: '$.scores' }]);
    expect(written('propensity')).toMatchObject({
      scores: { off_support: 1, support: { low: 0.4, high: 0.5 } },
    });
  });

  test('the outcome by year', async () => {
    const schema = { year: 'INTEGER', treat: 'INTEGER', y: 'DOUBLE' } as const;
    await writeParquet(join(ROOT, 'panel'), schema, [
      [2001, 1, 3],
      [2001, 0, null],
    ]);
    const columns = { outcome: 'y', treated: 'treat', time: 'year' };
    const params = { ...COMMON, ...columns, policy_year: 2001, outcome_label: 'y' };
    const report = await run('distribution', distribution, params, ['panel']);
    expect(report.data.rows).toEqual([[2001, 'Treated (1)', 3, 3, 3, 3, 3, 1]]);
    expect(report.sources).toEqual([{ step: 'distribution', path: '$.boxes' }]);
    expect(written('distribution')).toEqual({
      boxes: [
        { group: 'treated', year: 2001, units: 1, p10: 3, p25: 3, median: 3, p75: 3, p90: 3 },
      ],
    });
  });

  test('cities, which are facts where the table of them is', async () => {
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
    const report = await run('map', map, params, ['cities'], false);
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

function written(step: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, `outputs/models/${step}.json`), 'utf8'));
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
  synthetic = true,
): Promise<Report> {
  const params = definition.params.parse(given);
  const outputs = definition.outputs(step, params);
  const reads = definition.reads?.(params) ?? {};
  const at = (name: string): string => {
    if (!inputs.includes(name)) throw new Error(`${name} is not expected`);
    return join(ROOT, name);
  };
  await definition.run(
    stepContext({
      step,
      params,
      root: ROOT,
      synthetic,
      input: (name) => ({ name, step: name, path: at(name), columns: reads[name] ?? '*' }),
      model: (name) => ({ step: name, path: at(name) }),
      output: (name) => join(ROOT, outputs[name] ?? 'undeclared'),
    }),
  );
  return JSON.parse(readFileSync(join(ROOT, `outputs/figures/${step}.en.json`), 'utf8')) as Report;
}
