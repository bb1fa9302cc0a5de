import { expect, it } from 'vitest';
import { kernelWeight, type Kernel } from '../../../src/econometrics/matching/kernel-weight.ts';

it.each<[Kernel, number]>([
  ['epanechnikov', 3 / 4],
  ['biweight', 9 / 16],
  ['uniform', 1],
  ['tricube', 343 / 512],
])('%s at half the bandwidth, by hand', (kernel, half) => {
  expect(kernelWeight(kernel, 0.5)).toBeCloseTo(half, 15);
});

it('is one at no distance, and nothing beyond the bandwidth but for the Gaussian', () => {
  for (const kernel of ['epanechnikov', 'biweight', 'uniform', 'tricube'] as const)
    expect([kernelWeight(kernel, 0), kernelWeight(kernel, 1.001)]).toEqual([1, 0]);
  expect(kernelWeight('gaussian', 2)).toBeCloseTo(Math.exp(-2), 15);
});
