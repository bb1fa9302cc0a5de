/** The languages in which tables, figures and pages are written. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in each language. */
export type Bilingual = Readonly<Record<Language, string>>;

/** One text for both languages, or one for each. */
export type Text = string | Bilingual;

export function textIn(text: Text, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}

/** What `lang` says of a page or drawing: readers aloud and browsers choose voice and letters by it. */
export const LANGUAGE_TAG: Bilingual = { en: 'en', zh: 'zh-Hans' };

/** Marks between words and sentences, with the space that belongs to them. */
export const MARKS = {
  en: {
    comma: ', ',
    between: ', ',
    and: ' and ',
    semicolon: '; ',
    colon: ': ',
    stop: '.',
    space: ' ',
  },
  zh: {
    comma: '，',
    between: '、',
    and: ' 和 ',
    semicolon: '；',
    colon: '：',
    stop: '。',
    space: '',
  },
} as const satisfies Record<Language, unknown>;

/** `2, 3 and 4`. */
export function listed(items: readonly string[], language: Language): string {
  const [last = ''] = items.slice(-1);
  if (items.length < 2) return last;
  const { between, and } = MARKS[language];
  return items.slice(0, -1).join(between) + and + last;
}

/** Joins sentences, each with its stop; empty ones are left out. */
export function sentences(language: Language, parts: readonly string[]): string {
  const { stop, space } = MARKS[language];
  const full = parts
    .filter((part) => part !== '')
    .map((part) => (/[.。?？!！]$/u.test(part) ? part : `${part}${stop}`));
  return full.join(space);
}
