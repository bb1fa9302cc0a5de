import { describe, expect, test } from 'vitest';
import type { Fit } from '../../src/econometrics/fit.ts';
import type { RegressionTableSettings, SourcedFit } from '../../src/tables/regression-layout.ts';
import { regressionTable } from '../../src/tables/regression-table.ts';
import type { Cell, Table } from '../../src/tables/table.ts';
import { FITS, SETTINGS } from './published-fits.ts';

describe('regressionTable', () => {
  test('prints the published table: digits, stars, standard errors, blanks', () => {
    const table = regressionTable(FITS, SETTINGS);

    expect(row(table, 'did')).toEqual(['Treat × period', '0.0721*', '0.0732**']);
    expect(row(table, 'did', 'spread')).toEqual(['', '(0.0285)', '(0.0288)']);
    expect(row(table, 'gs')).toEqual(['Gs', '', '0.0235***']);
    expect(row(table, 'lu')).toEqual(['Lu', '', '-0.0101']);
    expect(row(table, 'constant')).toEqual(['Constant', '0.00340', '-0.00462']);
    expect(row(table, 'fixed_effects.city')).toEqual(['City fixed effects', 'Yes', 'Yes']);
    expect(row(table, 'nobs')).toEqual(['Observations', '3584', '3584']);
    expect(row(table, 'clusters')).toEqual(['Clusters', '256', '256']);
    expect(row(table, 'r2')).toEqual(['R-squared', '0.301', '0.305']);
  });

  test('keeps with every number its unrounded value and a path that leads back to it', () => {
    const table = regressionTable(FITS, SETTINGS);
    const numbers = table.body.flatMap(({ cells }) => cells).filter((c) => c.value !== undefined);

    expect(numbers).toHaveLength(22);
    for (const cell of numbers) {
      expect(cell.source?.step).toBe('baseline');
      expect(follow(cell.source?.path ?? '')).toBe(cell.value);
    }
  });

  test('sums up controls that have no rows, by what each column really holds', () => {
    const table = regressionTable(FITS, { ...SETTINGS, terms: ['did'] });

    expect(row(table, 'controls')).toEqual(['Controls', 'No', 'Yes']);
    expect(table.body.some(({ id }) => id === 'pgdp')).toBe(false);
  });

  test('without terms prints all that are no controls, in order of appearance', () => {
    const settings = { ...SETTINGS, controls: ['pgdp', 'lu'] };
    delete (settings as { terms?: unknown }).terms;
    const table = regressionTable(FITS, settings);

    const terms = table.body.filter(({ kind }) => kind === 'estimate').map(({ id }) => id);
    expect(terms).toEqual(['did', 'gs', 'ind', 'constant']);
  });

  test('gives stars by strict thresholds in any order, and none by none', () => {
    const at = (p: number) => [withTerm({ p_value: p })];
    const stars = (p: number, levels: readonly number[]) =>
      regressionTable(at(p), one({ stars: levels })).body[0]?.cells[1]?.stars ?? '';

    expect(stars(0.05, [0.1, 0.05, 0.01])).toBe('*');
    expect(stars(0.0499, [0.01, 0.1, 0.05])).toBe('**');
    expect(stars(0, [0.1, 0.05, 0.01])).toBe('***');
    expect(stars(Number.NaN, [0.1, 0.05, 0.01])).toBe('');
    expect(stars(0, [])).toBe('');
    expect(regressionTable(at(0), one({ stars: [] })).notes.join(' ')).not.toContain('p <');
  });

  test('prints t values where asked, and the note says so', () => {
    const table = regressionTable(FITS, { ...SETTINGS, parentheses: 't_value' });

    expect(row(table, 'did', 'spread')).toEqual(['', '(2.53)', '(2.54)']);
    expect(table.notes[1]).toBe('t values in parentheses (clustered by city).');
    expect(regressionTable(FITS, SETTINGS).notes[1]).toBe(
      'Standard errors in parentheses (clustered by city).',
    );
  });

  test('tells apart columns whose standard errors are made differently', () => {
    const { vcov } = leastSquares(0);
    const robust = withFit({ vcov: { ...vcov, type: 'hetero', by: [], clusters: [] } });
    const table = regressionTable([robust, ...FITS.slice(1)], SETTINGS);

    expect(table.notes[1]).toBe(
      'Standard errors in parentheses ((1): robust to heteroskedasticity; (2): clustered by city).',
    );
    expect(row(table, 'clusters')).toEqual(['Clusters', '', '256']);
  });

  test('names what was dropped and what the data is', () => {
    const dropped = [{ term: 'lu', reason: 'collinear' as const }];
    const table = regressionTable([withFit({ dropped })], one({}));

    expect(table.notes).toContain('(1): Lu was dropped (collinear with other terms).');
    expect(table.notes.at(-1)).toMatch(/^All data behind this table is synthetic/u);
    const own = regressionTable(FITS, { ...SETTINGS, synthetic: false });
    expect(own.notes.join(' ')).not.toContain('synthetic');
  });

  test('shares a heading between neighbours', () => {
    const columns = ['a', 'a', 'b', ''].map((heading) => ({ fit: 'table1.1', heading }));
    const table = regressionTable(FITS, { ...SETTINGS, columns });

    expect(table.head[0]?.cells).toEqual([
      { text: '' },
      { text: 'a', span: 2 },
      { text: 'b', span: 1 },
      { text: '', span: 1 },
    ]);
  });

  test('refuses a column whose fit does not exist, naming those that do', () => {
    const columns = [{ fit: 'table1.3' }];
    expect(() => regressionTable(FITS, { ...SETTINGS, columns })).toThrow(
      expect.objectContaining({
        code: 'E_UNKNOWN_FIT',
        message: 'no model has the id "table1.3"',
        hint: 'the models are table1.1, table1.2',
      }),
    );
  });

  test('speaks Chinese', () => {
    const table = regressionTable(FITS, { ...SETTINGS, language: 'zh' });

    expect(table.label).toBe('表 1');
    expect(row(table, 'fixed_effects.year')).toEqual(['年份固定效应', '是', '是']);
    expect(table.notes[0]).toBe('*、**、*** 分别表示在 10%、5%、1% 水平下显著。');
    expect(table.notes[1]).toBe('括号内为聚类到城市层面的标准误。');
  });
});

function row(table: Table, id: string, kind?: string): string[] {
  const found = table.body.find((r) => r.id === id && (kind === undefined || r.kind === kind));
  return (found?.cells ?? []).map((cell: Cell) => cell.text + (cell.stars ?? ''));
}

/** The value in `{ fits }` at a path such as `$.fits[1].terms[0].estimate`. */
function follow(path: string): unknown {
  const keys = path
    .replaceAll(/\[(\d+)\]/gu, '.$1')
    .split('.')
    .slice(1);
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], {
    fits: FITS.map(({ fit }) => fit),
  });
}

function one(settings: Partial<RegressionTableSettings>): RegressionTableSettings {
  return { ...SETTINGS, columns: [{ fit: 'table1.1' }], ...settings };
}

/** A fit of the published table, for tests that change it. */
function leastSquares(place: number): Fit {
  const fit = FITS[place]?.fit;
  if (fit?.estimator !== 'feols') throw new Error('least squares');
  return fit;
}

function withFit(changes: Partial<Fit>): SourcedFit {
  return { step: 'baseline', index: 0, fit: { ...leastSquares(0), ...changes } };
}

function withTerm(changes: Partial<Fit['terms'][number]>): SourcedFit {
  return withFit({ terms: leastSquares(0).terms.map((term) => ({ ...term, ...changes })) });
}
