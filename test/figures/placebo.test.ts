import { describe, expect, test } from 'vitest';
import { placeboFigure } from '../../src/figures/placebo.ts';
import type { PlaceboSettings } from '../../src/figures/words/placebo.ts';
import type { PlaceboRecord } from '../../src/records/placebo.ts';
import { placeboOf } from '../records/samples.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';

const SETTINGS: PlaceboSettings = {
  id: 'figure2',
  language: 'en',
  title: { en: 'Placebo test', zh: '安慰剂检验' },
  effect: { en: 'Estimated effect', zh: '估计系数' },
  labels: { city: { en: 'cities', zh: '城市' } },
  synthetic: true,
  sources: [{ step: 'placebo', path: '$.placebo' }],
};

/** Draws on a triangle: from −1 to 1, with p values from 0 at the ends to 1 in the middle. */
function units(draws: number): PlaceboRecord['placebo'] {
  const estimates = Array.from({ length: draws }, (_, i) => (2 * i) / (draws - 1) - 1);
  return placeboOf(
    estimates,
    estimates.map((estimate) => 1 - Math.abs(estimate)),
  );
}

function values(draws: number): PlaceboRecord {
  return { placebo: units(draws), placebo_groups: null };
}

describe('placeboFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = placeboFigure(values(21), SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/placebo.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    const figure = placeboFigure(values(1001), SETTINGS);
    expect(figure.description).toBe(
      'Estimated effect: the true assignment gives 1.20. ' +
        '95% of the reassigned estimates lie between −0.950 and 0.950. ' +
        'Policy given to 1,001 random choices of 3 of 10 cities: p = 0.020 by estimate, p < 0.001 by t. ' +
        'Synthetic data: shows how the method works, no finding about the real world.',
    );
  });

  test('counts the true assignment among all, and says so of groups too', () => {
    const record = { placebo: units(21), placebo_groups: { ...units(3), mode: 'exact' as const } };
    const { description } = placeboFigure(record, { ...SETTINGS, language: 'zh' });
    expect(description).toContain(
      '从 10 个城市中选取 3 个的全部 3 种分配：按估计值 p = 0.010，按 t 值 p < 0.001',
    );
  });

  test.each(['en', 'zh'] as const)(
    'draws each draw and the true estimate (%s)',
    async (language) => {
      const { root, texts } = await drawn(placeboFigure(values(21), { ...SETTINGS, language }));
      // 21 draws, and the true estimate as a diamond.
      expect(marks(root, 'mark-symbol')).toHaveLength(22);
      const rules = marks(root, 'mark-rule').filter(
        (r) => r.attributes.get('stroke') === '#D55E00',
      );
      expect(rules).toHaveLength(2);
      expect(collisions(texts)).toEqual([]);
      expect(cutTexts(root, texts)).toEqual([]);
    },
  );

  test.each(['en', 'zh'] as const)(
    'draws how often each estimate comes about among all groups (%s)',
    async (language) => {
      const record = {
        placebo: units(21),
        placebo_groups: { ...units(120), mode: 'exact' as const },
      };
      const figure = placeboFigure(record, { ...SETTINGS, language });
      const { root, texts } = await drawn(figure);
      // The histogram's 200 intervals hold 120 estimates; the true one goes through all three panels.
      const bars = figure.data.rows.filter(([kind]) => String(kind).match(/groups|组别/u));
      expect(marks(root, 'mark-rect')).toHaveLength(bars.length);
      expect(bars.reduce((total, row) => total + Number(row[2]), 0)).toBe(120);
      const rules = marks(root, 'mark-rule').filter(
        (r) => r.attributes.get('stroke') === '#D55E00',
      );
      expect(rules).toHaveLength(3);
      expect(texts.map(({ text }) => text)).toContain(
        language === 'en'
          ? 'The policy given to all 120 choices of 3 of 10 cities: exact p = 0.010'
          : '从 10 个城市中选取 3 个的全部 120 种分配：精确 p = 0.010',
      );
      expect(collisions(texts)).toEqual([]);
      expect(cutTexts(root, texts)).toEqual([]);
    },
  );

  test('draws every one of a few thousand draws', async () => {
    const { root, texts } = await drawn(placeboFigure(values(2000), SETTINGS));
    expect(marks(root, 'mark-symbol')).toHaveLength(2000 + 1);
    expect(texts.map(({ text }) => text).join(' ')).not.toContain('points shown');
  });

  test('draws points that would cover each other once, and says how many', async () => {
    const figure = placeboFigure(values(100_001), SETTINGS);
    const { root, svg, texts } = await drawn(figure);
    const points = marks(root, 'mark-symbol').length - 1;
    expect(points).toBeGreaterThan(50);
    expect(points).toBeLessThan(1000);
    expect(svg.length).toBeLessThan(600_000);
    expect(texts.map(({ text }) => text).join(' ')).toContain(`${points} of 100,001 points shown`);
    expect(figure.data.rows.filter(([kind]) => kind === 'p value of a reassignment')).toHaveLength(
      points,
    );
  });

  test('takes one draw, draws without spread, and leaves out what is no number', async () => {
    const one = placeboOf([0.5, Number.NaN], [0.5, 0.1]);
    const { svg } = await drawn(placeboFigure({ placebo: one, placebo_groups: null }, SETTINGS));
    expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
    const observed = { estimate: Number.NaN, statistic: Number.NaN, p_value: Number.NaN };
    const same = { ...placeboOf([0, 0, 0], [1, 1, 1]), observed };
    const record = { placebo: same, placebo_groups: same };
    expect((await drawn(placeboFigure(record, SETTINGS))).svg).not.toMatch(
      /NaN|undefined|Infinity/u,
    );
    const none = { ...units(21), estimates: [Number.NaN], p_values: [0.5] };
    expect(() => placeboFigure({ placebo: none, placebo_groups: null }, SETTINGS)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY' }),
    );
  });
});
