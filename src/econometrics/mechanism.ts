import { feols } from './feols.ts';
import type { Fit } from './fit.ts';
import { quoteName } from './formula/expression.ts';
import type { Frame } from './frame/frame.ts';
import { numberValues } from './frame/column.ts';
import { jointFits, usedRows, type JointOptions } from './groups/joint-fits.ts';
import { sampleInWords } from './linear/fit-parts.ts';
import { mediate, problem, type Mediation } from './mechanism/mediation.ts';
import { effectsAt, spreadOf, type Moderation } from './mechanism/moderation.ts';

export interface MechanismOptions extends JointOptions {
  /** Kept in the fits: `id.first`, `id.second`, …. */
  readonly id?: string;
  /** As in a formula: `y`, `log(y)`. */
  readonly outcome: string;
  /** Column of treatment times period. */
  readonly treatment: string;
  /** Column of the mechanism variable M. */
  readonly mediator: string;
  /** Column that moderates instead of M: best one that was fixed before the policy. */
  readonly moderator?: string;
  /** Further regressors as in a formula. */
  readonly controls?: string;
  /** Fixed effects as in a formula: `unit + year`. */
  readonly absorb?: string;
  /** Resamples of clusters for the interval of a·b; 1,000 unless given, 0 for none. */
  readonly bootstrap?: number;
  readonly seed: number;
  /** Name of the random stream; `mechanism` unless given. */
  readonly stream?: string;
}

/** The fits of one mechanism. */
export const MECHANISM_STEPS = ['total', 'first', 'second', 'tabulated', 'moderation'] as const;
export type StepName = (typeof MECHANISM_STEPS)[number];

export interface MechanismStep {
  readonly step: StepName;
  /** Whether the design that identifies the policy's effect identifies this step too. */
  readonly identified: boolean;
  /** What its coefficients are, or need to be believed to be. */
  readonly note: string;
  readonly fit: Fit;
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
  const used = rows.reduce((total, mark) => total + mark, 0);
  const inWords = { ...options, sample: options.sample ?? sampleInWords(frame.rows, used) };
  const models = [
    ['total', formula(options.outcome, did)],
    ['first', formula(m, did)],
    ['second', second],
    ['tabulated', formula(options.outcome, m)],
  ] as const;
  const joint = jointFits(
    frame,
    models.map(([step, text]) => ({ id: idOf(options.id, step), formula: text, rows })),
    inWords,
  );
  const mediation = mediate(joint, options);
  const moderated = moderate(frame, formula, rows, moderator, inWords);
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
  });
  const product = `${options.treatment}:${name}`;
  const found = effectsAt(fit, options.treatment, product, places, mean);
  return { fit, moderation: { moderator, mean, sd, ...found } };
}

function stepOf(step: StepName, fit: Fit): MechanismStep {
  const [identified, note] = NOTES[step];
  return { step, identified, note, fit };
}

function idOf(id: string | undefined, step: StepName): string {
  return id === undefined || id === '' ? step : `${id}.${step}`;
}
