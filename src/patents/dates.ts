import type { Cell } from './record.ts';

const MS_PER_DAY = 86_400_000;
/** Serial 25569 of Excel's 1900 calendar is 1970-01-01. */
const EXCEL_EPOCH = 25_569;
/** Excel serials of 1950-01-01 and 2100-01-01: other numbers are no dates of patents. */
const SERIAL_RANGE = [18_264, 73_051] as const;

/**
 * A date as `YYYY-MM-DD`, from `2017-02-28`, `20170228`, `2017/2/28`, `2017.2.28`, `2017年2月28日`,
 * any of these with a time behind, or an Excel serial number; null if it is none or no real day.
 */
export function parseDate(cell: Cell): string | null {
  if (typeof cell === 'number')
    return cell > 9_999_999 ? fromDigits(String(cell)) : fromSerial(cell);
  if (typeof cell !== 'string') return null;
  const text = cell.normalize('NFKC').trim();
  if (/^\d{8}(?:\.0+)?$/.test(text)) return fromDigits(text);
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return fromSerial(Number(text));
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/.exec(
    text,
  );
  return parts === null ? null : fromParts(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function fromDigits(text: string): string | null {
  return fromParts(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)));
}

function fromSerial(serial: number): string | null {
  const day = Math.floor(serial);
  if (!(day >= SERIAL_RANGE[0] && day <= SERIAL_RANGE[1])) return null;
  return new Date((day - EXCEL_EPOCH) * MS_PER_DAY).toISOString().slice(0, 10);
}

function fromParts(year: number, month: number, day: number): string | null {
  if (year < 1800 || year > 2200) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}
