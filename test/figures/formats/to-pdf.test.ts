import { describe, expect, test } from 'vitest';
import { groupMeans } from '../../../src/econometrics/numeric/group-years.ts';
import { trendsFigure } from '../../../src/figures/trends.ts';
import { toPdf } from '../../../src/figures/formats/to-pdf.ts';
import { drawn, NOTO } from '../drawn.ts';
import { GROUP_NAMES } from '../group-names.ts';

const means = groupMeans({
  year: [2001, 2001, 2002, 2002],
  treated: [1, 0, 1, 0],
  outcome: [1, 2, 3, 4],
});
const FIGURE = trendsFigure(
  { means },
  {
    id: 'trends',
    groups: GROUP_NAMES,
    language: 'zh',
    title: '试点 (a) \\ title',
    outcome: '结果',
    policyYear: 2002,
    synthetic: false,
    sources: [],
  },
);

describe('toPdf', () => {
  test('draws one page of the figure’s size, with its title and no font', async () => {
    const { svg } = await drawn(FIGURE);
    const pdf = Buffer.from(await toPdf(FIGURE, svg, NOTO)).toString('latin1');
    const [, width, height] = /width="(\d+)" height="(\d+)"/u.exec(svg) ?? [];
    expect(pdf).toMatch(/^%PDF-1\.7\n/u);
    expect(pdf).toContain(`/MediaBox [0 0 ${Number(width) * 0.75} ${Number(height) * 0.75}]`);
    expect(pdf.match(/\/Type \/Page\b(?!s)/gu)).toHaveLength(1);
    expect(pdf).toContain('/Lang (zh-Hans)');
    expect(pdf).not.toMatch(/\/Type \/Font|\/Subtype \/Image/u);
    expect(pdf).toContain('[6 3] 0 d');
  });

  test('is the same bytes again, whatever the clock says', async () => {
    const { svg } = await drawn(FIGURE);
    const first = await toPdf(FIGURE, svg, NOTO);
    expect(Buffer.from(await toPdf(FIGURE, svg, NOTO)).equals(Buffer.from(first))).toBe(true);
    expect(Buffer.from(first).toString('latin1')).toContain('(D:19700101000000Z)');
  });

  test.each([
    ['<image x="1"/>', '<image>'],
    ['<path d="M0,0L1,1" fill="red" transform="skewX(3)"/>', 'skewX'],
  ])('refuses to leave out %s', async (element, named) => {
    const svg = `<svg width="10" height="10">${element}</svg>`;
    await expect(toPdf(FIGURE, svg, NOTO)).rejects.toThrow(named);
  });
});
