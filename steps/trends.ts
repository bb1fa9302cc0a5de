import { z } from 'zod';
import { groupMeans } from '../src/econometrics/numeric/group-years.ts';
import { trendsFigure } from '../src/figures/trends.ts';
import type { MeansRecord } from '../src/records/group-years.ts';
import { figure, groupYears } from '../src/templates/figure.ts';
import { figureStep, ofTable } from '../src/templates/figure-step.ts';

const params = z.strictObject({ ...figure, ...groupYears });

/** Draws the mean outcome of treated and other units by year; the means go to `outputs/models/`. */
export default figureStep({
  params,
  ...ofTable(
    ({ year, treated, outcome }: z.output<typeof params>) => ({ year, treated, outcome }),
    (columns): MeansRecord => ({ means: groupMeans(columns) }),
  ),
  draw: (record, settings, { outcome_label: outcome, policy_year: policyYear, groups }) =>
    trendsFigure(record, { ...settings, outcome, policyYear, groups }),
  count: ({ means }) => ({ points: means.length }),
});
