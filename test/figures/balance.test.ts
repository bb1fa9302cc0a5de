import { describe, expect, test } from 'vitest';
import { balanceFigure, type BalanceSettings } from '../../src/figures/balance.ts';
import { balanceOf } from '../records/samples.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';

const SETTINGS: BalanceSettings = {
  id: 'love_plot',
  language: 'en',
  title: { en: 'Balance', zh: '平衡性' },
  labels: { x: { en: 'Covariate x', zh: '协变量 x' } },
  synthetic: true,
  sources: [{ step: 'matching', path: '$.balance.rows' }],
};
const BIASES = balanceOf([
  ['x', 8, -4],
  ['z', -25, 11],
]);

describe('balanceFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = balanceFigure(BIASES, SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/balance.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    expect(balanceFigure(BIASES, SETTINGS).description).toBe(
      'Balance. Mean size of the bias: 16.5% before, 7.5% after matching; dotted lines at ±10%. ' +
        'Of 2 covariates 1 are beyond ±10% before matching, 1 after. ' +
        'The largest bias left is 11.0% (z). ' +
        'Synthetic data: shows how the method works, no finding about the real world.',
    );
  });

  test.each(['en', 'zh'] as const)('has the largest bias at the top (%s)', async (language) => {
    const figure = balanceFigure(BIASES, { ...SETTINGS, language });
    const { root, texts } = await drawn(figure);
    expect(figure.data.rows.map(([, before]) => before)).toEqual([-25, 8]);
    const [z, x] = ['z', language === 'en' ? 'Covariate x' : '协变量 x'].map((name) =>
      texts.find(({ text }) => text === name),
    );
    expect(z?.box.bottom).toBeLessThan(x?.box.top ?? 0);
    // Two covariates before and after; the other two symbols are the legend's.
    expect(marks(root, 'mark-symbol')).toHaveLength(4 + 2);
    expect(collisions(texts)).toEqual([]);
    expect(cutTexts(root, texts)).toEqual([]);
  });

  test('keeps long names apart, and names that look like code as they are', async () => {
    const labels = { x: 'A covariate with a name '.repeat(8), z: '</script>"];alert(1)//' };
    const { root, texts, svg } = await drawn(balanceFigure(BIASES, { ...SETTINGS, labels }));
    expect(collisions(texts)).toEqual([]);
    expect(cutTexts(root, texts)).toEqual([]);
    expect(svg).not.toContain('<script');
    expect(texts.map(({ text }) => text)).toContain('&lt;/script&gt;&quot;];alert(1)//');
  });

  test('leaves out what is not known, and refuses to draw nothing', async () => {
    const { svg } = await drawn(balanceFigure(balanceOf([['x', Number.NaN, 1]]), SETTINGS));
    expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
    expect(() => balanceFigure(balanceOf([]), SETTINGS)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY' }),
    );
  });
});
