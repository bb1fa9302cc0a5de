import { GROUPS } from '../econometrics/numeric/group-years.ts';
import {
  dataTable,
  described,
  emptyFigure,
  sharedParts,
  type Figure,
  type FigureSettings,
} from './figure.ts';
import { heading } from './heading.ts';
import { namedScale } from './marks/named-scale.ts';
import { placeLabels, type Box } from './marks/place-labels.ts';
import { textWidth } from './marks/text-width.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { PIXELS, quantitative } from './marks/scales.ts';
import { textIn, MARKS, type Text } from '../text/language.ts';
import { countedNames, type GroupNames } from './marks/groups.ts';
import { MAP_WORDS } from './words/map.ts';

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
  if (points.length === 0) throw emptyFigure('no unit has a longitude and a latitude');
  const frame = frameOf(points);
  const { language } = settings;
  const texts = MAP_WORDS[language];
  const groups = GROUPS.map((group) => {
    return { group, own: points.filter(({ treated }) => treated === (group === 'treated')) };
  });
  const kinds = countedNames(
    groups.map(({ group, own }) => ({ group, units: own.length })),
    settings,
  );
  const names = GROUPS.map((group) => kinds[group]);
  const kindScale = (looks: string[]) => namedScale('kind', names, looks, LEGEND);
  const treated = groups[0]?.own ?? [];
  // Treated units last, so that none of the others covers them.
  const values = groups
    .toReversed()
    .flatMap(({ group, own }) =>
      own.map(({ longitude, latitude }) => ({ longitude, latitude, kind: kinds[group] })),
    );
  return {
    ...sharedParts(settings),
    description: describe(points, treated, settings),
    data: dataTable(
      {
        name: texts.name,
        region: texts.region,
        longitude: texts.longitude,
        latitude: texts.latitude,
        treated: texts.treated,
      },
      points.map((p) => [
        textIn(p.name, language),
        textIn(p.region, language),
        p.longitude,
        p.latitude,
        p.treated ? 1 : 0,
      ]),
    ),
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
        ...regionNames(points, treated, settings, frame),
      ],
    },
  };
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

function positions({ west, east, south, north }: Frame, texts: (typeof MAP_WORDS)['en' | 'zh']) {
  const axis = { grid: true, tickCount: 6, format: 'd' };
  return {
    x: { field: 'longitude', ...quantitative(texts.longitude, [west, east], axis) },
    y: { field: 'latitude', ...quantitative(texts.latitude, [south, north], axis) },
  };
}

/** Names of the regions of treated units beside their points, on a white edge. */
function regionNames(
  points: readonly MapPoint[],
  treated: readonly MapPoint[],
  { language }: FigureSettings,
  frame: Frame,
) {
  const pixel = (p: MapPoint): [number, number] => [
    (WIDTH * (p.longitude - frame.west)) / (frame.east - frame.west),
    (frame.height * (frame.north - p.latitude)) / (frame.north - frame.south),
  ];
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
    x: { field: 'x', ...PIXELS },
    y: { field: 'y', ...PIXELS },
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

function describe(
  points: readonly MapPoint[],
  treated: readonly MapPoint[],
  settings: MapSettings,
): string {
  const { language, title } = settings;
  const texts = MAP_WORDS[language];
  const regions = Map.groupBy(treated, (p) => textIn(p.region, language));
  const counts = [...regions].map(([region, own]) => texts.count(region, own.length));
  return described(settings, [
    textIn(title, language),
    texts.all(textIn(settings.groups.treated, language), treated.length, points.length),
    counts.join(MARKS[language].between),
    texts.projection,
  ]);
}
