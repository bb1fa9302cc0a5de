import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/text/language.ts';
import { figureOutputs, renderFigure, writeFigure } from '../../../src/figures/formats/render.ts';
import { groupMeans } from '../../../src/econometrics/numeric/group-years.ts';
import { trendsFigure } from '../../../src/figures/trends.ts';
import { collisions, cutTexts, drawn, NOTO } from '../drawn.ts';
import { GROUP_NAMES } from '../group-names.ts';

const MEANS = {
  means: groupMeans({
    year: [2001, 2001, 2002, 2002],
    treated: [1, 0, 1, 0],
    outcome: [1, 2, 3, Number.NaN],
  }),
};
const build = (language: Language) =>
  trendsFigure(MEANS, {
    groups: GROUP_NAMES,
    id: 'trends',
    language,
    title: { en: 'Trends', zh: '趋势' },
    outcome: { en: 'Outcome', zh: '结果' },
    policyYear: 2002,
    synthetic: true,
    sources: [{ step: 'panel', path: 'outcome' }],
  });

describe('figureOutputs', () => {
  test('names every file of a step', () => {
    expect(figureOutputs('trends', LANGUAGES)).toEqual({
      trends_vl_json: 'outputs/figures/trends.vl.json',
      trends_svg: 'outputs/figures/trends.svg',
      trends_png: 'outputs/figures/trends.png',
      trends_pdf: 'outputs/figures/trends.pdf',
      trends_en_json: 'outputs/figures/trends.en.json',
      trends_zh_json: 'outputs/figures/trends.zh.json',
    });
  });
});

describe('renderFigure', () => {
  test('gives the report drawing, sentence, numbers and sources in both languages', async () => {
    const rendered = await renderFigure(build, {
      language: 'zh',
      languages: LANGUAGES,
      typeface: NOTO,
    });
    const [en, zh] = ['en.json', 'zh.json'].map(
      (format) => JSON.parse(String(rendered[format as 'en.json'])) as Record<string, unknown>,
    );
    expect(en).toEqual({
      id: 'trends',
      language: 'en',
      title: 'Trends',
      description: build('en').description,
      synthetic: true,
      svg: (await drawn(build('en'))).svg,
      data: {
        columns: [
          { name: 'year', label: 'Year' },
          { name: 'group', label: 'Group' },
          { name: 'mean', label: 'Outcome' },
          { name: 'units', label: 'Units' },
        ],
        rows: [
          [2001, 'Treated cities (1)', 1, 1],
          [2002, 'Treated cities (1)', 3, 1],
          [2001, 'Other cities (1)', 2, 1],
        ],
      },
      sources: [{ step: 'panel', path: 'outcome' }],
    });
    expect(zh?.['svg']).toBe(rendered['svg']);
    expect(JSON.parse(String(rendered['vl.json']))).toEqual(build('zh').spec);
  });

  test('keeps text as text where asked to, in SVG and PDF, and outlines in the rest', async () => {
    const options = { language: 'zh', languages: LANGUAGES, typeface: NOTO } as const;
    const [live, again] = [
      await renderFigure(build, { ...options, liveText: true }),
      await renderFigure(build, { ...options, liveText: true }),
    ];
    const plain = await renderFigure(build, options);
    expect(live['svg']).toMatch(
      /<text [^>]*font-family="Noto Sans SC, [^>]*>政策年份 2002<\/text>/u,
    );
    expect(Buffer.from(live['pdf'] ?? '').toString('latin1')).toMatch(/\/FontFile2|\/FontFile3/u);
    expect(Buffer.from(live['pdf'] ?? '').equals(Buffer.from(again['pdf'] ?? ''))).toBe(true);
    for (const format of ['vl.json', 'png', 'en.json', 'zh.json'] as const)
      expect(live[format]).toEqual(plain[format]);
  });

  test('is the same bytes in other zones and locales', () => {
    const script = fileURLToPath(new URL('draw-hashes.ts', import.meta.url));
    const drawnIn = (TZ: string, LANG: string) =>
      JSON.parse(
        execFileSync(process.execPath, [script], {
          encoding: 'utf8',
          env: { ...process.env, TZ, LANG, LC_ALL: LANG },
        }),
      ) as Record<string, string>;
    const here = drawnIn('UTC', 'C');
    expect(Object.keys(here)).toEqual(['vl.json', 'svg', 'png', 'pdf', 'en.json', 'zh.json']);
    expect(drawnIn('Asia/Kathmandu', 'ar_EG.UTF-8')).toEqual(here);
  });

  test('writes each format to the output of its name', async () => {
    const written = new Map<string, number>();
    const target = { step: 'trends', output: (name: string) => `/somewhere/${name}` };
    const write = async (path: string, bytes: Uint8Array) => {
      written.set(path, bytes.length);
      return Promise.resolve();
    };
    await writeFigure(target, write, build, {
      language: 'en',
      languages: LANGUAGES,
      typeface: NOTO,
    });
    expect([...written.keys()]).toEqual(
      Object.keys(figureOutputs('trends', LANGUAGES)).map((name) => `/somewhere/${name}`),
    );
    for (const bytes of written.values()) expect(bytes).toBeGreaterThan(500);
  });
});

describe('a figure without its title', () => {
  test.each([{ titles: false }, { title: '' }])('%o keeps the notes', async (own) => {
    const figure = trendsFigure(MEANS, { ...SETTINGS, title: 'Trends', ...own });
    const { svg, texts } = await drawn(figure);
    const shown = texts.map(({ text }) => text);
    expect(shown).not.toContain('Trends');
    expect(shown.at(-1)).toMatch(/^Synthetic data/u);
    // The alt text has a title in any case: the step's name where there is no other.
    expect(svg).toContain(`<title id="trends-title">${figure.title}</title>`);
    expect(figure.title).toBe('title' in own ? 'trends' : 'Trends');
    expect(collisions(texts)).toEqual([]);
  });
});

describe('a hostile title', () => {
  test.each([
    ['markup', '</script><img src=x onerror=alert(1)>"&amp;'],
    ['one endless word', 'x'.repeat(400)],
    ['many words', 'new-energy technology transfer '.repeat(12)],
    ['much Chinese', '用能权交易与新能源技术国际转移，'.repeat(12)],
    ['nothing', ''],
    ['signs that direct text, and none', '\u202Eabc\u0000\u2028😀'],
  ])('%s stays text, in lines that fit', async (_, title) => {
    const hostile = trendsFigure(MEANS, { ...SETTINGS, title });
    const { svg, root, texts } = await drawn(hostile);
    expect(svg).not.toMatch(/<script|<img|<text/u);
    expect(Number(root.attributes.get('width'))).toBeLessThan(900);
    expect(collisions(texts)).toEqual([]);
    expect(cutTexts(root, texts)).toEqual([]);
  });
});

const SETTINGS = {
  groups: GROUP_NAMES,
  id: 'trends',
  language: 'en',
  outcome: 'Outcome',
  policyYear: 2002,
  synthetic: true,
  sources: [],
} as const;
