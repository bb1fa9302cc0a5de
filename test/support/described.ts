import { parseStudy } from '../../src/engine/study/config.ts';
import { plainly, type Described } from '../../src/engine/kinds.ts';
import { buildGraph, type Graph } from '../../src/engine/graph.ts';
import type { StepSpec } from '../../src/engine/study/study.ts';

/** What a step says of itself if its code says no more than `pipeline.yaml` does. */
export function described(step: StepSpec, more: Partial<Described> = {}): Described {
  return {
    ...plainly(step),
    ...more,
  };
}

/** Parses a study without texts and draws its graph; steps say of themselves what the test says. */
export function openStudy(
  text: string,
  more: Readonly<Record<string, Partial<Described>>> = {},
): Graph {
  const study = parseStudy({ study: text, texts: {} }, {});
  return buildGraph(
    study,
    new Map(study.steps.map((step) => [step.name, described(step, more[step.name])])),
  );
}
