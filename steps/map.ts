import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { mapFigure } from '../src/figures/map.ts';
import { notoSansSc } from '../src/figures/formats/noto-sans-sc.ts';
import { figureOutputs, writeFigure } from '../src/figures/formats/render.ts';
import { readRows } from '../src/io/tables/frame.ts';
import { writeBytes } from '../src/io/write.ts';
import { drawing } from '../src/templates/figure.ts';
import { defineStep } from '../src/step.ts';
import { bilingual } from '../src/templates/text.ts';

/** Text of a row, empty where it has none. */
function word(row: Record<string, unknown>, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}

/** Draws where units lie and which of them are treated. */
export default defineStep({
  params: z.strictObject({
    ...drawing,
    table: z.string().default('cities'),
    /** Columns: 1 for treated units, names of units and of the regions they lie in. */
    treated: z.string(),
    name: bilingual,
    region: bilingual,
    longitude: z.string().default('longitude'),
    latitude: z.string().default('latitude'),
  }),
  outputs: figureOutputs,
  reads: ({ table, treated, name, region, longitude, latitude }) => ({
    [table]: [...new Set([treated, name.en, name.zh, region.en, region.zh, longitude, latitude])],
  }),
  async run(context) {
    const { language, table, title, ...columns } = context.params;
    const rows = await readRows(context.input(table));
    const points = rows.map((row) => ({
      name: { en: word(row, columns.name.en), zh: word(row, columns.name.zh) },
      region: { en: word(row, columns.region.en), zh: word(row, columns.region.zh) },
      longitude: Number(row[columns.longitude] ?? Number.NaN),
      latitude: Number(row[columns.latitude] ?? Number.NaN),
      treated: row[columns.treated] === 1,
    }));
    const settings = {
      id: context.step,
      title,
      // Places and memberships are facts, whatever the data is.
      synthetic: false,
      sources: [columns.longitude, columns.latitude, columns.treated].map((path) => ({
        step: table,
        path,
      })),
    };
    await writeFigure(
      context,
      writeBytes,
      (own) => mapFigure(points, { ...settings, language: own }),
      { language, typeface: notoSansSc(readFileSync) },
    );
    context.count({ points: points.length });
  },
});
