import type { StudyFacts } from './study-notes.ts';
import { isSynthetic } from './synthetic.ts';
import type { Language, Text } from '../text/language.ts';

/** What every builder of a table takes. */
export interface TableSettings {
  readonly id: string;
  readonly language: Language;
  readonly label: Text;
  readonly title: Text;
  /** Names of variables and other ids as the reader knows them. */
  readonly labels: Readonly<Record<string, Text>>;
  readonly study?: StudyFacts;
  /** Notes after those that the table writes itself. */
  readonly notes: readonly Text[];
  readonly synthetic: boolean;
}

/** A table step's parameters, as src/templates/table.ts reads them. */
interface StepSettings extends Pick<TableSettings, 'label' | 'title' | 'labels' | 'notes'> {
  readonly data: string;
  readonly study?: StudyFacts | undefined;
}

/** The settings that a step's parameters mean, in a language. */
export function tableSettings(
  { step, params }: { readonly step: string; readonly params: StepSettings },
  language: Language,
): TableSettings {
  const { data, label, title, labels, notes, study } = params;
  const facts = study === undefined ? {} : { study };
  return {
    id: step,
    language,
    label,
    title,
    labels,
    notes,
    ...facts,
    synthetic: isSynthetic(data),
  };
}
