import { describe, expect, test } from 'vitest';
import { mapFigure, type MapPoint, type MapSettings } from '../../src/figures/map.ts';
import { collisions, cutTexts, drawn, marks } from './drawn.ts';
import { GROUP_NAMES } from './group-names.ts';

const SETTINGS: MapSettings = {
  groups: GROUP_NAMES,
  id: 'map',
  language: 'en',
  title: { en: 'Cities', zh: '城市' },
  synthetic: false,
  sources: [{ step: 'cities', path: 'longitude' }],
};
const POINTS: MapPoint[] = [
  point('Hangzhou', 120.2, 30.3, true, 'Zhejiang'),
  point('Ningbo', 121.5, 29.9, true, 'Zhejiang'),
  point('Fuzhou', 119.3, 26.1, true, 'Fujian'),
  point('Beijing', 116.4, 39.9, false, 'Beijing'),
  point('Nowhere', Number.NaN, 39.9, true, 'Nowhere'),
];

function point(
  name: string,
  longitude: number,
  latitude: number,
  treated: boolean,
  region: string,
) {
  return { name, longitude, latitude, treated, region };
}

describe('mapFigure', () => {
  test('is a specification of plain JSON', async () => {
    const { spec } = mapFigure(POINTS, SETTINGS);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    await expect(`${JSON.stringify(spec, null, 2)}\n`).toMatchFileSnapshot(
      '../golden/figures/map.vl.json',
    );
  });

  test('says in numbers what it shows', () => {
    expect(mapFigure(POINTS, SETTINGS).description).toBe(
      'Cities. Treated cities: 3 of 4. Zhejiang 2, Fujian 1. ' +
        'Units as points, no borders; degrees to scale at 35° N.',
    );
    expect(mapFigure(POINTS, { ...SETTINGS, language: 'zh' }).description).toContain(
      '试点城市：4 个中的 3 个',
    );
  });

  test.each(['en', 'zh'] as const)(
    'draws units to scale and names regions (%s)',
    async (language) => {
      const { root, texts } = await drawn(mapFigure(POINTS, { ...SETTINGS, language }));
      const points = marks(root, 'mark-symbol').slice(0, 4);
      const places = points.map((mark) =>
        (mark.attributes.get('transform') ?? '').match(/[\d.]+/gu)!.map(Number),
      );
      // Others are drawn first: Beijing, Hangzhou, Ningbo, Fuzhou.
      const [beijing, hangzhou] = places as [number[], number[], ...number[][]];
      const [degree, meridian] = [
        (hangzhou[0]! - beijing[0]!) / (120.2 - 116.4),
        (hangzhou[1]! - beijing[1]!) / (39.9 - 30.3),
      ];
      // The cosine of 35 degrees; the height is a whole number of pixels.
      expect(degree / meridian).toBeCloseTo(0.819, 2);
      expect(texts.filter(({ text }) => text === 'Zhejiang')).toHaveLength(2);
      const visible = texts.filter(
        (own, i) => texts.findIndex(({ text }) => text === own.text) === i,
      );
      expect(collisions(visible)).toEqual([]);
      expect(cutTexts(root, texts)).toEqual([]);
    },
  );

  test('draws one unit, and refuses to draw none', async () => {
    const { svg } = await drawn(mapFigure(POINTS.slice(0, 1), SETTINGS));
    expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
    expect(() => mapFigure(POINTS.slice(4), SETTINGS)).toThrow(
      expect.objectContaining({ code: 'E_FIGURE_EMPTY' }),
    );
  });
});
