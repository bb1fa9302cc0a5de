import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../src/figures/figure.ts';
import { notoSansSc } from '../../src/figures/formats/noto-sans-sc.ts';
import { toPng } from '../../src/figures/formats/to-png.ts';
import { toSvg } from '../../src/figures/formats/to-svg.ts';
import type { GroupYearSettings } from '../../src/figures/marks/groups.ts';
import { trendsFigure } from '../../src/figures/trends.ts';
import { groupMeans } from '../../src/econometrics/numeric/group-years.ts';
import { GROUP_NAMES } from './group-names.ts';

const NOTO = notoSansSc(readFileSync);
const YEARS = [2015, 2016, 2017, 2018];
const MEANS = {
  means: groupMeans({
    year: YEARS.flatMap((year) => [year, year, year]),
    treated: YEARS.flatMap(() => [1, 0, 0]),
    outcome: YEARS.flatMap((_, i) => [0.1 + 0.02 * i, 0.1 + 0.01 * i, 0.1]),
  }),
};
const ENGLISH: GroupYearSettings = {
  groups: GROUP_NAMES,
  id: 'trends',
  language: 'en',
  title: { en: 'Outcome by group', zh: '分组结果趋势' },
  outcome: { en: 'Mean of outcome', zh: '结果均值' },
  policyYear: 2017,
  synthetic: true,
  sources: [{ step: 'panel', path: 'outcome' }],
};
const CHINESE: GroupYearSettings = { ...ENGLISH, id: 'trends_zh', language: 'zh' };

describe('trendsFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = trendsFigure(MEANS, ENGLISH);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/trends.vl.json',
    );
  });

  test('describes itself for readers who do not see it', () => {
    expect(trendsFigure(MEANS, ENGLISH).description).toBe(
      'Mean of outcome. Policy year 2017. Treated cities (1): 0.100 in 2015, 0.160 in 2018. ' +
        'Other cities (2): 0.100 in 2015, 0.115 in 2018. ' +
        'Synthetic data: shows how the method works, no finding about the real world.',
    );
    expect(trendsFigure(MEANS, { ...CHINESE, synthetic: false }).description).toBe(
      '结果均值。政策年份 2017。试点城市（1 个）：2015 年 0.100，2018 年 0.160。其他城市（2 个）：2015 年 0.100，2018 年 0.115。',
    );
  });
});

describe('the policy, few or no means', () => {
  test('draws the policy before its first year, where the other figures do', () => {
    const text = JSON.stringify(trendsFigure(MEANS, ENGLISH).spec);
    expect(text).toContain('{"year":2016.5,"text":"Policy year 2017"}');
  });

  test('draws one, and refuses to draw none', async () => {
    const svg = await toSvg(trendsFigure({ means: MEANS.means.slice(0, 1) }, ENGLISH), NOTO);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
    expect(() => trendsFigure({ means: [] }, ENGLISH)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY' }),
    );
  });
});

