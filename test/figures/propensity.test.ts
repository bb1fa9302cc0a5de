import { describe, expect, test } from 'vitest';
import { summariseScores } from '../../src/econometrics/matching/scores.ts';
import type { FigureSettings } from '../../src/figures/figure.ts';
import { propensityFigure } from '../../src/figures/propensity.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';

const SETTINGS: FigureSettings = {
  id: 'propensity',
  language: 'en',
  title: { en: 'Propensity scores', zh: '倾向得分' },
  synthetic: true,
  sources: [{ step: 'matching', path: 'score' }],
};
const ROWS = {
  treated: [1, 1, 1, 0, 0, 0, 0],
  score: [0.3, 0.5, 0.8, 0.2, 0.3, 0.4, 0.6],
  support: [1, 1, 0, 1, 1, 1, 1],
  weight: [1, 1, Number.NaN, 0, 1.5, 0.5, 0.25],
};
const RECORD = { scores: summariseScores(ROWS) };

describe('propensityFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = propensityFigure(RECORD, SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/propensity.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    // Treated after: (0.3 + 0.5) / 2; controls after: (1.5 · 0.3 + 0.5 · 0.4 + 0.25 · 0.6) / 2.25.
    expect(propensityFigure(RECORD, SETTINGS).description).toBe(
      'Propensity scores. Before matching: mean score 0.533 of treated, 0.375 of controls. ' +
        'After matching (weighted): mean score 0.400 of treated, 0.356 of controls. ' +
        'Common support 0.30 – 0.60. ' +
        'Before: 3 treated, 4 control rows; after: 2 treated, 3 control rows; off support: 1. ' +
        'Synthetic data: shows how the method works, no finding about the real world.',
    );
  });

  test.each(['en', 'zh'] as const)(
    'draws two curves in each of two panels (%s)',
    async (language) => {
      const { root, svg, texts } = await drawn(propensityFigure(RECORD, { ...SETTINGS, language }));
      expect(marks(root, 'mark-line')).toHaveLength(4);
      expect(marks(root, 'mark-area')).toHaveLength(2);
      expect(svg.match(/stroke-dasharray="6,3"/gu)?.length).toBeGreaterThanOrEqual(2);
      expect(collisions(texts)).toEqual([]);
      expect(cutTexts(root, texts)).toEqual([]);
    },
  );

  test('marks no common support where there is none', () => {
    const apart = { ...RECORD.scores, support: null };
    expect(propensityFigure({ scores: apart }, SETTINGS).description).toContain(
      'No common support.',
    );
  });

  test('says which group is empty', () => {
    const empty = summariseScores({ ...ROWS, weight: ROWS.weight.map((w, i) => (i < 3 ? w : 0)) });
    expect(() => propensityFigure({ scores: empty }, SETTINGS)).toThrow(
      expect.objectContaining({
        code: 'E_FIGURE_EMPTY',
        message: 'no other row has a score after matching',
      }),
    );
  });
});
