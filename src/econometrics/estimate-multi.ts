import { categoriesOf } from './frame/categories.ts';
import { feols, formulaColumns, type SampleOptions } from './feols.ts';
import {
  LIKELIHOOD_NAMES,
  type AnyFit,
  type Fit,
  type FitRecord,
  type LikelihoodFit,
} from './fit.ts';
import { modelColumns, parseFormula, parseFormulas, type Formula } from './formula/formula.ts';
import type { Frame } from './frame/frame.ts';
import { frameColumn } from './frame/column.ts';
import { fitGlm, type GlmOptions } from './likelihood/fit.ts';
import { LIKELIHOOD_MODELS } from './likelihood/models.ts';
import { UserError } from '../text/user-error.ts';

export interface MultiOptions extends Omit<GlmOptions, 'rows'>, SampleOptions {
  /**
   * Hears of each model that cannot be estimated, which is then left out of several; without it, the
   * first one throws.
   */
  readonly onFailure?: (error: UserError) => void;
}

export type Estimator = AnyFit['estimator'];
/** What an estimator returns. */
export type FitOf<E extends Estimator> = E extends 'feols' ? Fit : LikelihoodFit;

export const ESTIMATORS: readonly Estimator[] = ['feols', ...LIKELIHOOD_NAMES];

/** Whether a term with coefficient one may be given. */
export function takesOffset(estimator: Estimator): boolean {
  return estimator !== 'feols' && LIKELIHOOD_MODELS[estimator].takesOffset;
}

/**
 * One model by the estimator of that name. Errors: those of the estimator; `E_ESTIMATOR` for an unknown
 * one; `E_OFFSET` where it has none.
 */
export function estimate<E extends Estimator>(
  frame: Frame,
  formula: string | Formula,
  estimator: E,
  options: GlmOptions,
): FitOf<E>;
export function estimate(
  frame: Frame,
  formula: string | Formula,
  estimator: Estimator,
  options: GlmOptions,
): AnyFit {
  if (!ESTIMATORS.includes(estimator)) {
    throw new UserError(
      'E_ESTIMATOR',
      `"${estimator}" is no estimator; there are ${ESTIMATORS.join(', ')}.`,
      { subject: estimator },
    );
  }
  if (options.offset !== undefined && !takesOffset(estimator)) {
    throw new UserError(
      'E_OFFSET',
      `${estimator} takes no offset; only ${ESTIMATORS.filter(takesOffset).join(', ')} does.`,
      { hint: estimator === 'feols' ? 'Subtract it from the outcome: y - x.' : '' },
    );
  }
  if (estimator === 'feols') return feols(frame, formula, options);
  return fitGlm(frame, formula, estimator, options).fit;
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

/**
 * Every model of a formula in every sample, by one estimator: `c(y1, y2)`, `sw()`, `csw()`, `sw0()`,
 * `csw0()`, `mvsw()`, `split`, `fsplit`. In fixest's order: samples change slowest, then fixed
 * effects, outcomes and regressors. Each model drops its own rows. Ids are `id.1`, `id.2`, … where
 * there are several, and `sample` says `region = east, 1092 of 3584 rows`.
 *
 * Errors: those of `estimate`, with the model and the sample that failed; `E_SPLIT` for both options.
 */
export function estimateMulti<E extends Estimator>(
  frame: Frame,
  formula: string,
  estimator: E,
  options: MultiOptions = {},
): readonly FitOf<E>[] {
  const { split, fsplit, sample: given, onFailure, ...rest } = options;
  const models = parseFormulas(formula);
  const samples = samplesOf(frame, split, fsplit);
  const pairs = samples.flatMap((sample) => models.map((model) => ({ sample, model })));
  return pairs.flatMap(({ sample, model }, index) => {
    const id = idOf(options.id ?? '', index, pairs.length);
    try {
      const fit = estimate(frame, model, estimator, { ...rest, id, rows: sample.rows });
      const own = { ...fit, sample: words(sample, given, fit) };
      return [sample.split === undefined ? own : { ...own, split: sample.split }];
    } catch (error) {
      if (!(error instanceof UserError) || pairs.length === 1) throw error;
      const where = sample.words === undefined ? '' : `, sample ${sample.words}`;
      const place = `model ${index + 1} of ${pairs.length}, "${model.text}"${where}`;
      const { code, hint, subject } = error;
      const failure = new UserError(code, `${place}: ${error.message}`, { hint, subject });
      if (onFailure === undefined) throw failure;
      onFailure(failure);
      return [];
    }
  });
}

interface Sample {
  readonly words?: string;
  readonly split?: FitRecord['split'];
  readonly rows?: Uint8Array;
}

function samplesOf(
  frame: Frame,
  split: string | undefined,
  fsplit: string | undefined,
): readonly Sample[] {
  if (split !== undefined && fsplit !== undefined) {
    throw new UserError(
      'E_SPLIT',
      'split and fsplit were both given, and each chooses the samples.',
      { hint: 'fsplit adds the sample of all rows to those of split: give one.' },
    );
  }
  const name = split ?? fsplit;
  if (name === undefined) return [{}];
  const { codes, labels } = categoriesOf(frameColumn(frame, name, 'split variable'), null);
  const each = labels.map((label, wanted): Sample => ({
    words: `${name} = ${label}`,
    split: { variable: name, value: label },
    rows: Uint8Array.from(codes, (code) => (code === wanted ? 1 : 0)),
  }));
  if (each.length === 0) {
    throw new UserError('E_SPLIT', `split variable "${name}" is missing in every row.`, {
      subject: name,
    });
  }
  const full: Sample = codes.includes(-1)
    ? { words: `with ${name}`, rows: Uint8Array.from(codes, (code) => (code < 0 ? 0 : 1)) }
    : {};
  return fsplit === undefined ? each : [full, ...each];
}

function idOf(id: string, index: number, count: number): string {
  if (count === 1) return id;
  return id === '' ? String(index + 1) : `${id}.${index + 1}`;
}

function words(sample: Sample, given: string | undefined, fit: AnyFit): string {
  if (sample.words === undefined) return given ?? fit.sample;
  return [...(given === undefined ? [] : [given]), sample.words, fit.sample].join(', ');
}
