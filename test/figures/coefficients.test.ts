import { describe, expect, test } from 'vitest';
import { coefficientsFigure } from '../../src/figures/coefficients.ts';
import type { CoefficientsSettings } from '../../src/figures/words/coefficients.ts';
import { publishedOf, publishedRow as row } from '../records/samples.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';

const SETTINGS: CoefficientsSettings = {
  id: 'coefficients',
  language: 'en',
  title: { en: 'Published and estimated', zh: '公布值与估计值' },
  roles: ['did'],
  panels: [
    { tables: ['table1', 'table2'], axis: { en: 'Effect', zh: '效应' } },
    { tables: ['table4'], axis: { en: 'Mechanism', zh: '机制' } },
  ],
  tables: { table1: { en: 'Table 1', zh: '表 1' } },
  names: { 'table1.1.did': { en: '(1) baseline', zh: '（1）基准' } },
  synthetic: true,
  sources: [{ step: 'published', path: '$.rows' }],
};
const KNOWN = { published_conf_low: 0.01, published_conf_high: 0.13 };
const RECORD = publishedOf([
  row('table1.1.did', { published: 0.07, inside: true, ...KNOWN }),
  row('table2.1.did', { published: 0.3, inside: false }),
  row('table4.1.did', { published: 0.5, computed: null }),
  row('table1.1.lu', { published: 9, role: 'control' }),
]);

describe('coefficientsFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = coefficientsFigure(RECORD, SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/coefficients.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    expect(coefficientsFigure(RECORD, SETTINGS).description).toBe(
      'Published and estimated. ' +
        '1 of 2 published coefficients lie in the 95% interval of the one estimated here. ' +
        '(1) baseline: 0.0800 (0.0200 – 0.140), published 0.0700. ' +
        'Synthetic data: shows how the method works, no finding about the real world.',
    );
  });

  test.each(['en', 'zh'] as const)(
    'fills published values outside the interval (%s)',
    async (language) => {
      const figure = coefficientsFigure(RECORD, { ...SETTINGS, language });
      const { root, texts, svg } = await drawn(figure);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
      const fills = marks(root, 'mark-symbol').map((mark) => mark.attributes.get('fill'));
      // Two estimates as circles, three published values as diamonds; one estimate is not known.
      expect(fills).toEqual(['#0072B2', '#0072B2', 'white', '#D55E00', 'white']);
      expect(texts.map(({ text }) => text)).toContain(
        language === 'en' ? '(1) baseline' : '（1）基准',
      );
      expect(collisions(texts)).toEqual([]);
      expect(cutTexts(root, texts)).toEqual([]);
      // Two intervals of estimates, and the one that the publication gives.
      const strokes = marks(root, 'mark-rule').map((mark) => mark.attributes.get('stroke'));
      expect(strokes.filter((stroke) => stroke === '#0072B2')).toHaveLength(2);
      expect(strokes.filter((stroke) => stroke === '#D55E00')).toHaveLength(1);
      expect(figure.data.rows.map((own) => own.slice(2))).toEqual([
        [0.07, 0.01, 0.13, 0.08, 0.02, 0.14, language === 'en' ? 'yes' : '是'],
        [0.3, null, null, 0.08, 0.02, 0.14, language === 'en' ? 'no' : '否'],
        [0.5, null, null, null, null, null, null],
      ]);
    },
  );

  test('cuts long names, which would run into the intervals', async () => {
    const names = Object.fromEntries(
      RECORD.rows.map(({ id }) => [id, `${id} 很长的名称`.repeat(12)]),
    );
    const { root, texts } = await drawn(coefficientsFigure(RECORD, { ...SETTINGS, names }));
    expect(texts.filter(({ text }) => text.endsWith('…'))).toHaveLength(3);
    expect(collisions(texts)).toEqual([]);
    expect(cutTexts(root, texts)).toEqual([]);
  });

  test('says which panel is empty', () => {
    const panels = [{ tables: ['table9'], axis: 'Effect' }];
    expect(() => coefficientsFigure(RECORD, { ...SETTINGS, panels })).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY', message: 'no coefficient is of table9' }),
    );
  });
});
