import type { Cell } from '../../../sources/table.ts';

const DAY = 86_400_000;
const EPOCH = 1960;
const LATEST = 2_932_896;

/** What a number of a variable with this format says; null where the format is none of dates. */
export function dateReader(format: string): ((value: number) => Cell) | null {
  const [, unit] = /^%-?(?:t([dcCwmqhy])|d)/u.exec(format) ?? [null, undefined];
  if (unit === undefined) return /^%-?d/u.test(format) ? day : null;
  switch (unit) {
    case 'd':
      return day;
    case 'c':
    case 'C':
      return (value) => day(value / DAY);
    case 'w':
      return (value) => part(value, 52, 'w');
    case 'm':
      return (value) => part(value, 12, '-');
    case 'q':
      return (value) => part(value, 4, 'q');
    case 'h':
      return (value) => part(value, 2, 'h');
    default:
      return null;
  }
}

/** Days since the beginning of 1960. */
function day(value: number): Cell {
  const days = Math.floor(value);
  if (!(Math.abs(days) <= LATEST)) return value;
  return new Date(Date.UTC(EPOCH, 0, 1) + days * DAY).toISOString().slice(0, 10);
}

/** Months, quarters and the like since the beginning of 1960: `2015-03`, `2015q1`. */
function part(value: number, aYear: number, mark: string): Cell {
  const year = EPOCH + Math.floor(value / aYear);
  const number = value - (year - EPOCH) * aYear + 1;
  if (!Number.isInteger(value)) return value;
  return `${year}${mark}${mark === '-' ? String(number).padStart(2, '0') : number}`;
}