describe('toSvg', () => {
  test('shows every label as paths and no text that a font would have to draw', async () => {
    const svg = await toSvg(trendsFigure(MEANS, CHINESE), NOTO);

    expect(svg).not.toMatch(/<text|font-family|<style|style=|<script|href/u);
    expect(labels(svg).join(' | ')).toBe(
      '2015 | 2016 | 2017 | 2018 | 年份 | ' +
        '0.10 | 0.11 | 0.12 | 0.13 | 0.14 | 0.15 | 0.16 | 结果均值 | ' +
        '政策年份 2017 | 试点城市（1 个） | 其他城市（2 个） | ' +
        '分组结果趋势 | 合成数据：仅用于演示方法，不构成对现实的任何结论',
    );
  });

  test('names and describes the image in its language', async () => {
    const svg = await toSvg(trendsFigure(MEANS, CHINESE), NOTO);
    expect(svg).toMatch(
      /^<svg role="img" lang="zh-Hans" aria-labelledby="trends_zh-title trends_zh-description" /u,
    );
    expect(svg).toContain('<title id="trends_zh-title">分组结果趋势</title>');
  });

  test('tells groups apart by dash and shape too', async () => {
    const svg = await toSvg(trendsFigure(MEANS, ENGLISH), NOTO);
    const lines = [
      ...svg.matchAll(
        /line mark" d="[^"]*" stroke="(?<colour>[^"]+)"[^>]*?(?:stroke-dasharray="(?<dash>[^"]+)")/gu,
      ),
    ];
    expect(lines.map(({ groups }) => ({ ...groups }))).toEqual([
      { colour: '#D55E00', dash: '1,0' },
      { colour: '#0072B2', dash: '6,3' },
    ]);
    const points = [
      ...svg.matchAll(
        /aria-roledescription="point"[^>]* d="(?<shape>[^"]+)" fill="(?<fill>[^"]+)"/gu,
      ),
    ];
    expect(
      new Set(
        points.map(
          ({ groups }) =>
            `${groups?.['shape']?.includes('A') ? 'circle' : 'square'} ${groups?.['fill']}`,
        ),
      ),
    ).toEqual(new Set(['circle #D55E00', 'square white']));
  });

  test('is the same bytes whatever was drawn before or meanwhile', async () => {
    const clipped = withClip(trendsFigure(MEANS, ENGLISH));
    const alone = await toSvg(clipped, NOTO);
    await toSvg(withClip(trendsFigure(MEANS, CHINESE)), NOTO);
    const [, again] = await Promise.all([
      toSvg(trendsFigure(MEANS, CHINESE), NOTO),
      toSvg(clipped, NOTO),
    ]);

    expect(again).toBe(alone);
    expect(alone).toContain('clip-path="url(#trends-0)"');
    expect(alone).toContain('<clipPath id="trends-0"');
  });

  test('has no number with more decimals than can be seen', async () => {
    const svg = await toSvg(trendsFigure(MEANS, ENGLISH), NOTO);
    const places = [...svg.matchAll(/ (?:transform|d|[xy][12]?)="(?<place>[^"]*)"/gu)];
    const fine = places
      .map(({ groups }) => groups?.['place'] ?? '')
      .filter((p) => /\.\d{3}/u.test(p));
    expect(places.length).toBeGreaterThan(100);
    expect(fine).toEqual([]);
  });

  test('escapes hostile titles', async () => {
    const title = '</title><script>alert(1)</script>"&';
    const svg = await toSvg(trendsFigure(MEANS, { ...ENGLISH, title }), NOTO);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('<title id="trends-title">&lt;/title&gt;&lt;script&gt;');
  });
});

describe('toPng', () => {
  test('is twice the size of the SVG, drawn, and the same bytes again', async () => {
    const svg = await toSvg(trendsFigure(MEANS, CHINESE), NOTO);
    const png = toPng(svg);
    const [, width, height] = /width="(\d+)" height="(\d+)"/u.exec(svg) ?? [];
    const header = Buffer.from(png);

    expect(header.toString('latin1', 1, 4)).toBe('PNG');
    expect(header.readUInt32BE(16)).toBe(2 * Number(width));
    expect(header.readUInt32BE(20)).toBe(2 * Number(height));
    expect(png.length).toBeGreaterThan(toPng(svg.replaceAll(/ d="M[^"]*Z"/gu, ' d=""')).length);
    expect(toPng(svg)).toEqual(png);
  });
});

function labels(svg: string): string[] {
  return [...svg.matchAll(/data-text="(?<text>[^"]*)"/gu)].map(
    ({ groups }) => groups?.['text'] ?? '',
  );
}

/** The figure with its lines clipped, which takes an id that Vega counts up. */
function withClip(figure: Figure): Figure {
  const text = JSON.stringify(figure.spec).replace('"type":"line"', '"type":"line","clip":true');
  return { ...figure, spec: JSON.parse(text) as Figure['spec'] };
}
