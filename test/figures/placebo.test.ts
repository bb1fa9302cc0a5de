import { describe, expect, test } from 'vitest';
import { placeboFigure } from '../../src/figures/placebo.ts';
import type { PlaceboSettings, PlaceboValues } from '../../src/figures/values/placebo.ts';
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
function values(draws: number): PlaceboValues {
  const estimates = Array.from({ length: draws }, (_, i) => (2 * i) / (draws - 1) - 1);
  return {
    mode: 'random',
    draws,
    assigned: { by: 'city', blocks: 10, treated_blocks: 3 },
    by_estimate: { p_value: 0.01, p_value_plus_one: 0.02 },
    by_statistic: { p_value: 0.0001, p_value_plus_one: 0.0002 },
    observed: { estimate: 1.2, p_value: 0.003 },
    estimates,
    p_values: estimates.map((estimate) => 1 - Math.abs(estimate)),
    groups: null,
  };
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
        'Synthetic data: shows how the method works, no finding about real cities.',
    );
  });

  test('counts the true assignment among all, and says so of groups too', () => {
    const groups = { ...values(3), mode: 'exact' as const };
    const { description } = placeboFigure(
      { ...values(21), groups },
      { ...SETTINGS, language: 'zh' },
    );
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
    const one = { ...values(21), estimates: [0.5, Number.NaN], p_values: [0.5, 0.1] };
    const { svg } = await drawn(placeboFigure(one, SETTINGS));
    expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
    const same = {
      ...values(21),
      estimates: [0, 0, 0],
      p_values: [1, 1, 1],
      observed: { estimate: Number.NaN, p_value: Number.NaN },
    };
    expect((await drawn(placeboFigure(same, SETTINGS))).svg).not.toMatch(/NaN|undefined|Infinity/u);
    const none = { ...values(21), estimates: [Number.NaN], p_values: [0.5] };
    expect(() => placeboFigure(none, SETTINGS)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY' }),
    );
  });
});
