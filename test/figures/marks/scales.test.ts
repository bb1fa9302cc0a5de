import { expect, test } from 'vitest';
import { fromZero, quantitative, withRoom } from '../../../src/figures/marks/scales.ts';

test('a range has room as shares of its size, and leaves out what is no number', () => {
  expect(withRoom([4, Number.NaN, 2, 3], 0.5, 0.25)).toEqual([1, 4.5]);
});

test('a single value has room of one unit', () => {
  expect(withRoom([7, 7], 0.1, 0.2)).toEqual([6.9, 7.2]);
});

test('a channel keeps the ends of its range, and zero only where it counts from there', () => {
  expect(quantitative('Effect', [-1, 2], { grid: true })).toEqual({
    type: 'quantitative',
    title: 'Effect',
    scale: { domain: [-1, 2], nice: false, zero: false },
    axis: { grid: true },
  });
  expect(fromZero('Share', [0, 1], {})).toMatchObject({ scale: { domain: [0, 1], nice: false } });
  expect(JSON.stringify(fromZero('Share', [0, 1], {}))).not.toContain('zero');
});
