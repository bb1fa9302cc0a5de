import { createHash } from 'node:crypto';
import { mapFigure } from '../../../src/figures/map.ts';
import { renderFigure } from '../../../src/figures/formats/render.ts';
import { NOTO } from '../drawn.ts';
import { GROUP_NAMES } from '../group-names.ts';

/** Hashes of a figure with numbers, letters, Chinese and clips in every format, as JSON. */
const points = Array.from({ length: 60 }, (_, i) => ({
  name: { en: `City ${i}`, zh: `城市 ${i}` },
  longitude: 100 + ((i * 7.31) % 30),
  latitude: 20 + ((i * 3.17) % 25),
  treated: i % 5 === 0,
  region: { en: `Province ${i % 4}`, zh: `省份 ${i % 4}` },
}));
const rendered = await renderFigure(
  (language) =>
    mapFigure(points, {
      groups: GROUP_NAMES,
      id: 'map',
      language,
      title: { en: 'Cities', zh: '城市' },
      synthetic: true,
      sources: [],
    }),
  { language: 'zh', languages: ['en', 'zh'], typeface: NOTO },
);
const hashes = Object.entries(rendered).map(([format, content]) => [
  format,
  createHash('sha256').update(content).digest('hex'),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(hashes)));
