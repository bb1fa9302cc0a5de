import { z } from 'zod';
import { formulaColumns } from '../econometrics/feols.ts';

/** Parameters of a step that gives the treatment to other units. */
export const assignment = {
  table: z.string().meta({ completes: 'table' }).default('panel'),
  /** Of the fit of the treatment as it was. */
  id: z.string().min(1),
  formula: z.string(),
  /** The regressor that is reassigned, and the column that is 1 from the policy on. */
  treatment: z.string(),
  post: z.string(),
  unit: z.string(),
  /** Column of the groups that were assigned as wholes. */
  group: z.string().optional(),
  draws: z.int().min(1).default(1000),
  seed: z.int(),
};

interface Assigned {
  readonly formula: string;
  readonly treatment: string;
  readonly post: string;
  readonly unit: string;
  readonly group?: string | undefined;
}

/** Columns of the table that it needs. */
export function assignedColumns({ formula, treatment, post, unit, group }: Assigned): string[] {
  const named = formulaColumns(formula, { vcov: { cluster: unit } });
  return [...new Set([...named, treatment, post, unit, ...(group === undefined ? [] : [group])])];
}
