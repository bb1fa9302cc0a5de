import { expect, test } from 'vitest';
import { nearestLeft } from '../../../src/cities/sheets/keys.ts';

test('a value is told by the nearest column at its left, or the first at its right', () => {
  expect([nearestLeft([1, 4], 2), nearestLeft([1, 4], 6), nearestLeft([3], 2)]).toEqual([1, 4, 3]);
  expect(nearestLeft([], 2)).toBeNull();
});
