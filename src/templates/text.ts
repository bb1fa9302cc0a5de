import { z } from 'zod';
import { LANGUAGES, textIn, type Language, type Text } from '../text/language.ts';

const language = z.enum(LANGUAGES);

/** In which language documents are made, and in which the study has texts. */
export const languages = {
  language: language.default('en'),
  languages: z
    .array(language)
    .min(1)
    .default([...LANGUAGES]),
};

/** A text in each language. */
export const bilingual = z.strictObject({ en: z.string(), zh: z.string() });

/** One text for both languages, or one for each. */
export const text = z.union([z.string(), bilingual]);

/** A text for records, which hold both languages: one for both stands in each. */
export const inBoth = text.transform((given) =>
  typeof given === 'string' ? { en: given, zh: given } : given,
);

/** A text for records of a study with these languages: with one language, its words alone. */
export function inLanguages(given: Text, [first, ...others]: readonly Language[]): Text {
  return first === undefined || others.length > 0 ? given : textIn(given, first);
}
