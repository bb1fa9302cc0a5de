import { expect, it } from 'vitest';
import { dtaFile } from '../../../src/demo/statistics/dta-file.ts';
import type { Printed } from '../../../src/demo/statistics-table.ts';
import { WORLD } from './forms.ts';

/** Bytes of a row before the statistics: code, the longest name, year. */
const TEXT = 9;
const WIDTH = 4 + TEXT + 2 + 9 * 8;

/** The statistics of a row, null where missing. */
function statistics(settled: Printed, row: number): (number | null)[] {
  const { bytes } = dtaFile(WORLD, settled);
  const start = Buffer.from(bytes).indexOf('<data>') + '<data>'.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: 9 }, (_, k) => {
    const value = view.getFloat64(start + row * WIDTH + 4 + TEXT + 2 + 8 * k, true);
    return value === 2 ** 1023 ? null : value;
  });
}

it('has all statistics of a city and year, or the code for a missing one', () => {
  expect(statistics((city, t) => 10 * city + t, 7)).toEqual(Array(9).fill(11));
  expect(statistics((_, __, name) => (name === 'gdp' ? null : 8), 0)).toEqual([
    8,
    null,
    ...Array<number>(7).fill(8),
  ]);
});

it('has electricity as it comes out of the units of the yearbook', () => {
  const [before, after] = [2016 - 2013, 2017 - 2013].map(
    (row) => statistics(() => 1_234_567.8912, row)[6],
  );
  expect([before, after]).toEqual([1_234_567.8912, (1_234_567.8912 / 10_000) * 10_000]);
});

it('is named by its years', () => {
  expect(dtaFile(WORLD, () => 1).path).toBe('statistics/city_panel_2013-2018.dta');
});
