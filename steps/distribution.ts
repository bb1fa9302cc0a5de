import { z } from 'zod';
import { groupBoxes } from '../src/econometrics/numeric/group-years.ts';
import { distributionFigure } from '../src/figures/distribution.ts';
import type { BoxesRecord } from '../src/records/group-years.ts';
import { figure, groupYears } from '../src/templates/figure.ts';
import { figureStep, ofTable } from '../src/templates/figure-step.ts';

const params = z.strictObject({ ...figure, ...groupYears });

/** Draws quantiles of the outcome of treated and other units by year; they go to `outputs/models/`. */
export default figureStep({
  params,
  ...ofTable(
    ({ year, treated, outcome }: z.output<typeof params>) => ({ year, treated, outcome }),
    (columns): BoxesRecord => ({ boxes: groupBoxes(columns) }),
  ),
  draw: (record, settings, { outcome_label: outcome, policy_year: policyYear, groups }) =>
    distributionFigure(record, { ...settings, outcome, policyYear, groups }),
  count: ({ boxes }) => ({ boxes: boxes.length }),
});
