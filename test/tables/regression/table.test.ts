import { describe, expect, test } from 'vitest';
import type { Fit, LikelihoodFit } from '../../../src/econometrics/fit.ts';
import type { SourcedFit } from '../../../src/records/fits.ts';
import type { RegressionTableSettings } from '../../../src/tables/regression/layout.ts';
import { regressionTable } from '../../../src/tables/regression/table.ts';
import type { Cell, Table } from '../../../src/tables/table.ts';
import { FITS, SETTINGS, WIDE_FITS, WIDE_SETTINGS } from '../published-fits.ts';

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
    expect(row(table, 'r2')).toEqual(['R²', '0.301', '0.305']);
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

  test('prints several lines under an estimate, each in brackets of its own', () => {
    const table = regressionTable(FITS, { ...SETTINGS, parentheses: ['std_error', 'p_value'] });

    expect(table.body.slice(0, 3).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'did estimate',
      'did spread',
      'did.p_value spread',
    ]);
    expect(row(table, 'did.p_value')).toEqual(['', '[0.070]', '[0.030]']);
    expect(row(table, 'gs.p_value')).toEqual(['', '', '[<0.001]']);
    expect(row(table, 'constant', 'spread')).toEqual(['', '(0.00410)', '(0.0153)']);
    expect(table.notes[1]).toBe(
      'Standard errors in parentheses, p values in brackets (clustered by city).',
    );
    const withIntervals = { ...SETTINGS, parentheses: ['conf_int', 'std_error'] as const };
    expect(regressionTable(FITS, withIntervals).notes[1]).toBe(
      '95% confidence intervals in brackets, standard errors in parentheses (clustered by city).',
    );
    const chinese = regressionTable(FITS, {
      ...SETTINGS,
      parentheses: ['t_value', 'p_value'],
      language: 'zh',
    });
    expect(chinese.notes[1]).toBe('圆括号内为 t 值，方括号内为 p 值，标准误为聚类到城市层面。');
  });

  test('gives a small estimate and its error as many decimals as both need', () => {
    const small = withTerm({ estimate: 0.0004, std_error: 0.00011, p_value: 0.001 });
    const table = regressionTable([small], one({ digits: { decimals: 3 } }));

    expect(row(table, 'did')).toEqual(['Treat × period', '0.00040***']);
    expect(row(table, 'did', 'spread')).toEqual(['', '(0.00011)']);
    expect(row(table, 'constant')).toEqual(['Constant', '0.0034']);
    expect(row(table, 'constant', 'spread')).toEqual(['', '(0.0041)']);
  });

  test('says up to what lag and distance errors may be correlated', () => {
    const { vcov } = leastSquares(0);
    const serial = withFit({ vcov: { ...vcov, type: 'driscoll_kraay', by: ['year'], lag: 2 } });
    const near = { ...vcov, type: 'conley' as const, clusters: [], cutoff: 300 };
    const spatial = { ...FITS[1]!, fit: { ...leastSquares(1), vcov: near } };

    expect(regressionTable([serial, spatial], SETTINGS).notes[1]).toBe(
      'Standard errors in parentheses ((1): Driscoll–Kraay, robust to correlation over time and between units, lag 2; (2): Conley, robust to correlation between near places, cutoff 300 km).',
    );
  });

  test('tells offsets and weights, which no row shows, and counts treated units', () => {
    const weighted = withFit({ weights: 'w', treated: { units: 36, rows: 108 } });
    const table = regressionTable([weighted, ...FITS.slice(1)], {
      ...SETTINGS,
      statistics: ['nobs', 'treated'],
      labels: { ...SETTINGS.labels, treated: 'Treated cities' },
    });
    expect(table.notes).toContain('(1): weighted by w.');
    expect(row(table, 'treated')).toEqual(['Treated cities', '36', '']);
    const poisson = WIDE_FITS[5]!;
    const offset = { ...poisson, fit: { ...poisson.fit, offset: 'log(people)' } as LikelihoodFit };
    const alone = { ...SETTINGS, columns: [{ fit: 'a.6' }], terms: ['did'] };
    expect(regressionTable([offset], alone).notes).toContain('(1): with the offset log(people).');
  });

  test('names the level of the intervals that the fits have', () => {
    const wide = withFit({ conf_level: 0.9 });
    const table = regressionTable([wide], one({ parentheses: 'conf_int' }));
    expect(table.notes[1]).toMatch(/^90% confidence intervals in brackets/u);
  });

  test('tells apart columns whose standard errors are made differently', () => {
    const { vcov } = leastSquares(0);
    const robust = withFit({ vcov: { ...vcov, type: 'hetero', by: [], clusters: [] } });
    const table = regressionTable([robust, ...FITS.slice(1)], SETTINGS);

    expect(table.notes[1]).toBe(
      'Standard errors in parentheses ((1): robust to heteroskedasticity, HC1; (2): clustered by city).',
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

  test('refuses an id that two models have, and a term that none has', () => {
    const other = { ...FITS[0]!, step: 'other' };
    expect(() => regressionTable([...FITS, other], SETTINGS)).toThrow(
      expect.objectContaining({
        code: 'E_DUPLICATE_FIT',
        message: expect.stringMatching(/other/u),
      }),
    );
    expect(() => regressionTable(FITS, { ...SETTINGS, terms: ['did', 'dd'] })).toThrow(
      expect.objectContaining({ code: 'E_UNKNOWN_TERM', message: expect.stringMatching(/"dd"/u) }),
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

describe('settings of the layout', () => {
  test('order the parts of the body, the terms and the statistics', () => {
    const table = regressionTable(FITS, {
      ...SETTINGS,
      terms: ['ind', 'did'],
      sections: ['statistics', 'fixed_effects', 'terms'],
      statistics: ['r2', 'nobs'],
    });
    expect(table.body.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'r2 statistic',
      'nobs statistic',
      'fixed_effects.city fact',
      'fixed_effects.year fact',
      'ind estimate',
      'ind spread',
      'did estimate',
      'did spread',
    ]);
  });

  test('rename rows that the table writes itself', () => {
    const labels = {
      ...SETTINGS.labels,
      nobs: 'N',
      'fixed_effects.city': 'City FE',
      constant: '_cons',
    };
    const table = regressionTable(FITS, { ...SETTINGS, labels });
    expect(row(table, 'nobs')[0]).toBe('N');
    expect(row(table, 'fixed_effects.city')[0]).toBe('City FE');
    expect(row(table, 'constant')[0]).toBe('_cons');
  });

  test('put terms without a label together from their parts', () => {
    const names = ['did:lu', 'year::2010:did', 'unknown'];
    const terms = leastSquares(0).terms.slice(0, 1);
    const all = names.flatMap((term) => terms.map((first) => ({ ...first, term })));
    const settings = one({ terms: names });
    const table = regressionTable([withFit({ terms: all })], settings);
    expect(names.map((name) => row(table, name)[0])).toEqual([
      'Treat × period × Lu',
      'Year = 2010 × Treat × period',
      'unknown',
    ]);
  });

  test('print other marks, decimals, p values and intervals', () => {
    const marked = regressionTable(FITS, { ...SETTINGS, marks: ['+', '*', '**'] });
    expect(row(marked, 'did')).toEqual(['Treat × period', '0.0721+', '0.0732*']);
    expect(marked.notes[0]).toBe('+ p < 0.1, * p < 0.05, ** p < 0.01.');

    const p = regressionTable(FITS, {
      ...SETTINGS,
      digits: { decimals: 2 },
      parentheses: 'p_value',
    });
    expect(row(p, 'did', 'spread')).toEqual(['', '(0.070)', '(0.030)']);
    expect(p.notes[1]).toBe('p values in parentheses (clustered by city).');

    const interval = regressionTable(FITS, { ...SETTINGS, parentheses: 'conf_int' });
    expect(row(interval, 'did', 'spread')[1]).toBe('[0.0151, 0.129]');
    expect(interval.body[1]?.cells[1]?.source?.path).toBe(
      "$.fits[0].terms[0]['conf_low','conf_high']",
    );
    expect(() => regressionTable(FITS, { ...SETTINGS, marks: ['+'] })).toThrow(
      expect.objectContaining({ code: 'E_TABLE_MARKS' }),
    );
  });

  test('add rows of the reader’s own, and a row of samples', () => {
    const columns = [{ fit: 'table1.1' }, { fit: 'table1.2', sample: { en: 'East', zh: '东部' } }];
    const facts = [{ label: 'Weights', values: ['none', 'population'] }];
    const table = regressionTable(FITS, { ...SETTINGS, columns, facts });
    expect(row(table, 'sample')).toEqual(['Sample', '', 'East']);
    expect(row(table, 'fact.1')).toEqual(['Weights', 'none', 'population']);
    expect(() =>
      regressionTable(FITS, { ...SETTINGS, facts: [{ label: 'W', values: ['x'] }] }),
    ).toThrow(expect.objectContaining({ code: 'E_TABLE_FACT' }));
  });

  test('name the outcome in the note, and the settings that the study has words for', () => {
    expect(regressionTable(FITS, SETTINGS).notes.slice(2, 4)).toEqual([
      'Outcome: ln(1 + citations per 10,000 registered residents).',
      'Settings: policy from 2017; full counting.',
    ]);
  });

  test('name the columns of a setting that stands behind some of them only', () => {
    const setting = (fits: readonly string[]) => [
      { name: 'winsor', value: 1, text: 'trimmed at 1 %', fits },
    ];
    const noted = (fits: readonly string[]) =>
      regressionTable(FITS, { ...SETTINGS, settings: setting(fits) }).notes.find((note) =>
        note.includes('trimmed'),
      );
    expect(noted(['table1.2'])).toBe('Settings: trimmed at 1 % (2).');
    expect(noted(['table9.1'])).toBeUndefined();
  });
});

describe('panels and mixed columns', () => {
  const table = regressionTable(WIDE_FITS, WIDE_SETTINGS);

  test('stand under headings of two levels, shared only below the same outer one', () => {
    expect(table.head.map(({ cells }) => cells.map(({ text, span }) => [text, span ?? 1]))).toEqual(
      [
        [
          ['', 1],
          ['Energy structure and efficiency', 4],
          ['', 1],
          ['', 1],
        ],
        [
          ['', 1],
          ['Energy structure', 2],
          ['New-energy technology transfer', 2],
          ['Marketisation', 2],
        ],
        ['Variable', '(1)', '(2)', '(3)', '(4)', '(5)', '(6)'].map((text) => [text, 1]),
        [
          ['Outcome', 1],
          ...Array.from({ length: 5 }, () => ['Technology transfer', 1]),
          ['Citations', 1],
        ],
      ],
    );
  });

  test('have rows of their own in each panel, with sources of its own fits', () => {
    expect(table.body.filter(({ kind }) => kind === 'panel').map(({ id }) => id)).toEqual([
      'panel1',
      'panel2',
    ]);
    expect(row(table, 'panel2.estimator').slice(-2)).toEqual(['OLS', 'Poisson']);
    const first = table.body.find(({ id }) => id === 'panel2.did')?.cells[1];
    expect(first?.source).toEqual({ step: 'mechanism', path: '$.fits[6].terms[0].estimate' });
    const ids = table.body.map(({ id, kind }) => `${id} ${kind}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('print the statistics that each estimator has', () => {
    expect(row(table, 'panel1.r2').slice(-2)).toEqual(['0.500', '']);
    expect(row(table, 'panel1.pseudo_r2').slice(-2)).toEqual(['', '0.177']);
    expect(row(table, 'panel1.log_likelihood').at(-1)).toBe('-987.6');
  });

  test('call values by what they are', () => {
    const t = regressionTable(WIDE_FITS, { ...WIDE_SETTINGS, parentheses: 't_value' });
    expect(t.notes[1]).toMatch(/^t values \(of likelihood models: z values\) in parentheses/u);
  });

  test('name their outcomes where these are not the same in each panel', () => {
    const [a, b] = WIDE_SETTINGS.panels ?? [];
    const turned = (b?.columns ?? []).toReversed().map(({ fit }) => ({ fit }));
    const panels = [a!, { title: 'B', columns: turned }];
    const built = regressionTable(WIDE_FITS, { ...WIDE_SETTINGS, panels });
    expect(built.head.map(({ id }) => id)).not.toContain('outcome');
    expect(built.body.slice(0, 2).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'panel1 panel',
      'panel1.outcome head',
    ]);
    expect(row(built, 'panel2.outcome').slice(0, 3)).toEqual([
      'Outcome',
      'Citations',
      'Technology transfer',
    ]);
  });

  test('cannot hide that outcomes differ', () => {
    const columns = WIDE_SETTINGS.columns.slice(4);
    const { panels: _, facts: __, ...settings } = WIDE_SETTINGS;
    expect(() => regressionTable(WIDE_FITS, { ...settings, columns, outcomes: false })).toThrow(
      expect.objectContaining({
        code: 'E_OUTCOMES_DIFFER',
        message: expect.stringMatching(/^"outcomes" is false.*: ln_et, citations$/u),
      }),
    );
    const same = regressionTable(FITS, { ...SETTINGS, outcomes: false });
    expect(same.head.map(({ id }) => id)).toEqual(['columns']);
  });

  test('need as many columns as the first panel', () => {
    const panels = [
      ...(WIDE_SETTINGS.panels ?? []).slice(0, 1),
      { title: 'B', columns: WIDE_SETTINGS.columns.slice(0, 2) },
    ];
    expect(() => regressionTable(WIDE_FITS, { ...WIDE_SETTINGS, panels })).toThrow(
      expect.objectContaining({ code: 'E_TABLE_PANEL' }),
    );
  });

  test('print an estimated intercept as the constant, with its stars', () => {
    const intercept = leastSquares(0).terms.map((term) => ({ ...term, term: '(Intercept)' }));
    const { constant: _, constant_std_error: __, ...rest } = leastSquares(0);
    const fit = { ...rest, terms: [...intercept, ...rest.terms] };
    const settings = { ...one({}), constant: true };
    delete (settings as { terms?: unknown }).terms;
    const built = regressionTable([{ step: 'baseline', index: 0, fit }], settings);
    expect(built.body.map(({ id }) => id).slice(0, 4)).toEqual([
      'did',
      'did',
      'constant',
      'constant',
    ]);
    expect(row(built, 'constant')).toEqual(['Constant', '0.0721*']);
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
  return { ...SETTINGS, columns: [{ fit: 'table1.1' }], terms: ['did'], ...settings };
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
