import { describe, expect, test } from 'vitest';
import { textWidth, wrapText } from '../../../src/figures/marks/text-width.ts';
import { NOTO } from '../drawn.ts';

const LINES = [
  'Synthetic data: shows how the method works, no finding about the real world',
  'F(10, 255) = 0.467, p = 0.910; 95% intervals',
  '合成数据：仅用于演示方法，不构成对现实的任何结论',
  'WWW MMM iii lll @@@ &&& ~~~',
  '−0.05 – 0.07 × ± ≤ ≥ é ü ² ',
];

describe('textWidth', () => {
  test.each(LINES)('is about the drawn width of %s, and no less but for kerning', (line) => {
    const width = NOTO.width(line, 12, 400);
    expect(textWidth(line, 12)).toBeGreaterThan(0.995 * width);
    expect(textWidth(line, 12)).toBeLessThan(1.2 * width);
  });
});

describe('wrapText', () => {
  test('breaks between words and after Chinese characters', () => {
    expect(wrapText('one two three', 50, 12)).toEqual(['one two', 'three']);
    expect(wrapText('一二三四五六', 40, 12)).toEqual(['一二三', '四五六']);
  });

  test('keeps punctuation with what it belongs to, and a value with its name', () => {
    expect(wrapText('一二三，四', 40, 12)).toEqual(['一二', '三，四']);
    expect(wrapText('一二（三）四', 40, 12)).toEqual(['一二', '（三）', '四']);
    expect(wrapText('by t: p = 0.05', 60, 12)).toEqual(['by t:', 'p = 0.05']);
  });

  test('cuts what is too long for a line, and loses no letter', () => {
    const long = 'x'.repeat(200);
    const lines = wrapText(`a ${long} b`, 100, 12);
    expect(lines.join('').replaceAll(' ', '')).toBe(`a${long}b`);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(100);
  });

  test('gives one empty line for nothing', () => {
    expect(wrapText('', 100, 12)).toEqual(['']);
  });
});
