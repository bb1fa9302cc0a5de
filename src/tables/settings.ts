import type { SettingBehind } from '../step.ts';
import type { Language, Text } from '../text/language.ts';
import type { Digits } from '../text/numbers.ts';

/** What every builder of a table takes. */
export interface TableSettings {
  readonly id: string;
  readonly language: Language;
  readonly label: Text;
  readonly title: Text;
  /**
   * Names of variables and other ids as the reader knows them. The id of a row that a regression table
   * writes itself (`nobs`, `controls`, `fixed_effects.unit`) renames that row.
   */
  readonly labels: Readonly<Record<string, Text>>;
  /** What variables are, in full: a note says it for each outcome of a regression table. */
  readonly definitions?: Readonly<Record<string, Text>>;
  /** Settings of the study that stand behind the numbers. */
  readonly settings: readonly SettingBehind[];
  /** Notes after those that the table writes itself. */
  readonly notes: readonly Text[];
  readonly synthetic: boolean;
}

/** What a table of a step's record takes beside. */
export interface ModelTableSettings extends TableSettings {
  /** The step whose model file has the record. */
  readonly source: string;
  readonly digits: Digits;
}
