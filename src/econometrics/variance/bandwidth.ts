import pow from '@stdlib/math-base-special-pow';
import { leastSquares } from '../numeric/least-squares.ts';

/**
 * Lag of a Newey–West variance for one series: the whole part of the bandwidth of Newey and West (1994) for
 * Bartlett's kernel, 1.1447 (s₁² / s₀² · n)^(1/3), from the summed scores after a vector autoregression of order one
 * has been taken out of them; s_q = 2 Σ j^q σ_j (and σ₀ in s₀) over 3 (n / 100)^(2/9) lags.
 *
 * `scores`: one array for each regressor, in the order of time, the constant's left out unless it is alone.
 * As in R's `bwNeweyWest`, which fixest calls. At most n − 1.
 */
export function automaticLag(scores: readonly Float64Array[]): number {
  const n = scores[0]?.length ?? 0;
  if (n < 3) return 0;
  const summed = whitened(scores);
  const count = summed.length;
  const most = Math.min(Math.floor(3 * pow(n / 100, 2 / 9)), count - 1);
  let [s0, s1] = [covariance(summed, 0), 0];
  for (let lag = 1; lag <= most; lag++) {
    const value = 2 * covariance(summed, lag);
    s0 += value;
    s1 += lag * value;
  }
  const ratio = s1 / s0;
  const bandwidth = 1.1447 * pow(ratio * ratio, 1 / 3) * pow(n, 1 / 3);
  return Number.isFinite(bandwidth) ? Math.min(Math.floor(bandwidth), n - 1) : 0;
}

/** Sum over the scores of what their own values of the period before do not explain. */
function whitened(scores: readonly Float64Array[]): Float64Array {
  const before = scores.map((column) => column.slice(0, -1));
  const sum = new Float64Array(before[0]?.length ?? 0);
  for (const column of scores) {
    const { residuals } = leastSquares(column.slice(1), before, null);
    for (let t = 0; t < sum.length; t++) sum[t]! += residuals[t]!;
  }
  return sum;
}

function covariance(series: Float64Array, lag: number): number {
  let total = 0;
  for (let t = lag; t < series.length; t++) total += series[t]! * series[t - lag]!;
  return total / series.length;
}
