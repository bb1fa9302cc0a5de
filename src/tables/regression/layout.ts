import type { AnyFit } from '../../econometrics/fit.ts';
import type { SourcedFit } from '../../records/fits.ts';
import type { Heading } from '../grid.ts';
import type { Spread } from './brackets.ts';
import type { MatchingUse } from './matching-use.ts';
import type { TableSettings } from '../settings.ts';
import { WORDS, type Parentheses, type StarLevel } from '../words.ts';
import type { Statistic } from '../../text/statistics.ts';
import { textIn, type Text } from '../../text/language.ts';
import type { Digits } from '../../text/numbers.ts';
import { UserError } from '../../text/user-error.ts';

export interface ColumnSettings {
  /** Id of a fit. */
  readonly fit: string;
  /** Printed above the column's number, outermost first; neighbours with the same one share it. */
  readonly heading?: Heading;
  /** What rows the fit uses, in a word or two; a table with one has a row of them. */
  readonly sample?: Text;
}

/** One of several blocks of rows under the same column headings. */
export interface PanelSettings {
  readonly title: Text;
  readonly columns: readonly ColumnSettings[];
}

/** Parts of the body. `outcome` is a line of the heading and has no place among them. */
export const SECTIONS = [
  'terms',
  'constant',
  'controls',
  'fixed_effects',
  'estimator',
  'sample',
  'facts',
  'statistics',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface RegressionTableSettings extends TableSettings {
  /** From left to right. With panels, those of the first one, whose headings serve all. */
  readonly columns: readonly ColumnSettings[];
  readonly panels?: readonly PanelSettings[];
  /** Terms printed, in order; without it every term that is no control, in order of appearance. */
  readonly terms?: readonly string[];
  /** Terms summed up in one row, `Controls: Yes`, where they are not printed. */
  readonly controls: readonly string[];
  /** By the id of a fit: the matching that made its sample, which a note then tells. */
  readonly matching?: Readonly<Record<string, MatchingUse>>;
  /** Levels of significance from weak to strong: the first earns one star, the next two. */
  readonly stars: readonly number[];
  /** What is printed in place of one, two, three stars. */
  readonly marks?: readonly string[];
  readonly digits: Digits;
  /** What stands under each estimate; several stand in lines below each other. */
  readonly parentheses: Parentheses | readonly Parentheses[];
  readonly constant: boolean;
  readonly statistics: readonly Statistic[];
  /** Parts of the body that are printed, from top to bottom; all unless given. */
  readonly sections?: readonly Section[];
  /** Whether a heading line names the outcomes; where they differ unless given. */
  readonly outcomes?: boolean;
  /** Rows of the reader's own: a text for each column. */
  readonly facts?: readonly { readonly label: Text; readonly values: readonly Text[] }[];
}

/** The settings with what they chose: one fit a column, the terms that get rows of their own. */
export interface Layout extends RegressionTableSettings {
  readonly fits: readonly SourcedFit[];
  /** How a note names each of `fits`: `(1)`. */
  readonly names: readonly string[];
  readonly shown: readonly string[];
  readonly levels: readonly StarLevel[];
  readonly spreads: readonly Spread[];
}

export const INTERCEPT = '(Intercept)';

/** The fit of an id, if there is one. Error: `E_DUPLICATE_FIT`, since ids are chosen by hand in every step. */
export function uniqueFit(fits: readonly SourcedFit[], id: string): SourcedFit | undefined {
  const [found, other] = fits.filter(({ fit }) => fit.id === id);
  if (found === undefined || other === undefined) return found;
  const message = `two models have the id "${id}": one of step "${found.step}", one of "${other.step}"`;
  throw new UserError('E_DUPLICATE_FIT', message, { hint: 'give one of them another id' });
}

/** A misspelt term would be silently absent. Error: `E_UNKNOWN_TERM` for one that no fit has or left out. */
export function checkTerms(fits: readonly SourcedFit[], terms: readonly string[]): void {
  const all = fits.flatMap(({ fit }) => [...fit.terms, ...fit.dropped].map(({ term }) => term));
  const unknown = terms.find((term) => !all.includes(term));
  if (unknown === undefined) return;
  const hint = `the terms are ${[...new Set(all)].join(', ')}`;
  throw new UserError('E_UNKNOWN_TERM', `no model has the term "${unknown}"`, { hint });
}

/**
 * A term, fixed effect or cluster as the reader knows it. What has no label of its own is put
 * together from its parts: `did:lu`, `year::2010`.
 */
export function labelOf(layout: Layout, name: string): string {
  const whole = layout.labels[name];
  if (whole !== undefined) return textIn(whole, layout.language);
  if (name === INTERCEPT) return WORDS[layout.language].constant;
  const factors = name.split(/(?<!:):(?!:)/u);
  if (factors.length > 1) return factors.map((factor) => labelOf(layout, factor)).join(' × ');
  const level = /^(?<variable>.+?)::(?<value>.+)$/u.exec(name)?.groups;
  return level === undefined
    ? name
    : `${labelOf(layout, level['variable'] ?? '')} = ${level['value'] ?? ''}`;
}

/** The heading of a row that the table writes itself. */
export function rowLabel(layout: Layout, id: string, usual: string): string {
  const label = layout.labels[id];
  return label === undefined ? usual : textIn(label, layout.language);
}

/** Whether the value that all fits have is one: outcomes and estimators that differ get a line. */
export function differ(layout: Layout, value: (fit: AnyFit) => string): boolean {
  return new Set(layout.fits.map(({ fit }) => value(fit))).size > 1;
}

export function isLikelihood({ fit }: SourcedFit): boolean {
  return fit.estimator !== 'feols';
}

/** Mean of the absorbed effects, which least squares reports as a constant. */
export function meanOfEffects(fit: AnyFit): { value: number; error: number | undefined } | null {
  if (fit.estimator !== 'feols' || fit.constant === undefined) return null;
  return { value: fit.constant, error: fit.constant_std_error };
}
