import { UserError } from '../../text/user-error.ts';
import type { LikelihoodName } from '../fit.ts';
import { bernoulli, poisson, type Family } from './family.ts';

/** What distinguishes one likelihood model from another. */
export interface LikelihoodModel {
  readonly family: (outcome: Float64Array, weights: Float64Array | null) => Family;
  /** Outcomes at which a whole fixed-effect level has no finite effect. */
  readonly bounds: readonly number[];
  /** Whether separated rows are dropped, as they bear nothing on the other coefficients. */
  readonly dropsSeparated: boolean;
  /** Whether a term may enter with coefficient one. */
  readonly takesOffset: boolean;
  /** Throws where the outcome is none of this model's. */
  readonly check: (name: string, outcome: Float64Array) => void;
}

const BINARY = { bounds: [0, 1], dropsSeparated: false, takesOffset: false, check: checkBinary };

/** Every likelihood model by its name in fits, steps and on the command line. */
export const LIKELIHOOD_MODELS = {
  fepois: {
    family: poisson,
    bounds: [0],
    dropsSeparated: true,
    takesOffset: true,
    check: checkCounts,
  },
  logit: { ...BINARY, family: (y, weights) => bernoulli('logit', y, weights) },
  probit: { ...BINARY, family: (y, weights) => bernoulli('probit', y, weights) },
} as const satisfies Readonly<Record<LikelihoodName, LikelihoodModel>>;

function checkCounts(name: string, outcome: Float64Array): void {
  const negative = outcome.find((value) => value < 0);
  if (negative !== undefined) {
    throw new UserError(
      'E_NEGATIVE_OUTCOME',
      `outcome "${name}" holds ${negative}; a Poisson outcome is zero or more.`,
    );
  }
  if (outcome.every((value) => value === outcome[0])) throw constant(name, outcome);
}

function checkBinary(name: string, outcome: Float64Array): void {
  const other = outcome.find((value) => value !== 0 && value !== 1);
  if (other !== undefined) {
    throw new UserError('E_NOT_BINARY', `outcome "${name}" holds ${other}; it must be 0 or 1.`, {
      hint: 'Code the outcome as 0 and 1.',
    });
  }
  if (!outcome.includes(0) || !outcome.includes(1)) throw constant(name, outcome);
}

function constant(name: string, outcome: Float64Array): UserError {
  return new UserError(
    'E_CONSTANT_OUTCOME',
    `outcome "${name}" is ${outcome[0]} in every row that is used; there is nothing to explain.`,
  );
}
