import type { DemoFile } from './demo-file.ts';
import type { DemoForms } from './demo-forms.ts';
import { incopatFiles } from './incopat-files.ts';
import { marketisationFiles } from './marketisation-files.ts';
import { lensFiles } from './patents/lens-files.ts';
import { patstatFiles } from './patents/patstat-files.ts';
import { readmeFile } from './readme-file.ts';
import { csmarFiles } from './statistics/csmar-files.ts';
import { dtaFile } from './statistics/dta-file.ts';
import { epsFile } from './statistics/eps-file.ts';
import { simulateWorld, type World, type WorldOptions } from './world/simulate-world.ts';
import { statisticsPanelFile } from './statistics-panel-file.ts';
import { drawSources } from './statistics-table.ts';
import { yearbookFiles } from './yearbook-files.ts';

const PATENTS = { incopat: incopatFiles, patstat: patstatFiles, lens: lensFiles };
const STATISTICS = { yearbooks, csmar_eps: csmarAndEps, dta };

/**
 * All raw files of the demonstration, one at a time: patent exports, city statistics, marketisation
 * index, and a note that says what is synthetic. Same seed, options and forms, same bytes; the world
 * behind the files is the same in every form.
 */
export function* demoFiles(
  seed: number,
  options: WorldOptions,
  { patents, statistics }: DemoForms,
): Generator<DemoFile> {
  const world = simulateWorld(seed, options);
  yield readmeFile(world, { patents, statistics });
  yield* STATISTICS[statistics](world);
  yield* marketisationFiles(world);
  yield* PATENTS[patents](world);
}

function* yearbooks(world: World): Generator<DemoFile> {
  const sources = drawSources(world);
  yield statisticsPanelFile(world, sources.panel);
  yield* yearbookFiles(world, sources.yearbook);
}

function* csmarAndEps(world: World): Generator<DemoFile> {
  const sources = drawSources(world);
  yield* csmarFiles(world, sources.panel);
  yield epsFile(world, sources);
}

function* dta(world: World): Generator<DemoFile> {
  yield dtaFile(world, drawSources(world).settled);
}
