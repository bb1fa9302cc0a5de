import { dependenceOf } from '../variance/dependence.ts';
import { UserError } from '../../text/user-error.ts';
import type { Frame } from '../frame/frame.ts';
import type { GlmSolution } from './irls.ts';
import type { GlmSample } from './sample.ts';
import type { Rules } from '../variance/presets.ts';
import { estimateVariance, type Variance } from '../variance/vcov.ts';
import { readVcov, type VcovRequest, type VcovSpec } from '../variance/spec.ts';

/** `mass` is Σ w where the constant is a term: its score is orthogonal to the others' around their means. */
export function likelihoodVariance(
  frame: Frame,
  sample: GlmSample,
  { bread, columns, weights, response }: GlmSolution,
  mass: number | null,
  { vcov, rules }: { readonly vcov?: VcovSpec; readonly rules: Rules },
): Variance {
  const rows = response.length;
  const { type, spec } = readLikelihoodVcov(vcov);
  return estimateVariance({
    type,
    rules,
    rows,
    slopes: columns.length + (mass === null ? 0 : 1),
    effects: sample.effects,
    clusters: sample.clusters,
    dependence: dependenceOf(frame, sample.places, spec),
    // The dispersion is one by assumption; what is left of iid is fixest's (N − 1) / (N − K).
    ssr: rows - 1,
    bread: mass === null ? bread : bordered(bread, columns.length, mass),
    scores: {
      columns: mass === null ? columns : [null, ...columns],
      weighted: response.map((u, i) => u * weights[i]!),
    },
    means: null,
    leverage: () => {
      throw unsupported('hc2 and hc3');
    },
    reduce: (reduction) => {
      throw unsupported(reduction);
    },
  });
}

function bordered(bread: Float64Array, k: number, mass: number): Float64Array {
  const result = new Float64Array((k + 1) * (k + 1));
  result[0] = 1 / mass;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) result[(i + 1) * (k + 1) + j + 1] = bread[i * k + j]!;
  }
  return result;
}

/** Errors: `E_VCOV`, also for what is no variance of a likelihood model. */
export function readLikelihoodVcov(vcov: VcovSpec | undefined): VcovRequest {
  const request = readVcov(vcov);
  if (/^hc|^cr/u.test(request.type)) throw unsupported(`"${request.type}"`);
  const { spec } = request;
  if (typeof spec === 'string' || !('newey_west' in spec)) return request;
  const { unit, lag } = spec.newey_west;
  if (unit !== undefined || lag !== undefined) return request;
  throw new UserError(
    'E_VCOV',
    'newey_west without a unit is for one series, and needs a lag in a likelihood model.',
    { hint: 'Give unit for a panel, or lag.' },
  );
}

function unsupported(what: string): UserError {
  return new UserError(
    'E_VCOV',
    `${what} is no variance of a likelihood model; there are iid, hetero, cluster, newey_west, driscoll_kraay and conley.`,
  );
}
