import { UserError } from '../../text/user-error.ts';
import { bordered } from '../numeric/dense.ts';
import type { GlmSolution } from './irls.ts';
import type { GlmSample } from './sample.ts';
import type { Rules } from '../variance/presets.ts';
import { estimateVariance, type Variance } from '../variance/vcov.ts';
import { VARIANCES, type VarianceKind, type VcovSpec } from '../variance/kinds.ts';
import { readVcov, type VcovRequest } from '../variance/spec.ts';

/** `mass` is Σ w where the constant is a term: its score is orthogonal to the others' around their means. */
export function likelihoodVariance(
  sample: GlmSample,
  { bread, columns, weights, response }: GlmSolution,
  mass: number | null,
  { vcov, rules }: { readonly vcov?: VcovSpec; readonly rules: Rules },
): Variance {
  const rows = response.length;
  return estimateVariance({
    request: readLikelihoodVcov(vcov),
    columns: sample.columns,
    places: sample.places,
    rules,
    rows,
    slopes: columns.length + (mass === null ? 0 : 1),
    effects: sample.effects,
    clusters: sample.clusters,
    // The dispersion is one by assumption; what is left of iid is fixest's (N − 1) / (N − K).
    ssr: rows - 1,
    bread: mass === null ? bread : bordered(bread, columns.length, 1 / mass),
    scores: {
      columns: mass === null ? columns : [null, ...columns],
      weighted: response.map((u, i) => u * weights[i]!),
    },
    automaticLag: noLag,
    leverage: noLeverage,
    reduce: noLeverage,
  });
}

/** Errors: `E_VCOV`, also for what is no variance of a likelihood model. */
export function readLikelihoodVcov(vcov: VcovSpec | undefined): VcovRequest {
  const request = readVcov(vcov);
  const kinds = Object.entries<VarianceKind>(VARIANCES);
  const known = kinds.flatMap(([name, kind]) => (kind.isLinear === true ? [] : [name]));
  if (known.includes(request.type)) return request;
  throw new UserError(
    'E_VCOV',
    `"${request.type}" is no variance of a likelihood model; there are ${known.join(', ')}.`,
  );
}

function noLeverage(): never {
  throw new Error('a likelihood model has no leverage');
}

function noLag(): never {
  throw new UserError(
    'E_VCOV',
    'newey_west without a unit is for one series, and needs a lag in a likelihood model.',
    { hint: 'Give unit for a panel, or lag.' },
  );
}
