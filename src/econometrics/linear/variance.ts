import { absorb } from '../absorb/absorb.ts';
import { biasReduced, type BiasReduced, type BiasReduction } from '../variance/bias-reduced.ts';
import { automaticLag } from '../variance/bandwidth.ts';
import type { Design } from '../design/design.ts';
import { UserError } from '../../text/user-error.ts';
import { addRegressorLeverage, effectLeverage } from '../variance/leverage.ts';
import { bordered, diagonal } from '../numeric/dense.ts';
import { isInterceptTerm, type LinearModel } from './model.ts';
import { seriesScores } from '../variance/meat-serial.ts';
import { estimateVariance, type Variance, type VcovInput } from '../variance/vcov.ts';

/** Covariance of a solved linear model, around the means where it has a constant. */
export function linearVariance(
  design: Design,
  model: LinearModel,
  { slopes, request, rules }: Pick<VcovInput, 'slopes' | 'request' | 'rules'>,
): Variance {
  const { weights } = design;
  const { columns, residuals } = model;
  const weighted = weights === null ? residuals : residuals.map((r, i) => r * weights[i]!);
  const scores = { columns: model.centred ? [null, ...columns] : columns, weighted };
  return estimateVariance({
    request,
    columns: design.columns,
    places: design.places,
    rules,
    rows: design.rows,
    slopes,
    effects: design.effects,
    clusters: design.clusters,
    slopeGroups: design.slopeGroups,
    ssr: model.ssr,
    bread: breadWithConstant(model),
    scores,
    automaticLag: (time) =>
      automaticLag(seriesScores(scores, time, isInterceptTerm(model) ? model.means : null)),
    leverage: () => {
      const leverage = effectLeverage(model.absorber, design.rows, model.centred);
      addRegressorLeverage(leverage, columns, model.bread, weights);
      return leverage;
    },
    reduce: (type) => reduceBias(type, design, model),
  });
}

/** Precondition: without effects a constant is among the regressors, beside their deviations from the mean. */
function reduceBias(type: BiasReduction, design: Design, model: LinearModel): BiasReduced {
  const { weights, rows, slopes } = design;
  const [clusters] = design.clusters;
  if (weights !== null || clusters === undefined) throw cannotReduce(type, 'takes no weights');
  if (type !== 'cr1' && model.absorber.method === 'conjugate gradient') {
    throw cannotReduce(
      type,
      'needs fixed effects with fewer levels: these are absorbed iteratively',
    );
  }
  const { absorber, columns, means, residuals, names } = model;
  const isTerm = isInterceptTerm(model);
  const hidden = new Set(slopes.map(({ name }) => name));
  const offset = isTerm ? 1 : 0;
  const contrasts = names.flatMap((name, j) => {
    if (hidden.has(name)) return [];
    const contrast = new Float64Array(names.length + offset);
    contrast[j + offset] = 1;
    return [contrast];
  });
  const origin = Float64Array.from([1, ...means.map((mean) => -mean)]);
  return biasReduced({
    type,
    clusters,
    columns: isTerm ? [new Float64Array(rows).fill(1), ...columns] : columns,
    bread: isTerm ? breadWithConstant(model) : model.bread,
    residuals,
    project: (column) => {
      absorb(absorber, [column]);
    },
    contrasts: isTerm ? [origin, ...contrasts] : contrasts,
  });
}

/** Around the means, the constant's score is orthogonal to the others: one more diagonal entry. */
function breadWithConstant({ bread, centred, mass, names }: LinearModel): Float64Array {
  return centred ? bordered(bread, names.length, 1 / mass) : bread;
}

/** Variance of each printed coefficient under equal variances: what zero is measured against. */
export function homoskedastic(model: LinearModel, freedom: number): Float64Array {
  const k = model.names.length;
  const constant = isInterceptTerm(model) ? [1 / model.mass] : [];
  return Float64Array.from(
    [...constant, ...diagonal(model.bread, k)],
    (value) => (value * model.ssr) / freedom,
  );
}

function cannotReduce(type: BiasReduction, why: string): UserError {
  return new UserError('E_UNSUPPORTED_VCOV', `${type} ${why}.`, {
    hint: 'Use a cluster variance.',
  });
}
