import { expect, it } from 'vitest';
import { starLevels, WORDS } from '../../src/tables/words.ts';

it('gives the weakest level one star, whatever the order in which levels are written', () => {
  const levels = starLevels([0.01, 0.1, 0.05]);
  expect(levels).toEqual([
    { marks: '*', below: 0.1 },
    { marks: '**', below: 0.05 },
    { marks: '***', below: 0.01 },
  ]);
  expect(starLevels([0.05], ['†'])).toEqual([{ marks: '†', below: 0.05 }]);
  expect(WORDS.en.stars(levels)).toBe('* p < 0.1, ** p < 0.05, *** p < 0.01.');
  expect(WORDS.zh.stars(levels)).toBe('*、**、*** 分别表示在 10%、5%、1% 水平下显著。');
});

it('names a block of columns with its letter, or without one', () => {
  expect(WORDS.en.block('B', 3, 4)).toBe('Panel B: columns 3–4');
  expect(WORDS.en.block('', 3, 4)).toBe('Columns 3–4');
  expect(WORDS.zh.block('', 3, 4)).toBe('第 3–4 列');
});
