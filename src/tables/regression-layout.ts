import type { Fit } from '../econometrics/fit.ts';
import type { Digits } from './number-text.ts';
import { textIn, type Language, type Text } from './table.ts';
import { WORDS, type Parentheses, type StarLevel, type Statistic } from './words.ts';

/** A fit and where it stands: `$.fits[index]` in the model file of `step`. */
export interface SourcedFit {
  readonly step: string;
  readonly index: number;
  readonly fit: Fit;
}

export interface ColumnSettings {
  /** Id of a fit. */
  readonly fit: string;
  /** Printed above the column's number; neighbours with the same heading share it. */
  readonly heading?: Text;
}

export interface RegressionTableSettings {
  readonly id: string;
  readonly language: Language;
  readonly label: Text;
  readonly title: Text;
  readonly columns: readonly ColumnSettings[];
  /** Terms printed, in order; without it every term that is no control, in order of appearance. */
  readonly terms?: readonly string[];
  /** Terms summed up in one row, `Controls: Yes`, where they are not printed. */
  readonly controls: readonly string[];
  /** Names of terms, fixed effects and clusters as the reader knows them. */
  readonly labels: Readonly<Record<string, Text>>;
  /** Levels of significance from weak to strong: the first earns one star, the next two. */
  readonly stars: readonly number[];
  readonly digits: Digits;
  readonly parentheses: Parentheses;
  readonly constant: boolean;
  readonly statistics: readonly Statistic[];
  /** Further notes, after those that the table writes itself. */
  readonly notes: readonly Text[];
  readonly synthetic: boolean;
}

/** The settings with what they chose: one fit a column, the terms that get rows of their own. */
export interface Layout extends RegressionTableSettings {
  readonly fits: readonly SourcedFit[];
  readonly shown: readonly string[];
  readonly levels: readonly StarLevel[];
}

const INTERCEPT = '(Intercept)';

/** A term, fixed effect or cluster as the reader knows it. */
export function labelOf(layout: Layout, name: string): string {
  const label = layout.labels[name];
  if (label !== undefined) return textIn(label, layout.language);
  return name === INTERCEPT ? WORDS[layout.language].constant : name;
}

export function hasConstant(layout: Layout): boolean {
  return layout.constant && layout.fits.some(({ fit }) => fit.constant !== undefined);
}
