import { describe, expect, it } from 'vitest';
import { LIKELIHOOD_MODELS } from '../../../src/econometrics/likelihood/models.ts';

const { fepois, logit, probit } = LIKELIHOOD_MODELS;

describe('likelihood models', () => {
  it('take the outcomes that are theirs', () => {
    expect(() => fepois.check('n', Float64Array.of(0, 2.5, 7))).not.toThrow();
    for (const model of [logit, probit]) {
      expect(() => model.check('d', Float64Array.of(0, 1, 1))).not.toThrow();
    }
  });

  it.each([
    ['E_NEGATIVE_OUTCOME', fepois, [1, -1]],
    ['E_CONSTANT_OUTCOME', fepois, [3, 3]],
    ['E_NOT_BINARY', logit, [0, 2]],
    ['E_NOT_BINARY', probit, [0, 0.5]],
    ['E_CONSTANT_OUTCOME', probit, [1, 1]],
  ] as const)('%s', (code, model, outcome) => {
    expect(() => model.check('y', Float64Array.from(outcome))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('by hand: the null likelihood of two in four is 4 ln ½, whatever the link', () => {
    const y = Float64Array.of(0, 1, 1, 0);
    for (const model of [logit, probit]) {
      expect(model.family(y, null).logLikelihoodNull).toBeCloseTo(4 * Math.log(0.5), 14);
    }
  });

  it('by hand: Poisson of a mean of 2 is −2 + y ln 2 − ln y!', () => {
    const { logLikelihoodNull } = fepois.family(Float64Array.of(1, 3), null);
    expect(logLikelihoodNull).toBeCloseTo(-4 + 4 * Math.log(2) - Math.log(6), 13);
  });

  it('start where the mean of the outcome is', () => {
    const y = Float64Array.of(1, 0, 0, 0);
    expect(logit.family(y, null).constant(null)).toBeCloseTo(Math.log(1 / 3), 14);
    expect(fepois.family(y, null).constant(null)).toBeCloseTo(Math.log(0.25), 14);
    expect(fepois.family(y, null).constant(new Float64Array(4).fill(1))).toBeCloseTo(
      Math.log(0.25) - 1,
      14,
    );
  });

  it('have working residuals that are the derivative of the likelihood over the weight', () => {
    const y = Float64Array.of(1, 0);
    const h = 1e-6;
    for (const model of [fepois, logit, probit]) {
      const family = model.family(y, null);
      const [weights, response] = [new Float64Array(2), new Float64Array(2)];
      const deviance = (shift: number): number =>
        family.work(Float64Array.of(0.3 + shift, 0.3), weights, response);
      const slope = (deviance(h) - deviance(-h)) / (2 * h);
      deviance(0);
      expect(-slope / 2).toBeCloseTo(weights[0]! * response[0]!, 8);
    }
  });
});
