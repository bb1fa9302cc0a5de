import type { TopLevelSpec } from 'vega-lite';

/** A language of titles and labels. */
export type Language = 'en' | 'zh';

/** One text for both languages, or one for each. */
export type Text = string | Readonly<Record<Language, string>>;

/** A figure before it is drawn: a specification that any Vega-Lite program draws, and its texts. */
export interface Figure {
  readonly id: string;
  readonly language: Language;
  /** For readers who do not see it: the title, then what it shows, in a sentence or two. */
  readonly title: string;
  readonly description: string;
  readonly spec: TopLevelSpec;
}

export function textIn(text: Text, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}
