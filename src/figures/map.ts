import { GROUPS, type Group } from '../econometrics/numeric/group-years.ts';
import type { FigureData } from '../records/figure.ts';
import { sharedParts, type Figure, type FigureSettings } from './figure.ts';
import { heading } from './heading.ts';
import { namedScale } from './marks/named-scale.ts';
import { placeLabels, type Box } from './marks/place-labels.ts';
import { textWidth } from './marks/text-width.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { WORDS } from './words/words.ts';
import { textIn, sentences, MARKS, type Language, type Text } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';
import type { GroupNames } from './marks/groups.ts';

/** A unit as a point. Degrees, east and north positive. */
export interface MapPoint {
  readonly name: Text;
  readonly longitude: number;
  readonly latitude: number;
  readonly treated: boolean;
  /** Where the unit lies, such as a state; treated regions are named. */
  readonly region: Text;
}

export interface MapSettings extends FigureSettings {
  readonly groups: GroupNames;
}

const WIDTH = 500;
const LEGEND = { symbolSize: 50, symbolStrokeWidth: 1.5 };
/**
 * Degrees are drawn as rectangles true to scale at 35° north, the middle of China: cos 35°. Shapes
 * are stretched by a fifth at 20° and 50° north.
 */
const NARROWING = 0.8191520442889918;
const MARGIN = 1.6;
const NAME_SIZE = 12;
/** Bold letters are wider than `textWidth` knows. */
const BOLD = 1.1;

/**
 * Units as points by longitude and latitude, treated ones filled, with the names of the regions that
 * hold them. It has no borders: it shows where units lie, not what belongs to whom.
 *
 * Errors: `E_FIGURE_EMPTY` where no unit has coordinates.
 */
export function mapFigure(all: readonly MapPoint[], settings: MapSettings): Figure {
  const points = all.filter((p) => Number.isFinite(p.longitude) && Number.isFinite(p.latitude));
  if (points.length === 0) {
    throw new UserError('E_FIGURE_EMPTY', 'no unit has a longitude and a latitude');
  }
  const frame = frameOf(points);
  const { language } = settings;
  const texts = TEXTS[language];
  const kinds = kindNames(points, settings);
  const kindScale = (looks: string[]) =>
    namedScale(
      'kind',
      GROUPS.map((group) => kinds[group]),
      looks,
      LEGEND,
    );
  // Treated units last, so that none of the others covers them.
  const values = GROUPS.toReversed().flatMap((group) =>
    points
      .filter((p) => groupOf(p) === group)
      .map(({ longitude, latitude }) => ({ longitude, latitude, kind: kinds[group] })),
  );
  return {
    ...sharedParts(settings),
    description: describe(points, settings),
    data: dataOf(points, settings),
    spec: {
      ...heading(settings, WIDTH, [texts.projection]),
      width: WIDTH,
      height: frame.height,
      view: { stroke: INK, strokeWidth: 0.5 },
      layer: [
        {
          data: { values },
          mark: { type: 'point', size: 34, strokeWidth: 1.2, opacity: 1, aria: false },
          encoding: {
            ...positions(frame, texts),
            fill: kindScale([VERMILLION, 'white']),
            stroke: kindScale([VERMILLION, BLUE]),
            shape: kindScale(['circle', 'square']),
          },
        },
        ...regionNames(points, settings, frame),
      ],
    },
  };
}

function groupOf({ treated }: MapPoint): Group {
  return treated ? 'treated' : 'other';
}

type Kinds = Readonly<Record<Group, string>>;

function kindNames(points: readonly MapPoint[], { groups, language }: MapSettings): Kinds {
  const treated = points.filter((p) => p.treated).length;
  const name = (group: Group, units: number) =>
    WORDS[language].counted(textIn(groups[group], language), units);
  return { treated: name('treated', treated), other: name('other', points.length - treated) };
}

interface Frame {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly height: number;
}

/** All points with a margin, in whole pixels of equal scale. */
function frameOf(points: readonly MapPoint[]): Frame {
  const [xs, ys] = [points.map((p) => p.longitude), points.map((p) => p.latitude)];
  const [west, east] = [Math.min(...xs) - MARGIN, Math.max(...xs) + MARGIN];
  const [south, north] = [Math.min(...ys) - MARGIN, Math.max(...ys) + MARGIN];
  const height = Math.round((WIDTH * (north - south)) / ((east - west) * NARROWING));
  return { west, east, south, north, height };
}

