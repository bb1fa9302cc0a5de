import { EstimationError } from './estimation-error.ts';
import { feols } from './feols.ts';
import { termRecords } from './fit-terms.ts';
import type { Fit, Term } from './fit.ts';
import { quoteName } from './formula-expression.ts';
import type { Frame } from './frame.ts';
import { numberValues } from './frame-column.ts';
import { jointFits, usedRows, type JointOptions } from './joint-fits.ts';
import { mediate, type Mediation } from './mediation.ts';

/** Of intervals. */
const LEVEL = 0.95;

export interface MechanismOptions extends JointOptions {
  /** Kept in the fits: `id.first`, `id.second`, …. */
  readonly id?: string;
  /** As in a formula: `ln_et`, `log(et)`. */
  readonly outcome: string;
  /** Column of treatment times period. */
  readonly treatment: string;
  /** Column of the mechanism variable M. */
  readonly mediator: string;
  /** Column that moderates instead of M: best one that was fixed before the policy. */
  readonly moderator?: string;
  /** Further regressors as in a formula. */
  readonly controls?: string;
  /** Fixed effects as in a formula: `city + year`. */
  readonly absorb?: string;
  /** Resamples of clusters for the interval of a·b; 1,000 unless given, 0 for none. */
  readonly bootstrap?: number;
  readonly seed: number;
  /** Name of the random stream; `mechanism` unless given. */
  readonly stream?: string;
}

export type StepName = 'total' | 'first' | 'second' | 'tabulated' | 'moderation';

export interface MechanismStep {
  readonly step: StepName;
  /** Whether the design that identifies the policy's effect identifies this step too. */
  readonly identified: boolean;
  /** What its coefficients are, or need to be believed to be. */
  readonly note: string;
  readonly fit: Fit;
}

/** Effect of the treatment at one value of the moderator. */
export interface ModeratedEffect extends Omit<Term, 'term'> {
  /** The mean of treated rows is where the effect was, the mean of all rows may be far from it. */
  readonly where: 'mean - sd' | 'mean' | 'mean + sd' | 'mean of treated rows';
  readonly at: number;
}

export interface Moderation {
  readonly moderator: string;
  /** Over all rows of the model; here the treatment's coefficient is the effect. */
  readonly mean: number;
  readonly sd: number;
  readonly effects: readonly ModeratedEffect[];
  /** How much the effect rises for each unit of the moderator. */
  readonly interaction: Term;
}

export interface Mechanism {
  /** total, first, second, tabulated, moderation. */
  readonly steps: readonly MechanismStep[];
  readonly moderation: Moderation;
  readonly mediation: Mediation;
}

const NOTES: Readonly<Record<StepName, readonly [identified: boolean, note: string]>> = {
  total: [true, 'Outcome on treatment × period: the effect, under parallel trends of the outcome.'],
  first: [
    true,
    'Mechanism on treatment × period: the effect on the mechanism, under parallel trends of the mechanism. The only identified step of the mechanism.',
  ],
  second: [
    false,
    'Outcome on treatment × period and mechanism: nobody assigned the mechanism, so its coefficient is an effect only under sequential ignorability.',
  ],
  tabulated: [
    false,
    'Outcome on the mechanism without the treatment: contaminated by everything that moves both, the policy included.',
  ],
  moderation: [
    false,
    'Interaction of treatment and moderator, centred: effects that differ with the moderator, causal only where the policy does not move it and nothing that follows it matters.',
  ],
};

/**
 * Mechanism and moderation of a policy's effect, each step labelled with what it identifies:
 * mechanism M on treatment (equation 2), outcome on treatment and M (equation 3 as printed), outcome on M
 * alone (as second steps are often tabulated), outcome on treatment, centred moderator and their
 * product; and the product a·b of the first step and of M's coefficient in the second. All steps but
 * the moderation have the same rows, so that total = direct + a·b exactly.
 *
 * Source: Baron and Kenny (1986); Imai, Keele and Yamamoto (2010) for what the second step needs.
 * Errors: those of `feols`; `E_MECHANISM` where a step does not identify what it is for.
 */
export function mechanism(frame: Frame, options: MechanismOptions): Mechanism {
  const { treatment, mediator, moderator = mediator } = options;
  for (const name of new Set([treatment, mediator, moderator])) numberValues(frame, name, 'column');
  if (treatment === moderator || treatment === mediator) {
    throw problem('treatment and mechanism are the same column', '');
  }
  const [did, m] = [quoteName(treatment), quoteName(mediator)];
  const formula = formulaWriter(options);
  const second = formula(options.outcome, did, m);
  const rows = usedRows(frame, { formula: second }, options);
  const models = [
    ['total', formula(options.outcome, did)],
    ['first', formula(m, did)],
    ['second', second],
    ['tabulated', formula(options.outcome, m)],
  ] as const;
  const joint = jointFits(
    frame,
    models.map(([step, text]) => ({ id: idOf(options.id, step), formula: text, rows })),
    { ...options, sample: options.sample ?? wordsOf(rows) },
  );
  const mediation = mediate(frame, second, rows, joint, options);
  const moderated = moderate(frame, formula, rows, moderator, options);
  const steps = models.map(([step], j) => stepOf(step, joint.fits[j]!));
  return {
    steps: [...steps, stepOf('moderation', moderated.fit)],
    moderation: moderated.moderation,
    mediation,
  };
}

