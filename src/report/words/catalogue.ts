import type { Language } from '../../text/language.ts';
import { ENGLISH, type NavPage, type Words } from './en.ts';
import { CHINESE } from './zh.ts';

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, zh: CHINESE };

/** Entries of the menu, in their order. */
export const NAV = Object.keys(ENGLISH.nav) as NavPage[];
