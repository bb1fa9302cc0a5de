import { describe, expect, it } from 'vitest';
import {
  countsOf,
  facts,
  listed,
  shortValue,
  sourced,
  table,
  valueView,
} from '../../src/report/blocks.ts';
import { linksOf, markupOf, rowsOf, textOf } from './page-text.ts';
import { inEnglish, plainStep } from './plain-site.ts';

describe('a table', () => {
  it('has headings with their scope, and numbers at the right', () => {
    const markup = markupOf(table('Rain', ['City', { number: 'mm' }], [['A', '1']]));
    expect(markup).toMatch(/<th scope="col"\s*>City<\/th>/u);
    expect(markup).toMatch(/<th scope="row">A<\/th>\s*<td class="number">1<\/td>/u);
  });

  it('keeps its caption for screen readers where a heading says the same', () => {
    expect(markupOf(table('Rain', [], [], 'headed'))).toContain('class="unseen"');
    expect(markupOf(table('Rain', [], []))).not.toContain('class="unseen"');
  });
});

describe('facts', () => {
  it('leave out what has no value, and keep zero', () => {
    const shown = facts([
      ['a', ''],
      ['b', undefined],
      ['c', false],
      ['d', '0'],
      ['e', 0],
    ]);
    expect(textOf(shown)).toBe('d 0 e 0');
  });
});

describe('counts', () => {
  it('say what they count, and their own name where it is not known', () => {
    expect(
      textOf(
        countsOf(
          inEnglish(),
          plainStep('a', { unit: 'cells', counts: { read: 1000, odd_ones: 2 } }),
        ),
      ),
    ).toBe('cells read 1,000 odd ones 2');
    expect(countsOf(inEnglish(), plainStep('a'))).toBe('');
  });
});

describe('a list', () => {
  it('has commas between its parts, or a word for none', () => {
    expect(textOf(listed(['a', 'b', 'c'], 'none'))).toBe('a, b, c');
    expect(listed([], 'none')).toBe('none');
  });
});

describe('a number with a source', () => {
  it('is a link; without one it is text', () => {
    const source = { step: 'main', path: '$.fits[0].nobs' };
    expect(linksOf(sourced(inEnglish(), '2790', source))).toEqual([
      ['fit-main-main.1.html', '2790'],
    ]);
    expect(sourced(inEnglish(), '2790', undefined)).toBe('2790');
  });
});

describe('any value of a model file', () => {
  it('is a table where records are alike, with the records in them as further columns', () => {
    const value = [
      { term: 'a', before: { bias: 1.5, t: 2 } },
      { term: 'b', before: { bias: -3, t: null }, note: 'x' },
    ];
    expect(rowsOf(valueView(value, 'balance'))).toEqual([
      'term | before.bias | before.t | note',
      'a | 1.5 | 2 |',
      'b | −3 | – | x',
    ]);
  });

  it('is facts and headings where it is one record', () => {
    expect(textOf(valueView({ n: 3, inner: { p: 0.5 } }, 'x'))).toBe('n 3 inner p 0.5');
  });

  it('is a heading for each record that holds longer lists', () => {
    const value = [{ rule: 'by city', curve: [{ effect: 0, share: 0.05 }] }];
    expect(textOf(valueView(value, 'rules'))).toContain('rules: by city');
    expect(rowsOf(valueView(value, 'rules'))).toEqual(['effect | share', '0 | 0.05']);
  });

  it('shows the first of many numbers and how many more there are', () => {
    const many = Array.from({ length: 1012 }, (_, i) => i);
    expect(textOf(shortValue(many))).toBe('0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … (+1,000)');
    expect(textOf(shortValue([]))).toBe('[]');
    expect(textOf(shortValue(true))).toBe('true');
    expect(textOf(valueView(2017, 'year'))).toBe('2017');
  });
});