type Writer = (outcome: string, ...terms: readonly string[]) => string;

function formulaWriter({ controls = '', absorb = '' }: MechanismOptions): Writer {
  return (outcome, ...terms) => {
    const right = [...terms, ...(controls.trim() === '' ? [] : [controls])].join(' + ');
    return `${outcome} ~ ${right}${absorb.trim() === '' ? '' : ` | ${absorb}`}`;
  };
}

function moderate(
  frame: Frame,
  formula: Writer,
  rows: Uint8Array,
  moderator: string,
  options: MechanismOptions,
): { readonly fit: Fit; readonly moderation: Moderation } {
  const name = `${moderator}_centred`;
  if (Object.hasOwn(frame.columns, name)) {
    throw problem(`the data have a column "${name}" already`, 'Rename it.');
  }
  const values = numberValues(frame, moderator, 'moderator');
  const weights =
    options.weights === undefined ? null : numberValues(frame, options.weights, 'weights');
  const { mean, sd } = spreadOf(values, rows, weights);
  const treatment = numberValues(frame, options.treatment, 'treatment');
  const treated = rows.map((mark, row) => (mark === 1 && treatment[row] !== 0 ? 1 : 0));
  const places = [
    ['mean - sd', mean - sd],
    ['mean', mean],
    ['mean + sd', mean + sd],
    ['mean of treated rows', spreadOf(values, treated, weights).mean],
  ] as const;
  const column = { kind: 'number', values: values.map((value) => value - mean) } as const;
  const extended: Frame = { rows: frame.rows, columns: { ...frame.columns, [name]: column } };
  const [did, centred] = [quoteName(options.treatment), quoteName(name)];
  const { cluster, id, moderator: _, bootstrap: __, ...rest } = options;
  const fit = feols(extended, formula(options.outcome, did, centred, `${did}:${centred}`), {
    ...rest,
    vcov: { cluster },
    rows,
    id: idOf(id, 'moderation'),
    sample: options.sample ?? wordsOf(rows),
  });
  const product = `${options.treatment}:${name}`;
  const found = effectsAt(fit, options.treatment, product, places, mean);
  return { fit, moderation: { moderator, mean, sd, ...found } };
}

function effectsAt(
  fit: Fit,
  treatment: string,
  product: string,
  places: readonly (readonly [ModeratedEffect['where'], number])[],
  mean: number,
): Pick<Moderation, 'effects' | 'interaction'> {
  const place = (name: string): number => fit.terms.findIndex(({ term }) => term === name);
  const [i, j] = [place(treatment), place(product)];
  if (i < 0 || j < 0) {
    throw problem(
      `the moderation does not identify "${i < 0 ? treatment : product}"`,
      'The moderator must vary among treated rows.',
    );
  }
  const v = fit.covariance;
  const effects = places.map(([where, at]) => {
    const d = at - mean;
    const variance = v[i]![i]! + 2 * d * v[i]![j]! + d * d * v[j]![j]!;
    const [record] = termRecords(
      {
        names: [treatment],
        estimates: Float64Array.of(fit.terms[i]!.estimate + d * fit.terms[j]!.estimate),
        covariance: Float64Array.of(variance),
        raw: Float64Array.of(variance),
        constantError: null,
        repaired: false,
      },
      new Float64Array(1),
      { df: fit.df_residual, level: LEVEL },
    );
    const { term: _, ...numbers } = record!;
    return { where, at, ...numbers };
  });
  return { effects, interaction: fit.terms[j]! };
}

/** Weighted mean and sd (n − 1) over the marked rows with a value. */
function spreadOf(
  values: Float64Array,
  rows: Uint8Array,
  weights: Float64Array | null,
): { readonly mean: number; readonly sd: number } {
  let [mass, total, count] = [0, 0, 0];
  const weight = (row: number): number => (weights === null ? 1 : weights[row]!);
  const isUsed = (row: number): boolean => rows[row] === 1 && Number.isFinite(values[row]);
  for (let row = 0; row < rows.length; row++) {
    if (!isUsed(row)) continue;
    mass += weight(row);
    total += weight(row) * values[row]!;
    count++;
  }
  const mean = total / mass;
  let square = 0;
  for (let row = 0; row < rows.length; row++) {
    if (isUsed(row)) square += weight(row) * (values[row]! - mean) * (values[row]! - mean);
  }
  return { mean, sd: Math.sqrt(((square / mass) * count) / (count - 1)) };
}

function stepOf(step: StepName, fit: Fit): MechanismStep {
  const [identified, note] = NOTES[step];
  return { step, identified, note, fit };
}

function idOf(id: string | undefined, step: StepName): string {
  return id === undefined || id === '' ? step : `${id}.${step}`;
}

function wordsOf(rows: Uint8Array): string {
  const used = rows.reduce((total, mark) => total + mark, 0);
  return used === rows.length ? 'all rows' : `${used} of ${rows.length} rows`;
}

function problem(message: string, hint: string): EstimationError {
  return new EstimationError('E_MECHANISM', `mechanism: ${message}.`, hint);
}
