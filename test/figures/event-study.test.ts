import { describe, expect, test } from 'vitest';
import { eventStudyFigure } from '../../src/figures/event-study.ts';
import type { EventStudySettings } from '../../src/figures/words/event-study.ts';
import type { EventStudyRecord } from '../../src/records/event-study.ts';
import { FIT } from '../records/samples.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';

const SETTINGS: EventStudySettings = {
  id: 'figure1',
  language: 'en',
  title: { en: 'Effect by year', zh: '各年效应' },
  effect: { en: 'Effect on outcome', zh: '对结果的效应' },
  period: { en: 'Years since the policy began', zh: '相对政策实施的年份' },
  synthetic: true,
  sources: [{ step: 'event_study', path: '$.event_study' }],
};
const STUDY: EventStudyRecord['event_study'] = {
  points: [
    point(-3, -0.01, true),
    point(-2, 0.02),
    { ...point(-1, 0), term: '', conf_low: 0, conf_high: 0 },
    point(0, 0.1),
    point(1, 0.2, true),
  ],
  pretrend: { statistic: 0.5, p_value: 0.61, df1: 2, df2: 9 },
};
const VALUES: EventStudyRecord = { fits: [FIT], event_study: STUDY };

function recordOf(own: Partial<EventStudyRecord['event_study']>): EventStudyRecord {
  return { fits: [], event_study: { ...STUDY, ...own } };
}

function point(period: number, estimate: number, binned = false) {
  return {
    period,
    term: `t::${period}`,
    binned,
    estimate,
    std_error: 0.025,
    conf_low: estimate - 0.05,
    conf_high: estimate + 0.05,
  };
}

describe('eventStudyFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = eventStudyFigure(VALUES, SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/event-study.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    expect(eventStudyFigure(VALUES, SETTINGS).description).toBe(
      'Effect on outcome: 0.100 in period 0, 0.200 in the last, largest 0.200 in period 1; 2 of 2 intervals from the policy on exclude zero. ' +
        'Of 2 periods before the policy 0 have an interval without zero. ' +
        'Joint test of the periods before the policy: F(2, 9) = 0.500, p = 0.610. ' +
        'Synthetic data: shows how the method works, no finding about the real world.',
    );
    expect(
      eventStudyFigure(recordOf({ pretrend: null }), { ...SETTINGS, language: 'zh' }).description,
    ).toContain('政策实施前各期无联合检验。合成数据');
  });

  test('says how many rows and clusters stand behind it', async () => {
    const { texts } = await drawn(eventStudyFigure(VALUES, SETTINGS));
    expect(texts.map(({ text }) => text).join(' ')).toContain('N = 3,584; clusters: 256');
    const robust = { ...FIT, vcov: { ...FIT.vcov, type: 'hetero' as const, by: [], clusters: [] } };
    const other = await drawn(eventStudyFigure({ ...VALUES, fits: [robust] }, SETTINGS));
    expect(other.texts.map(({ text }) => text).join(' ')).not.toContain('clusters');
  });

  test('has a row of numbers for each period, the reference without an interval', () => {
    const { data } = eventStudyFigure(VALUES, SETTINGS);
    expect(data.columns.map(({ label }) => label)).toEqual([
      'Years since the policy began',
      'Effect on outcome',
      '95% interval, lower end',
      '95% interval, upper end',
      'Note',
    ]);
    expect(data.rows[2]).toEqual([-1, 0, null, null, 'reference']);
    expect(data.rows[4]).toEqual([1, 0.2, 0.2 - 0.05, 0.25, 'and all later periods']);
  });

  test.each(['en', 'zh'] as const)('draws a mark for each number (%s)', async (language) => {
    const { root, texts } = await drawn(eventStudyFigure(VALUES, { ...SETTINGS, language }));
    const points = marks(root, 'mark-symbol');
    expect(points).toHaveLength(5);
    // Hollow before the policy, a shape of its own for the reference: no colour is needed.
    expect(points.map((p) => p.attributes.get('fill'))).toEqual([
      'white',
      'white',
      '#1a1a1a',
      '#0072B2',
      '#0072B2',
    ]);
    expect(points[2]?.attributes.get('d')).not.toContain('A');
    const bars = marks(root, 'mark-rule').filter((r) => r.attributes.get('stroke') === '#0072B2');
    expect(bars).toHaveLength(3 * 4);
    expect(texts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['≤ −3', '−2', '0', '≥ 1']),
    );
    expect(collisions(texts)).toEqual([]);
    expect(cutTexts(root, texts)).toEqual([]);
  });

  test('keeps a long title of its axis along it', async () => {
    const effect = 'Effect on the logarithm of one plus citations per 10,000 residents '.repeat(2);
    const { root, texts } = await drawn(eventStudyFigure(VALUES, { ...SETTINGS, effect }));
    expect(Number(root.attributes.get('height'))).toBeLessThan(480);
    expect(collisions(texts)).toEqual([]);
    expect(cutTexts(root, texts)).toEqual([]);
  });

  test('leaves out what is not known', async () => {
    const unknown = {
      ...point(0, 0.1),
      estimate: Number.NaN,
      conf_low: Number.NaN,
      conf_high: Number.NaN,
    };
    const figure = eventStudyFigure(
      recordOf({ points: [point(-2, 0), unknown], pretrend: null }),
      SETTINGS,
    );
    const { root, svg } = await drawn(figure);
    expect(marks(root, 'mark-symbol')).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
    expect(figure.data.rows[1]).toEqual([0, null, null, null, '']);
    expect(figure.description).toContain('no period from the policy on');
  });

  test('refuses to draw nothing', () => {
    expect(() => eventStudyFigure(recordOf({ points: [] }), SETTINGS)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY' }),
    );
  });
});
