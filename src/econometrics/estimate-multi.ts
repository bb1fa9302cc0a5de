import { logit, probit } from './binary.ts';
import { categoriesOf } from './frame/categories.ts';
import { EstimationError } from './estimation-error.ts';
import { feols, formulaColumns, type FeolsOptions } from './feols.ts';
import { fepois } from './fepois.ts';
import type { Fit, LikelihoodFit } from './fit.ts';
import { modelColumns, parseFormula, parseFormulas, type Formula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { frameColumn } from './frame/column.ts';

export interface SampleOptions {
  /** A column: each of its values is a sample of its own. */
  readonly split?: string;
  /** The same, after the sample of all rows that have a value. */
  readonly fsplit?: string;
}

export interface FailureOptions {
  /**
   * Hears of each model that cannot be estimated, which is then left out of several; without it, the
   * first one throws.
   */
  readonly onFailure?: (error: EstimationError) => void;
}

export interface MultiOptions extends Omit<FeolsOptions, 'rows'>, SampleOptions, FailureOptions {
  /** `fepois` only: column or function of columns with coefficient one. */
  readonly offset?: string;
}

export type Estimator = 'feols' | LikelihoodFit['estimator'];
export type AnyFit = Fit | LikelihoodFit;

export const ESTIMATORS: readonly Estimator[] = ['feols', 'fepois', 'logit', 'probit'];

/**
 * Every model of a formula in every sample, by one estimator: `c(y1, y2)`, `sw()`, `csw()`, `sw0()`,
 * `csw0()`, `mvsw()`, `split`, `fsplit`. In fixest's order: samples change slowest, then fixed
 * effects, outcomes and regressors. Each model drops its own rows. Ids are `id.1`, `id.2`, … where
 * there are several, and `sample` says `region = east, 1092 of 3584 rows`.
 *
 * Errors: those of the estimator, with the model and the sample that failed; `E_SPLIT` for both
 * options; `E_ESTIMATOR` for an unknown one; `E_OFFSET` where the estimator has none.
 */
export function estimateMulti(
  frame: Frame,
  formula: string,
  estimator: Estimator,
  options: MultiOptions = {},
): readonly AnyFit[] {
  const { offset, ...rest } = options;
  if (!ESTIMATORS.includes(estimator)) throw unknownEstimator(estimator);
  if (estimator === 'fepois') {
    const extra = offset === undefined ? {} : { offset };
    return everyModel(frame, formula, rest, (model, own) =>
      fepois(frame, model, { ...own, ...extra }),
    );
  }
  if (offset !== undefined) throw noOffset(estimator);
  const estimate = { feols, logit, probit }[estimator];
  return everyModel<AnyFit>(frame, formula, rest, (model, own) => estimate(frame, model, own));
}

/**
 * The columns that `estimateMulti` reads, each once: those of all models, weights, clusters, samples
 * and the offset. Errors: `E_FORMULA`, `E_VCOV`.
 */
export function multiColumns(
  formula: string,
  options: Pick<
    MultiOptions,
    'vcov' | 'weights' | 'treatedBy' | 'split' | 'fsplit' | 'offset'
  > = {},
): string[] {
  const { offset, ...rest } = options;
  const named = formulaColumns(formula, rest);
  const further = offset === undefined ? [] : modelColumns(parseFormula(`${offset} ~ 1`));
  return [...new Set([...named, ...further])];
}

type OwnOptions = Omit<FeolsOptions, 'rows'> & { readonly rows?: Uint8Array };

/** Calls `estimate` for each model and sample of the formula, and names what it returns. */
export function everyModel<F extends AnyFit>(
  frame: Frame,
  formula: string,
  options: Omit<FeolsOptions, 'rows'> & SampleOptions & FailureOptions,
  estimate: (model: Formula, options: OwnOptions) => F,
): readonly F[] {
  const { split, fsplit, sample: given, onFailure, ...rest } = options;
  const models = parseFormulas(formula);
  const samples = samplesOf(frame, split, fsplit);
  const pairs = samples.flatMap((sample) => models.map((model) => ({ sample, model })));
  return pairs.flatMap(({ sample, model }, index) => {
    const id = idOf(options.id ?? '', index, pairs.length);
    const inSample = sample.rows === null ? {} : { rows: sample.rows };
    try {
      const fit = estimate(model, { ...rest, id, ...inSample });
      return [{ ...fit, sample: words(sample, given, fit) }];
    } catch (error) {
      if (!(error instanceof EstimationError) || pairs.length === 1) throw error;
      const where = sample.words === null ? '' : `, sample ${sample.words}`;
      const place = `model ${index + 1} of ${pairs.length}, "${model.text}"${where}`;
      const failure = new EstimationError(error.code, `${place}: ${error.message}`, error.hint);
      if (onFailure === undefined) throw failure;
      onFailure(failure);
      return [];
    }
  });
}

interface Sample {
  readonly words: string | null;
  readonly rows: Uint8Array | null;
}

function samplesOf(
  frame: Frame,
  split: string | undefined,
  fsplit: string | undefined,
): readonly Sample[] {
  if (split !== undefined && fsplit !== undefined) {
    throw new EstimationError(
      'E_SPLIT',
      'split and fsplit were both given, and each chooses the samples.',
      'fsplit adds the sample of all rows to those of split: give one.',
    );
  }
  const name = split ?? fsplit;
  if (name === undefined) return [{ words: null, rows: null }];
  const { codes, labels } = categoriesOf(frameColumn(frame, name, 'split variable'), null);
  const each = labels.map((label, wanted): Sample => ({
    words: `${name} = ${label}`,
    rows: Uint8Array.from(codes, (code) => (code === wanted ? 1 : 0)),
  }));
  if (each.length === 0) {
    throw new EstimationError('E_SPLIT', `split variable "${name}" is missing in every row.`);
  }
  const full = codes.includes(-1)
    ? { words: `with ${name}`, rows: Uint8Array.from(codes, (code) => (code < 0 ? 0 : 1)) }
    : { words: null, rows: null };
  return fsplit === undefined ? each : [full, ...each];
}

function idOf(id: string, index: number, count: number): string {
  if (count === 1) return id;
  return id === '' ? String(index + 1) : `${id}.${index + 1}`;
}

function words(sample: Sample, given: string | undefined, fit: AnyFit): string {
  if (sample.words === null) return given ?? fit.sample;
  return [...(given === undefined ? [] : [given]), sample.words, fit.sample].join(', ');
}

function unknownEstimator(name: string): EstimationError {
  return new EstimationError(
    'E_ESTIMATOR',
    `"${name}" is no estimator; there are ${ESTIMATORS.join(', ')}.`,
  );
}

function noOffset(estimator: Estimator): EstimationError {
  return new EstimationError(
    'E_OFFSET',
    `${estimator} takes no offset; only fepois does.`,
    estimator === 'feols' ? 'Subtract it from the outcome: y - x.' : '',
  );
}
