import type { SettingBehind } from '../step.ts';
import { MARKS, textIn, type Language, type Text } from '../text/language.ts';

const SETTINGS: Readonly<Record<Language, string>> = { en: 'Settings', zh: '设定' };

/**
 * The settings behind a table that the study has words for, in one sentence; `nameOf` says how a note
 * names the columns of a setting that stands behind some of them only.
 */
export function settingsNote(
  settings: readonly SettingBehind[],
  language: Language,
  nameOf: (fit: string) => readonly string[] = () => [],
): string[] {
  const { between } = MARKS[language];
  const parts = settings.flatMap(({ text, fits }) => {
    const said = textIn(text, language);
    const names = (fits ?? []).flatMap(nameOf);
    if (said === '' || (fits !== undefined && names.length === 0)) return [];
    return [{ label: '', text: names.length === 0 ? said : `${said} ${names.join(between)}` }];
  });
  return definitionNote(SETTINGS[language], parts, language);
}

/** What variables are, in one sentence: `Outcomes: Abroad = ln(1 + exports); …`. */
export function definitionNote(
  heading: string,
  definitions: readonly { readonly label: string; readonly text: Text }[],
  language: Language,
): string[] {
  if (definitions.length === 0) return [];
  const { colon, semicolon, stop } = MARKS[language];
  const parts = definitions.map(({ label, text }) => {
    const meaning = textIn(text, language);
    return label === '' ? meaning : `${label} = ${meaning}`;
  });
  return [`${heading}${colon}${parts.join(semicolon)}${stop}`];
}
