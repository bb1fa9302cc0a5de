import { attribute, tagsOf } from './xml.ts';

/** Formats of dates that have a number only; 27 to 36 and 50 to 58 are those of Chinese Excel. */
const BUILT_IN: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
];

/** For each style of a cell, whether it shows a number as a day. */
export function dateStyles(xml: string): boolean[] {
  const formats = new Map<number, boolean>();
  for (const tag of tagsOf(xml, 'numFmt')) {
    formats.set(
      Number(attribute(tag, 'numFmtId')),
      isDateFormat(attribute(tag, 'formatCode') ?? ''),
    );
  }
  const cells = /<(?:\w+:)?cellXfs[\s>][^]*?<\/(?:\w+:)?cellXfs>/u.exec(xml)?.[0] ?? '';
  return tagsOf(cells, 'xf').map((tag) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    return formats.get(id) ?? BUILT_IN.some(([first, last]) => id >= first && id <= last);
  });
}

/** A format with a day, a month or a year outside of quotes and brackets; minutes are no month. */
function isDateFormat(code: string): boolean {
  // Hours, minutes or seconds in brackets are how long something took.
  if (/\[(?:h+|m+|s+)\]/iu.test(code)) return false;
  const bare = code
    .replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu, '')
    .split(';', 1)[0]!
    .toLowerCase();
  if (/general|[0#?]/u.test(bare) && !/[yd]/u.test(bare)) return false;
  return /[yd]/u.test(bare) || (/m/u.test(bare) && !/[hs]/u.test(bare));
}

const DAY = 86_400_000;

/**
 * The day of a serial number as `YYYY-MM-DD`; the number itself where there is none. Excel counts a
 * 29 February 1900 that never was; workbooks of old Macs count from 1904.
 */
export function serialDay(serial: number, from1904: boolean): string | number {
  const whole = Math.floor(from1904 ? serial + 1462 : serial);
  if (!(whole >= 1 && whole <= 2_958_465)) return serial;
  const days = whole < 60 ? whole + 1 : whole;
  return new Date(Date.UTC(1899, 11, 30) + days * DAY).toISOString().slice(0, 10);
}
