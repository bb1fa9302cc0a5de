import { describe, expect, test } from 'vitest';
import { coefficientsFigure } from '../../src/figures/coefficients.ts';
import type { CoefficientsSettings, Comparison } from '../../src/figures/values/coefficients.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';

const SETTINGS: CoefficientsSettings = {
  id: 'coefficients',
  language: 'en',
  title: { en: 'Published and estimated', zh: '公布值与估计值' },
  panels: [
    { tables: ['table1', 'table2'], axis: { en: 'Effect', zh: '效应' } },
    { tables: ['table4'], axis: { en: 'Mechanism', zh: '机制' } },
  ],
  tables: { table1: { en: 'Table 1', zh: '表 1' } },
  names: { 'table1.1.did': { en: '(1) baseline', zh: '（1）基准' } },
  synthetic: true,
  sources: [{ step: 'published', path: '$.rows' }],
};
const UNKNOWN = { estimate: Number.NaN, conf_low: Number.NaN, conf_high: Number.NaN };
const ROWS: Comparison[] = [
  row('table1.1.did', { published: 0.07, inside: true }),
  row('table2.1.did', { published: 0.3, inside: false }),
  row('table4.1.did', { published: 0.5, inside: null, ...UNKNOWN }),
];

function row(id: string, own: Partial<Comparison>): Comparison {
  const estimate = { estimate: 0.08, conf_low: 0.02, conf_high: 0.14 };
  return { id, table: id.split('.')[0]!, published: 0, inside: null, ...estimate, ...own };
}

describe('coefficientsFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = coefficientsFigure(ROWS, SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/coefficients.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    expect(coefficientsFigure(ROWS, SETTINGS).description).toBe(
      'Published and estimated. ' +
        '1 of 2 published coefficients lie in the 95% interval of the one estimated here. ' +
        '(1) baseline: 0.0800 (0.0200 – 0.140), published 0.0700. ' +
        'Synthetic data: shows how the method works, no finding about real cities.',
    );
  });

  test.each(['en', 'zh'] as const)(
    'fills published values outside the interval (%s)',
    async (language) => {
      const figure = coefficientsFigure(ROWS, { ...SETTINGS, language });
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
      expect(figure.data.rows[2]?.slice(2)).toEqual([0.5, null, null, null, null]);
    },
  );

  test('cuts long names, which would run into the intervals', async () => {
    const names = Object.fromEntries(ROWS.map(({ id }) => [id, `${id} 很长的名称`.repeat(12)]));
    const { root, texts } = await drawn(coefficientsFigure(ROWS, { ...SETTINGS, names }));
    expect(texts.filter(({ text }) => text.endsWith('…'))).toHaveLength(3);
    expect(collisions(texts)).toEqual([]);
    expect(cutTexts(root, texts)).toEqual([]);
  });

  test('says which panel is empty', () => {
    const panels = [{ tables: ['table9'], axis: 'Effect' }];
    expect(() => coefficientsFigure(ROWS, { ...SETTINGS, panels })).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY', message: 'no coefficient is of table9' }),
    );
  });
});
