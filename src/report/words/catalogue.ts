import type { Language } from '../../text/language.ts';
import { ENGLISH } from './en.ts';
import { CHINESE } from './zh.ts';
import type { Words } from './words.ts';

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, zh: CHINESE };
