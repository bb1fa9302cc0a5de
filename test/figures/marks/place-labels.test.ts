import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeLabels } from '../../../src/figures/marks/place-labels.ts';

const FRAME = { left: 0, right: 400, top: 0, bottom: 300 };
const label = (left: number, top: number, width = 50) => ({
  width,
  height: 16,
  around: { left, right: left + 20, top, bottom: top + 20 },
});

describe('placeLabels', () => {
  test('stands to the right where that is free', () => {
    expect(placeLabels([label(100, 100)], [], FRAME)).toEqual([{ x: 120 + 6 + 25, y: 110 }]);
  });

  test('moves where it covers fewer points', () => {
    const points = Array.from({ length: 40 }, (_, i): [number, number] => [130 + i, 90 + i]);
    expect(placeLabels([label(100, 100)], points, FRAME)).toEqual([{ x: 100 - 6 - 25, y: 110 }]);
  });

  test('gives no place to what does not fit', () => {
    expect(placeLabels([label(100, 100, 500)], [], FRAME)).toEqual([null]);
  });

  test('never lets two labels overlap or leave the frame', () => {
    const labels = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 380 }), fc.integer({ min: 0, max: 280 })),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(labels, (corners) => {
        const placed = placeLabels(
          corners.map(([x, y]) => label(x, y)),
          corners,
          FRAME,
        ).filter((place) => place !== null);
        placed.forEach((a, i) => {
          expect(a.x >= 25 && a.x <= 375 && a.y >= 8 && a.y <= 292).toBe(true);
          for (const b of placed.slice(i + 1)) {
            expect(Math.abs(a.x - b.x) >= 50 || Math.abs(a.y - b.y) >= 16).toBe(true);
          }
        });
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});
