const MS_PER_DAY = 86_400_000;

/** Days of the civil calendar as whole numbers, 0 = 1970-01-01. No clock, no time zone. */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

/** The year of a day. */
export function yearOf(days: number): number {
  return new Date(days * MS_PER_DAY).getUTCFullYear();
}

export type DateForm = 'dashes' | 'digits' | 'slashes';

/** `2017-02-08`, `20170208` or `2017/2/8`. */
export function formatDay(days: number, form: DateForm): string {
  const [iso = ''] = new Date(days * MS_PER_DAY).toISOString().split('T');
  if (form === 'dashes') return iso;
  return form === 'digits' ? iso.replaceAll('-', '') : iso.replaceAll(/-0?/g, '/');
}
