import { z } from 'zod';
import { mapFigure } from '../src/figures/map.ts';
import { readRows } from '../src/io/tables/frame.ts';
import { drawing, groups } from '../src/templates/figure.ts';
import { figureStep } from '../src/templates/figure-step.ts';
import { bilingual } from '../src/templates/text.ts';

/** Draws where units lie and which of them are treated: facts, whatever the study's data is. */
export default figureStep({
  params: z.strictObject({
    ...drawing,
    table: z.string().default('cities'),
    /** Columns: 1 for treated units, names of units and of the regions they lie in. */
    treated: z.string(),
    name: bilingual,
    region: bilingual,
    longitude: z.string().default('longitude'),
    latitude: z.string().default('latitude'),
    groups,
  }),
  reads: ({ table, treated, name, region, longitude, latitude }) => ({
    [table]: [...new Set([treated, name.en, name.zh, region.en, region.zh, longitude, latitude])],
  }),
  async record(context) {
    const { table, name, region, longitude, latitude, treated } = context.params;
    const rows = await readRows(context.input(table));
    return rows.map((row) => ({
      name: { en: word(row[name.en]), zh: word(row[name.zh]) },
      region: { en: word(row[region.en]), zh: word(row[region.zh]) },
      longitude: Number(row[longitude] ?? Number.NaN),
      latitude: Number(row[latitude] ?? Number.NaN),
      treated: row[treated] === 1,
    }));
  },
  sources: ({ params: { table, longitude, latitude, treated } }) =>
    [longitude, latitude, treated].map((path) => ({ step: table, path })),
  draw: (points, settings, params) => mapFigure(points, { ...settings, groups: params.groups }),
  count: (points) => ({ points: points.length }),
});

/** Text of a row, empty where it has none. */
function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
