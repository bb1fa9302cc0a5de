import { describe, expect, test } from 'vitest';
import { headingLines, pageFit, textWidth } from '../../../src/tables/formats/widths.ts';

describe('textWidth', () => {
  test.each([
    ['', 0],
    ['abcd', 1.888],
    ['Unmatched', 4.61],
    ['能源', 2],
    ['GDP（万元）', 6],
  ])('of %s is %d em', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});

describe('headingLines', () => {
  test.each([
    ['Variable', ['Variable']],
    ['New-energy technology transfer', ['New-energy', 'technology', 'transfer']],
    ['新能源技术转移水平', ['新能源技术转', '移水平']],
    ['人均 GDP 与 lu', ['人均 GDP 与', 'lu']],
  ])('breaks %s', (heading, lines) => {
    expect(headingLines(heading)).toEqual(lines);
  });

  test('leaves a word that is too long whole', () => {
    expect(headingLines('Abcdefghijklmnopqrst u')).toEqual(['Abcdefghijklmnopqrst', 'u']);
  });
});

describe('pageFit', () => {
  const page = { portrait: 40, landscape: 60, gap: 1 };
  const columns = (count: number) => Array.from({ length: count }, () => 4);

  test.each([
    [8, { landscape: false, scale: 1 }],
    [9, { landscape: false, scale: 0.8 }],
    [12, { landscape: true, scale: 1 }],
    [15, { landscape: true, scale: 0.7 }],
    [40, { landscape: true, scale: 0.7 }],
  ])('of %d columns', (count, fit) => {
    expect(pageFit(columns(count), page)).toMatchObject({ ...fit, long: false });
  });

  test('says what is too wide for any page', () => {
    expect(pageFit(columns(15), page).wide).toBe(false);
    expect(pageFit(columns(17), page).wide).toBe(true);
  });

  test('makes a high table small before it breaks it', () => {
    expect(pageFit(columns(8), page, 60)).toMatchObject({ scale: 1, long: false });
    expect(pageFit(columns(8), page, 70)).toMatchObject({ scale: 0.8, long: false });
    expect(pageFit(columns(8), page, 90)).toMatchObject({ landscape: false, scale: 1, long: true });
    // Turned, it would have to be low.
    expect(pageFit(columns(10), page, 80)).toMatchObject({
      landscape: false,
      scale: 0.7,
      long: false,
    });
  });
});
