import { describe, expect, test } from 'vitest';
import { powerFigure } from '../../src/figures/power-curve.ts';
import type { PowerSettings } from '../../src/figures/words/power.ts';
import type { PowerRecord } from '../../src/records/power.ts';
import { powerOf } from '../records/samples.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';

const SETTINGS: PowerSettings = {
  id: 'power_curve',
  language: 'en',
  title: { en: 'Power', zh: '功效' },
  effect: { en: 'Effect', zh: '效应' },
  analysis: 'power',
  labels: { city: { en: 'cities', zh: '城市' } },
  synthetic: true,
  sources: [{ step: 'power', path: '$.power' }],
};
const CURVE = [0, 0.1, 0.2, 0.3].map((effect) => ({
  effect,
  share: Math.min(1, 0.05 + 3 * effect),
}));
const UNITS = powerOf([
  { rule: 'cluster_t', mde: { positive: 0.25, negative: -0.25 }, size: 0.08, curve: CURVE },
  { rule: 'randomisation_t', mde: null, size: 0, curve: CURVE.map((p) => ({ ...p, share: 0 })) },
]);
const RECORD: PowerRecord = { power: UNITS, power_groups: null };

describe('powerFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = powerFigure(RECORD, SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/power-curve.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    expect(powerFigure(RECORD, SETTINGS).description).toBe(
      'Power. Policy and effect given to 1,000 random choices of 3 of 10 cities. ' +
        'Clustered t: an effect of 0.25 is found in 80% of them, and one where there is none in 8%. ' +
        'Randomisation, by t: an effect of – is found in 80% of them, and one where there is none in 0%. ' +
        'By standard error 0.20. Estimate 0.15. ' +
        'Synthetic data: shows how the method works, no finding about the real world.',
    );
  });

  test.each(['en', 'zh'] as const)(
    'draws a line a test, each with its dash (%s)',
    async (language) => {
      const { root, svg, texts } = await drawn(powerFigure(RECORD, { ...SETTINGS, language }));
      const lines = marks(root, 'mark-line');
      expect(lines.map((line) => line.attributes.get('stroke-dasharray'))).toEqual(['1,0', '2,2']);
      // One minimum detectable effect is known; the others are the legend's lines.
      expect(svg.match(/aria-roledescription="point"/gu)).toHaveLength(1);
      expect(collisions(texts)).toEqual([]);
      expect(cutTexts(root, texts)).toEqual([]);
    },
  );

  test('draws groups where they were reassigned', () => {
    const settings: PowerSettings = { ...SETTINGS, analysis: 'power_groups' };
    const groups = { ...UNITS, mode: 'exact' as const };
    const { description } = powerFigure({ ...RECORD, power_groups: groups }, settings);
    expect(description).toContain('given to all 1,000 choices');
    expect(() => powerFigure(RECORD, settings)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY', message: 'no groups were reassigned' }),
    );
  });

  test('refuses to draw nothing', () => {
    expect(() => powerFigure({ ...RECORD, power: { ...UNITS, rules: [] } }, SETTINGS)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY' }),
    );
  });
});
