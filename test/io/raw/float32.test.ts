import { expect, it } from 'vitest';
import { shortestFloat } from '../../../src/io/raw/float32.ts';

it.each([0.1, 45.3, 1e-7, 3.4e38, 123_456.7, -0.333, 16_777_217, 0])(
  'gives back %d as it was written, out of four bytes',
  (value) => {
    const kept = Math.fround(value);
    expect(Math.fround(shortestFloat(kept))).toBe(kept);
    if (Math.fround(value) !== 2 ** 24) expect(shortestFloat(kept)).toBe(value);
  },
);
