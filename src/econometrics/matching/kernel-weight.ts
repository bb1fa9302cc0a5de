import exp from '@stdlib/math-base-special-exp';

export type Kernel = 'epanechnikov' | 'gaussian' | 'biweight' | 'uniform' | 'tricube';

/**
 * Kernel at a distance of `u` >= 0 bandwidths, without its normalising constant, which cancels in
 * matching weights. All but the Gaussian are zero beyond 1.
 */
export function kernelWeight(kernel: Kernel, u: number): number {
  if (kernel === 'gaussian') return exp(-0.5 * u * u);
  if (u > 1) return 0;
  if (kernel === 'uniform') return 1;
  if (kernel === 'epanechnikov') return 1 - u * u;
  if (kernel === 'biweight') return (1 - u * u) * (1 - u * u);
  const rest = 1 - u * u * u;
  return rest * rest * rest;
}
