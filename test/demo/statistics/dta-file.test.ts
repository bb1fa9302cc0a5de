import { expect, it } from 'vitest';
import { dtaFile } from '../../../src/demo/statistics/dta-file.ts';
import type { Printed } from '../../../src/demo/statistics-table.ts';
import { WORLD } from './forms.ts';

/** Bytes of a row before the statistics: code, the longest name, year. */
const TEXT = 9;
const WIDTH = 4 + TEXT + 2 + 9 * 8;

/** The statistics of a row, null where missing. */
function statistics(panel: Printed, yearbook: Printed, row: number): (number | null)[] {
  const { bytes } = dtaFile(WORLD, { panel, yearbook });
  const start = Buffer.from(bytes).indexOf('<data>') + '<data>'.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: 9 }, (_, k) => {
    const value = view.getFloat64(start + row * WIDTH + 4 + TEXT + 2 + 8 * k, true);
    return value === 2 ** 1023 ? null : value;
  });
}
const always =
  (value: number | null): Printed =>
  () =>
    value;

it('takes the value that a source has', () => {
  expect(statistics(always(8), always(8), 0)).toEqual(Array(9).fill(8));
  expect(statistics(always(null), always(8), 0)).toEqual(Array(9).fill(8));
  expect(statistics(always(8), always(null), 7)).toEqual(Array(9).fill(8));
  expect(statistics(always(null), always(null), 0)).toEqual(Array(9).fill(null));
});

it('has none where sources contradict each other, or a population is out of all scale', () => {
  expect(statistics(always(106), always(100), 0)).toEqual(Array(9).fill(null));
  expect(statistics(always(6000), always(null), 0)).toEqual([null, ...Array(8).fill(6000)]);
});

it('is named by its years', () => {
  const { path } = dtaFile(WORLD, { panel: always(1), yearbook: always(1) });
  expect(path).toBe('statistics/city_panel_2013-2018.dta');
});
