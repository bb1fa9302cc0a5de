/** Letters of the eras that Japan counts its years by. */
const ERAS: Readonly<Record<string, string>> = { 平: 'H', 平成: 'H', 昭: 'S', 昭和: 'S' };
/** Kinds of publications by their Japanese names; of a granted one the name does not tell the digit. */
const KINDS: Readonly<Record<string, string>> = {
  特開: 'A',
  特开: 'A',
  特表: 'A',
  再表: 'A',
  特公: '',
  特許: '',
  特许: '',
  実開: 'U',
  实开: 'U',
  実公: '',
  实公: '',
};
const KIND = Object.keys(KINDS).join('|');
/** `特開平6-123456`, `JP特許第5012345号`, `JP平06123456A`. */
const WRITTEN = new RegExp(
  `^(?:JP|日本)?[-\\s]?(${KIND})?(平成|昭和|平|昭)?第?\\s?(\\d{1,4}(?:[-/年\\s]\\s?(?:第\\s?)?)?\\d{2,7})号?(?:公[報报])?[-\\s]?([A-Z]\\d?)?$`,
  'i',
);
const BEGINS = new RegExp(
  `^\\s*(?:JP|日本)?[-\\s]?(?:(?:${KIND})(?:平成?|昭和?)?|平成?|昭和?)第?\\s?\\d`,
);

/** Whether a text begins as a number of Japan with its kind or era in Japanese. */
export function isJapanese(text: string): boolean {
  return BEGINS.test(text);
}

/** The number with letters in place of these words; other texts as they are. */
export function fromJapanese(text: string): string {
  const [whole, kind, era, digits = '', letter = ''] = WRITTEN.exec(text) ?? [];
  if (whole === undefined || (kind === undefined && era === undefined)) return text;
  const number = digits.replaceAll(/[年\s第]+/g, '-');
  return `JP${ERAS[era ?? ''] ?? ''}${number}${letter || (KINDS[kind ?? ''] ?? '')}`;
}
