import { describe, expect, it } from 'vitest';
import { bernoulli, poisson } from '../../../src/econometrics/likelihood/family.ts';

/** Deviance, weights and working residuals at these linear predictors. */
function at(family: ReturnType<typeof poisson>, eta: readonly number[]) {
  const [weights, response] = [new Float64Array(eta.length), new Float64Array(eta.length)];
  const deviance = family.work(Float64Array.from(eta), weights, response);
  return { deviance, weights: [...weights], response: [...response] };
}

describe('Poisson', () => {
  const y = Float64Array.of(0, 1, 3);

  it('has the deviance, weights and residuals of a mean of one by hand', () => {
    const { deviance, weights, response } = at(poisson(y, null), [0, 0, 0]);
    // 2 (0 − (0 − 1)) + 2 (1 ln 1 − 0) + 2 (3 ln 3 − 2).
    expect(deviance).toBeCloseTo(2 + 2 * (3 * Math.log(3) - 2), 14);
    expect(weights).toEqual([1, 1, 1]);
    expect(response).toEqual([-1, 0, 2]);
  });

  it('has the likelihood of the null model where the constant says', () => {
    const family = poisson(y, null);
    const eta = family.constant(null);
    expect(eta).toBeCloseTo(Math.log(4 / 3), 14);
    const { deviance } = at(family, [eta, eta, eta]);
    expect(family.logLikelihood(deviance)).toBeCloseTo(family.logLikelihoodNull, 12);
  });

  it('takes a weight of two for the row twice', () => {
    const twice = poisson(Float64Array.of(0, 1, 1, 3), null);
    const weighted = poisson(y, Float64Array.of(1, 2, 1));
    expect(weighted.logLikelihoodNull).toBeCloseTo(twice.logLikelihoodNull, 12);
    const eta = [0.5, 0.5, 0.5, 0.5];
    expect(at(weighted, eta.slice(1)).deviance).toBeCloseTo(at(twice, eta).deviance, 12);
  });

  it('is bounded on both sides but at zero', () => {
    expect([0, 1].map((row) => poisson(y, null).side(row))).toEqual([-1, 0]);
  });
});

describe.each(['logit', 'probit'] as const)('%s', (link) => {
  const family = bernoulli(link, Float64Array.of(1, 0), null);

  it('is a coin at zero: both rows cost ln 2', () => {
    const { deviance } = at(family, [0, 0]);
    expect(deviance).toBeCloseTo(4 * Math.LN2, 12);
    expect(family.mean(0)).toBe(0.5);
    expect(family.logLikelihood(deviance)).toBeCloseTo(family.logLikelihoodNull, 12);
  });

  it('is the same with the outcomes changed over', () => {
    const other = bernoulli(link, Float64Array.of(0, 1), null);
    expect(at(other, [-1.5, 0.5]).deviance).toBeCloseTo(at(family, [1.5, -0.5]).deviance, 14);
    expect([family.side(0), other.side(0)]).toEqual([1, -1]);
  });

  it('stays finite far out', () => {
    const { deviance, weights, response } = at(family, [-60, 60]);
    const all = [deviance, ...weights, ...response];
    expect(all.filter((value) => !Number.isFinite(value))).toEqual([]);
  });
});
