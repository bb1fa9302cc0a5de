import { z } from 'zod';
import { summariseScores } from '../src/econometrics/matching/scores.ts';
import { propensityFigure } from '../src/figures/propensity.ts';
import type { ScoresRecord } from '../src/records/matching.ts';
import { figure } from '../src/templates/figure.ts';
import { figureStep, ofTable } from '../src/templates/figure-step.ts';

const params = z.strictObject({
  ...figure,
  /** Table of the matching step: score, support and weight of each row. */
  table: z.string().default('matching'),
  treated: z.string().default('treat'),
});

/** Draws the propensity scores of treated and controls before and after matching. */
export default figureStep({
  params,
  ...ofTable(
    ({ treated }: z.output<typeof params>) => ({
      treated,
      score: 'score',
      support: 'support',
      weight: 'weight',
    }),
    (columns): ScoresRecord => ({ scores: summariseScores(columns) }),
  ),
  draw: propensityFigure,
  count: ({ scores }) => ({ curves: scores.densities.length }),
});
