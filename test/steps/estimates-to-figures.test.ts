import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import estimate from '../../steps/estimate.ts';
import table from '../../steps/table.ts';
import trends from '../../steps/trends.ts';
import type { Fit } from '../../src/econometrics/fit.ts';
import { writeParquet } from '../../src/io/tables/parquet.ts';
import type { StepDefinition } from '../../src/step.ts';
import type { Table } from '../../src/tables/table.ts';
import { stepContext } from '../support/step-context.ts';

/** Effect of the policy in the panel below, and the size of its noise. */
const EFFECT = 0.5;
const NOISE = 0.003;
const ROOT = mkdtempSync(join(tmpdir(), 'estimates-'));
const PANEL = join(ROOT, 'panel.parquet');
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const MODELS = {
  models: [
    { id: 't.1', formula: 'y ~ did | city + year', vcov: { cluster: ['city'] } },
    { id: 't.2', formula: 'y ~ did + x | city + year', vcov: 'hetero' },
  ],
};

describe('estimate', () => {
  test('reads the columns of its formulas and clusters, and no others', () => {
    expect(estimate.reads?.(estimate.params.parse(MODELS))).toEqual({
      panel: ['y', 'did', 'city', 'year', 'x'],
    });
  });

  test('refuses two models of one id', () => {
    const [model] = MODELS.models;
    const parsed = estimate.params.safeParse({ models: [model, model] });
    expect(parsed.error?.issues[0]?.message).toBe('two models have the same id');
  });

  test('points at the character where a formula goes wrong', () => {
    const models = [{ id: 't.1', formula: 'y ~ did +', vcov: 'iid' }];
    expect(() => estimate.reads?.(estimate.params.parse({ models }))).toThrow(
      expect.objectContaining({ code: 'E_FORMULA' }),
    );
  });
});

describe('from a panel to its table and figure', () => {
  test('a fit becomes a cell with its source', async () => {
    await writePanel();
    await run('baseline', estimate, MODELS, { panel: PANEL });
    const { fits } = JSON.parse(text('baseline')) as { fits: readonly Fit[] };
    expect(fits.map(({ id, nobs }) => [id, nobs])).toEqual([
      ['t.1', 48],
      ['t.2', 48],
    ]);
    expect(Math.abs((fits[1]?.terms[0]?.estimate ?? 0) - EFFECT)).toBeLessThan(NOISE);

    await run('t', table, TABLE, { baseline: join(ROOT, 'baseline') });
    const { body } = JSON.parse(text('t_en_json')) as Table;
    expect(body[0]?.cells[2]).toMatchObject({
      value: fits[1]?.terms[0]?.estimate,
      source: { step: 'baseline', path: '$.fits[1].terms[0].estimate' },
    });
    expect(text('t_csv').split('\r\n').slice(0, 2)).toEqual(['\uFEFF,,with x', 'Variable,(1),(2)']);
    for (const format of ['md', 'html', 'tex', 'csv'])
      expect(text(`t_${format}`)).toContain('synthetic');
    expect(readFileSync(join(ROOT, 't_docx')).toString('latin1', 0, 2)).toBe('PK');
    expect(readFileSync(join(ROOT, 't_xlsx')).toString('latin1', 0, 2)).toBe('PK');

    await run('t', table, TABLE, { baseline: join(ROOT, 'baseline') }, false);
    expect(text('t_md')).not.toContain('synthetic');
  });

  test('a column for a fit that no step made is an error that names those it has', async () => {
    await run('baseline', estimate, MODELS, { panel: PANEL });
    const params = { ...TABLE, columns: ['t.3'] };
    await expect(
      run('t', table, params, { baseline: join(ROOT, 'baseline') }),
    ).rejects.toMatchObject({
      code: 'E_UNKNOWN_FIT',
      hint: 'the models are t.1, t.2',
    });
  });

  test('the trends are drawn from the declared columns', async () => {
    await writePanel();
    const params = {
      outcome: 'y',
      treated: 'treat',
      time: 'year',
      policy_year: 2004,
      title: 'Trends',
      outcome_label: { en: 'y', zh: 'y' },
    };
    expect(trends.reads?.(trends.params.parse(params))).toEqual({ panel: ['year', 'treat', 'y'] });
    const counts = await run('trends', trends, params, { panel: PANEL });

    expect(counts).toEqual({ points: 12 });
    expect(JSON.parse(text('trends'))).toHaveProperty('means.length', 12);
    expect(text('trends_svg')).toContain('data-text="Synthetic data:');
    expect(JSON.parse(text('trends_vl_json'))).toHaveProperty('title.subtitle');
    expect(readFileSync(join(ROOT, 'trends_png')).toString('latin1', 1, 4)).toBe('PNG');
    await expect(
      run('trends', trends, { ...params, outcome: 'name' }, { panel: PANEL }),
    ).rejects.toMatchObject({ code: 'E_NOT_NUMERIC' });
  });
});

const TABLE = {
  models: ['baseline'],
  columns: ['t.1', { fit: 't.2', heading: 'with x' }],
  title: 'Results',
  controls: ['x'],
};

/** Eight cities in six years; the policy starts in four of them in 2004. */
async function writePanel(): Promise<void> {
  const rows = Array.from({ length: 48 }, (_, i) => {
    const [city, year] = [Math.floor(i / 6), 2001 + (i % 6)];
    const treat = city % 2;
    const did = treat === 1 && year >= 2004 ? 1 : 0;
    // Two scrambled grids: a control, and noise without which there is no standard error.
    const x = ((city * 7 + year * 3) % 5) / 5;
    const noise = (((city * 31 + year * 17) % 7) - 3) / 1000;
    const y = city + year / 10 + EFFECT * did + 2 * x + noise;
    return [city, `city ${city}`, year, treat, did, x, y];
  });
  const schema = {
    city: 'INTEGER',
    name: 'VARCHAR',
    year: 'INTEGER',
    treat: 'INTEGER',
    did: 'INTEGER',
    x: 'DOUBLE',
    y: 'DOUBLE',
  } as const;
  await writeParquet(PANEL, schema, rows);
}

function text(output: string): string {
  return readFileSync(join(ROOT, output), 'utf8');
}

/** Runs a step; outputs and inputs are files of the test's folder, named as they are asked for. */
async function run<P>(
  step: string,
  definition: StepDefinition<P>,
  params: unknown,
  inputs: Readonly<Record<string, string>>,
  synthetic = true,
): Promise<Readonly<Record<string, number>>> {
  const parsed = definition.params.parse(params);
  const reads = definition.reads?.(parsed) ?? {};
  let counted: Readonly<Record<string, number>> = {};
  await definition.run(
    stepContext({
      step,
      params: parsed,
      root: ROOT,
      input: (name) => ({
        name,
        step: name,
        path: inputs[name] ?? '',
        columns: reads[name] ?? '*',
      }),
      synthetic,
      model: (name) => ({ step: name, path: inputs[name] ?? '' }),
      output: (name) => join(ROOT, name),
      count: (counts) => (counted = counts),
    }),
  );
  return counted;
}
