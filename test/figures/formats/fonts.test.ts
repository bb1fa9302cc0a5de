import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { notoSansSc } from '../../../src/figures/formats/noto-sans-sc.ts';
import { asWeight } from '../../../src/figures/formats/typeface.ts';

/** Sums of a few doubles. */
const DIGITS = 10;

const noto = notoSansSc(readFileSync);

test('asWeight knows the words for weights', () => {
  expect(['bold', 'normal', undefined, 600, '400'].map(asWeight)).toEqual([
    700, 400, 400, 700, 400,
  ]);
});

describe('notoSansSc', () => {
  test('has Latin, figures and signs, and Chinese characters one em wide', () => {
    expect(noto.width('用能权交易试点（年）', 12, 400)).toBeCloseTo(10 * 12, DIGITS);
    expect(noto.width('0123456789', 20, 400)).toBeCloseTo(10 * noto.width('0', 20, 400), DIGITS);
    expect(noto.width('bold', 12, 700)).toBeGreaterThan(noto.width('bold', 12, 400));
    expect(noto.width('', 12, 400)).toBe(0);
  });

  test.each(Array.from('Aé0−×≤²（）：，、。亳衢漯濮泸儋αβγδεστ'))('draws %s', (letter) => {
    expect(noto.path(letter, 12, 400)).not.toBe(noto.path('\uFFFD', 12, 400));
    expect(noto.path(letter, 12, 400)).toMatch(/^M.*Z$/u);
    expect(noto.path(letter, 12, 700)).not.toBe(noto.path(letter, 12, 400));
  });

  test('draws from the baseline up, one letter after the other', () => {
    // The font's capital I: a bar from 101 to 193 of 293 units, 733 of 1000 high.
    expect(noto.width('I', 1000, 400)).toBeCloseTo(293, DIGITS);
    expect(noto.path('I', 1000, 400)).toBe('M101 0v-733h92v733Z');
    expect(noto.path('年I', 10, 400)).toBe(`${noto.path('年', 10, 400)}M11.01 0v-7.33h.92v7.33Z`);
  });

  test('moves letters closer where the font says so', () => {
    const apart = noto.width('A', 10, 400) + noto.width('V', 10, 400);
    expect(noto.width('AV', 10, 400)).toBeLessThan(apart - 0.1);
  });

  test('draws a box for what the font does not have', () => {
    expect(noto.path('\u{1F600}', 10, 400)).toMatch(/^M.*Z$/u);
    expect(noto.path('\u{1F600}', 10, 400)).toBe(noto.path('\u{E000}', 10, 400));
  });

  test('asks for a file when a text first needs it, and once', () => {
    const asked: string[] = [];
    const typeface = notoSansSc((file) => {
      asked.push(file.pathname.split('/').at(-1) ?? '');
      return readFileSync(file);
    });
    expect(asked).toEqual([]);
    typeface.width('β', 12, 700);
    typeface.path('AB', 12, 400);
    typeface.width('年份', 12, 400);
    expect(asked).toEqual(['NotoSansSC_700Bold.ttf', 'NotoSansSC_400Regular.ttf']);
  });

  test('draws a text the same whatever was drawn before', () => {
    const texts = ['Table AV 2017', '政策年份 2017', 'β = −0.05 ffi', '年份', 'AVAT fi', '😀'];
    const draw = (list: readonly string[]) => {
      const typeface = notoSansSc(readFileSync);
      return new Map(list.map((text) => [text, typeface.path(text, 12, 400)]));
    };
    const [forward, backward] = [draw(texts), draw(texts.toReversed())];
    expect(texts.map((text) => backward.get(text))).toEqual(texts.map((text) => forward.get(text)));
  });
});
