import { describe, expect, test } from 'vitest';
import {
  BLUE,
  BLUE_TEXT,
  GREY,
  INK,
  VERMILLION,
  VERMILLION_TEXT,
} from '../../src/figures/theme.ts';

/** Of WCAG 2.2: small text, and marks that carry meaning. */
const TEXT = 4.5;
const MARK = 3;

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrastToWhite(colour: string): number {
  return 1.05 / (luminance(colour) + 0.05);
}

describe('colours', () => {
  test('text can be read on white', () => {
    for (const colour of [INK, BLUE_TEXT, VERMILLION_TEXT]) {
      expect(contrastToWhite(colour), colour).toBeGreaterThan(TEXT);
    }
  });

  test('marks stand out from white in grey, where filled and white tell groups apart', () => {
    for (const colour of [BLUE, VERMILLION, GREY, INK]) {
      expect(contrastToWhite(colour), colour).toBeGreaterThan(MARK);
    }
  });
});
