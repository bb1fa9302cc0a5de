import { z } from 'zod';
import { LANGUAGES } from '../text/language.ts';

/** In which texts are written. */
export const language = z.enum(LANGUAGES);

/** A text in each language. */
export const bilingual = z.strictObject({ en: z.string(), zh: z.string() });

/** One text for both languages, or one for each. */
export const text = z.union([z.string(), bilingual]);
