import { describe, expect, test } from 'vitest';
import { distributionFigure } from '../../src/figures/distribution.ts';
import type { GroupYearSettings } from '../../src/figures/marks/groups.ts';
import { groupBoxes } from '../../src/econometrics/numeric/group-years.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';
import { GROUP_NAMES } from './group-names.ts';

const SETTINGS: GroupYearSettings = {
  groups: GROUP_NAMES,
  id: 'distribution',
  language: 'en',
  title: { en: 'Distribution', zh: '分布' },
  outcome: { en: 'Outcome', zh: '结果' },
  policyYear: 2002,
  synthetic: true,
  sources: [{ step: 'panel', path: 'outcome' }],
};
/** Outcomes 0 to 10 of treated units, 10 to 20 of others, in each of two years. */
const ROWS = [2001, 2002].flatMap((year) =>
  Array.from({ length: 22 }, (_, i) => ({
    year,
    treated: i < 11 ? 1 : 0,
    outcome: i < 11 ? i : i - 1,
  })),
);
const BOXES = {
  boxes: groupBoxes({
    year: ROWS.map((row) => row.year),
    treated: ROWS.map((row) => row.treated),
    outcome: ROWS.map((row) => row.outcome),
  }),
};

describe('distributionFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = distributionFigure(BOXES, SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/distribution.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    expect(distributionFigure(BOXES, SETTINGS).description).toBe(
      'Outcome. ' +
        'Treated cities (11): median 5.00 in 2001, 5.00 in 2002, when half of them lie between 2.50 and 7.50. ' +
        'Other cities (11): median 15.0 in 2001, 15.0 in 2002, when half of them lie between 12.5 and 17.5. ' +
        'Policy year 2002. ' +
        'Synthetic data: shows how the method works, no finding about the real world.',
    );
  });

  test.each(['en', 'zh'] as const)(
    'draws a box of its own fill for each group (%s)',
    async (language) => {
      const { root, texts } = await drawn(distributionFigure(BOXES, { ...SETTINGS, language }));
      const boxes = marks(root, 'mark-rect');
      expect(boxes.map((box) => box.attributes.get('fill'))).toEqual([
        '#D55E00',
        '#D55E00',
        'white',
        'white',
      ]);
      expect(collisions(texts)).toEqual([]);
      expect(cutTexts(root, texts)).toEqual([]);
    },
  );

  test('draws one box without spread, and refuses to draw none', async () => {
    const boxes = groupBoxes({ year: [2001], treated: [1], outcome: [3] });
    const one = distributionFigure({ boxes }, SETTINGS);
    expect((await drawn(one)).svg).not.toMatch(/NaN|undefined|Infinity/u);
    expect(() => distributionFigure({ boxes: [] }, SETTINGS)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY' }),
    );
  });
});
