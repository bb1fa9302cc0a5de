import { sentences, textIn, type Language, type Text } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';
import type { TopLevelSpec } from 'vega-lite';
import type { FigureData, FigureSource } from '../records/figure.ts';
import { WORDS } from './words/words.ts';

/** What a number or word of a figure's table is; null is missing. */
export type Cell = string | number | null;

/** A figure before it is drawn: a specification that any Vega-Lite program draws, and its texts. */
export interface Figure {
  readonly id: string;
  readonly language: Language;
  /** For readers who do not see it: the title, then what it shows, in a sentence or two. */
  readonly title: string;
  readonly description: string;
  /** Whether it is made from synthetic data; title and description say so too. */
  readonly synthetic: boolean;
  readonly spec: TopLevelSpec;
  readonly data: FigureData;
  readonly sources: readonly FigureSource[];
}

/** What every figure is told: its name, language and title, and what its data is. */
export interface FigureSettings {
  readonly id: string;
  readonly language: Language;
  /** Drawn unless `titles` is false; in the alt text always. */
  readonly title: Text;
  readonly titles?: boolean;
  readonly synthetic: boolean;
  readonly sources: readonly FigureSource[];
}

/** Settings of figures of an effect. */
export interface EffectSettings extends FigureSettings {
  /** Title of the axis on which it lies. */
  readonly effect: Text;
  /** Names of what was reassigned by column, in the plural: `unit: units`. */
  readonly labels: Readonly<Record<string, Text>>;
}

/** What every figure takes over from its settings. */
export function sharedParts(settings: FigureSettings) {
  const { id, language, synthetic, sources } = settings;
  return { id, language, title: textIn(settings.title, language) || id, synthetic, sources };
}

/** Sentences for readers who do not see the figure, with the one that says what its data is. */
export function described(
  { language, synthetic }: FigureSettings,
  parts: readonly string[],
): string {
  return sentences(language, [...parts, synthetic ? WORDS[language].synthetic : '']);
}

/** The numbers of a figure under headings by name. */
export function dataTable(
  headings: Readonly<Record<string, string>>,
  rows: readonly (readonly Cell[])[],
): FigureData {
  return { columns: Object.entries(headings).map(([name, label]) => ({ name, label })), rows };
}

export function emptyFigure(message: string, hint?: string): UserError {
  return new UserError('E_FIGURE_EMPTY', message, hint === undefined ? {} : { hint });
}

/** A number as a cell: what is not finite is missing. */
export function numberCell(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
