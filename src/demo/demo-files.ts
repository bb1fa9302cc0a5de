import type { DemoFile } from './demo-file.ts';
import { incopatFiles } from './incopat-files.ts';
import { marketisationFiles } from './marketisation-files.ts';
import { readmeFile } from './readme-file.ts';
import { simulateWorld, type WorldOptions } from './world/simulate-world.ts';
import { statisticsPanelFile } from './statistics-panel-file.ts';
import { drawSources } from './statistics-table.ts';
import { yearbookFiles } from './yearbook-files.ts';

/**
 * All raw files of the demonstration, one at a time: patent exports, city statistics, marketisation
 * index, and a note that says what is synthetic. Same seed and options, same bytes.
 */
export function* demoFiles(seed: number, options: WorldOptions): Generator<DemoFile> {
  const world = simulateWorld(seed, options);
  const sources = drawSources(world);
  yield readmeFile(world);
  yield statisticsPanelFile(world, sources.panel);
  yield* yearbookFiles(world, sources.yearbook);
  yield* marketisationFiles(world);
  yield* incopatFiles(world);
}
