import { describe, expect, test } from 'vitest';
import { outlinePath } from '../../../src/figures/formats/outline-path.ts';
import { outlinePoints } from '../drawn.ts';

const step = (command: string, ...args: number[]) => ({ command, args });

describe('outlinePath', () => {
  test('writes steps relative to the one before, each contour from its own place', () => {
    const outline = [
      step('moveTo', 10, 20),
      step('lineTo', 30, 20),
      step('lineTo', 30, 50),
      step('quadraticCurveTo', 25, 55, 10, 20),
      step('closePath'),
      step('moveTo', 0, 0),
      step('bezierCurveTo', 1, 2, 3, 4, 5, 6),
      step('closePath'),
    ];
    expect(outlinePath(outline, 1, 0, 0)).toBe('M10-20h20v-30q-5-5-20 30ZM0 0c1-2 3-4 5-6Z');
  });

  test('scales, turns y down and moves to the origin given', () => {
    const outline = [step('moveTo', 1000, 500), step('lineTo', 0, 505)];
    expect(outlinePath(outline, 0.012, 3, 1)).toBe('M15-5l-12-.06');
  });

  test('does not add up what it rounds', () => {
    const outline = Array.from({ length: 400 }, (_, i) =>
      step(i === 0 ? 'moveTo' : 'lineTo', i * 1.3, i * 0.7),
    );
    const points = outlinePoints(outlinePath(outline, 0.012, 0, 0));
    points.forEach(([x, y], i) => {
      expect(Math.abs(x - i * 1.3 * 0.012)).toBeLessThan(0.00501);
      expect(Math.abs(y + i * 0.7 * 0.012)).toBeLessThan(0.00501);
    });
    expect(points).toHaveLength(400);
  });
});
