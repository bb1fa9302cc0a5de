/**
 * Marks of footnotes that can be no part of a number or a name: circled and raised figures and
 * letters, stars and daggers, a figure in brackets behind the word, and the word for a note. They are
 * looked for before compatibility forms are resolved, which would make digits of `①` and `²`.
 */
const RAISED = String.raw`[\p{No}\p{Nl}\u1D2C-\u1D6A\u02B0-\u02B8ªº*†‡§※⁽⁾]`;
const BRACKETED = String.raw`\[\d{1,2}\]|［\d{1,2}］|【\d{1,2}】|〔\d{1,2}〕|\(\d{1,2}\)|（\d{1,2}）|\(?（?注\d{0,2}）?\)?`;
const AT_END = new RegExp(`\\s*(?:${RAISED}|${BRACKETED})$`, 'u');
const AT_START = new RegExp(`^(?:${RAISED})\\s*`, 'u');
/** In a header a mark may stand before the unit; the raised figure of `m³` is none. */
const IN_HEADER = new RegExp(
  String.raw`(?<![mM米\d^])[\p{No}\u1D2C-\u1D6A\u02B0-\u02B8ªº†‡§※]|[[［【〔]\d{1,2}[\]］】〕]|\*+(?=$|[(（])`,
  'gu',
);
/** `10⁴` is a power, which compatibility forms would make 104. */
const POWER = /(?<!\d)10([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})/g;
/** More marks than this at one number are noise. */
const MARKS = 6;

/** A cell's text without the marks before and behind it. */
export function withoutMarks(written: string): string {
  let text = written;
  for (let marks = 0; marks < MARKS; marks++) {
    const less = text.replace(AT_END, '').replace(AT_START, '');
    if (less === text) break;
    text = less;
  }
  return text;
}

/** A header without marks, wherever they stand. */
export function headerWithoutMarks(header: string): string {
  const powers = header.replaceAll(POWER, (_, raised: string) => `10^${raised.normalize('NFKC')}`);
  return powers.replaceAll(IN_HEADER, '');
}