function positions({ west, east, south, north }: Frame, texts: Texts) {
  const axis = { grid: true, tickCount: 6, format: 'd' };
  return {
    x: {
      field: 'longitude',
      type: 'quantitative' as const,
      title: texts.longitude,
      scale: { domain: [west, east], nice: false, zero: false },
      axis,
    },
    y: {
      field: 'latitude',
      type: 'quantitative' as const,
      title: texts.latitude,
      scale: { domain: [south, north], nice: false, zero: false },
      axis,
    },
  };
}

/** Names of the regions of treated units beside their points, on a white edge. */
function regionNames(points: readonly MapPoint[], { language }: FigureSettings, frame: Frame) {
  const pixel = (p: MapPoint): [number, number] => [
    (WIDTH * (p.longitude - frame.west)) / (frame.east - frame.west),
    (frame.height * (frame.north - p.latitude)) / (frame.north - frame.south),
  ];
  const treated = points.filter((p) => p.treated);
  const names = [...new Set(treated.map((p) => textIn(p.region, language)))];
  const labels = names.map((name) => ({
    width: textWidth(name, NAME_SIZE) * BOLD + 6,
    height: NAME_SIZE + 6,
    around: boxOf(treated.filter((p) => textIn(p.region, language) === name).map(pixel)),
  }));
  const inside = { left: 4, right: WIDTH - 4, top: 4, bottom: frame.height - 4 };
  const places = placeLabels(labels, points.map(pixel), inside);
  const values = names.flatMap((name, i) => {
    const place = places[i];
    return place === undefined || place === null ? [] : [{ ...place, name }];
  });
  const text = {
    type: 'text' as const,
    fontSize: NAME_SIZE,
    fontWeight: 700 as const,
    baseline: 'middle' as const,
  };
  const encoding = {
    x: { field: 'x', type: 'quantitative' as const, scale: null, axis: null },
    y: { field: 'y', type: 'quantitative' as const, scale: null, axis: null },
    text: { field: 'name' },
  };
  return [
    {
      data: { values },
      mark: { ...text, stroke: 'white', strokeWidth: 4, color: 'white', aria: false },
      encoding,
    },
    { data: { values }, mark: { ...text, color: INK }, encoding },
  ];
}

function boxOf(pixels: readonly (readonly [number, number])[]): Box {
  const [xs, ys] = [pixels.map(([x]) => x), pixels.map(([, y]) => y)];
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

function dataOf(points: readonly MapPoint[], { language }: FigureSettings): FigureData {
  const texts = TEXTS[language];
  return {
    columns: [
      { name: 'name', label: texts.name },
      { name: 'region', label: texts.region },
      { name: 'longitude', label: texts.longitude },
      { name: 'latitude', label: texts.latitude },
      { name: 'treated', label: texts.treated },
    ],
    rows: points.map((p) => [
      textIn(p.name, language),
      textIn(p.region, language),
      p.longitude,
      p.latitude,
      p.treated ? 1 : 0,
    ]),
  };
}

function describe(points: readonly MapPoint[], settings: MapSettings): string {
  const { language, synthetic, title } = settings;
  const texts = TEXTS[language];
  const treated = points.filter((p) => p.treated);
  const regions = [...new Set(treated.map((p) => textIn(p.region, language)))];
  const counts = regions.map((region) =>
    texts.count(region, treated.filter((p) => textIn(p.region, language) === region).length),
  );
  return sentences(language, [
    textIn(title, language),
    texts.all(textIn(settings.groups.treated, language), treated.length, points.length),
    treated.length > 0 ? counts.join(MARKS[language].between) : '',
    texts.projection,
    synthetic ? WORDS[language].synthetic : '',
  ]);
}

type Texts = (typeof TEXTS)[Language];

const TEXTS = {
  en: {
    longitude: 'Longitude (°E)',
    latitude: 'Latitude (°N)',
    name: 'Name',
    region: 'Region',
    treated: 'Treated',
    projection: 'Units as points, no borders; degrees to scale at 35° N',
    all: (group: string, units: number, all: number) => `${group}: ${units} of ${all}`,
    count: (region: string, units: number) => `${region} ${units}`,
  },
  zh: {
    longitude: '经度（°E）',
    latitude: '纬度（°N）',
    name: '名称',
    region: '地区',
    treated: '是否处理',
    projection: '以点表示各单位，不含边界；比例以北纬 35° 为准',
    all: (group: string, units: number, all: number) => `${group}：${all} 个中的 ${units} 个`,
    count: (region: string, units: number) => `${region} ${units} 个`,
  },
} as const;
