import { describe, expect, it } from 'vitest';
import { columnRule, entriesOf, foldHeader, ignoredBy, ruleOf } from '../../src/sources/match.ts';
import type { SourceRule } from '../../src/sources/rule.ts';

const entries = (...rules: SourceRule[]) =>
  rules.map((rule, i) => ({ rule, where: () => `entry ${i}` }));
const FILE = 'data/raw/statistics/sub/gdp[1].csv';

describe('an entry of sources:', () => {
  it.each([
    ['gdp*.csv', true],
    ['gdp[1].csv', true],
    ['sub/*.csv', true],
    ['statistics/**/*.csv', true],
    ['statistics/**', true],
    ['*', true],
    ['*.{xls,csv}', true],
    ['statistics/*.csv', false],
    ['incopat/**', false],
    ['pop*', false],
    ['sub', false],
  ])('with files: %s matches by name or path: %s', (files, matches) => {
    expect(entriesOf(entries({ files }), FILE)).toHaveLength(matches ? 1 : 0);
  });

  it('of an archive holds for its members', () => {
    const member = 'data/raw/statistics/all.zip/a/b.csv';
    const found = entriesOf(
      entries({ files: 'all.zip' }, { files: 'b.csv' }, { files: ['x', 'all.zip/a/*'] }),
      member,
    );
    expect(found).toHaveLength(3);
  });

  it('wins over an earlier one, key by key and column by column', () => {
    const all = entries(
      { files: '*', year: 2014, encoding: 'gb18030', columns: { a: 'gdp', b: 'gas' } },
      { files: 'gdp*', year: 2015, columns: { b: { ignore: true } } },
    );
    expect(ruleOf(all, FILE)).toEqual({
      year: 2015,
      encoding: 'gb18030',
      columns: { a: 'gdp', b: { ignore: true } },
    });
  });

  it('that names sheets speaks of these, and leaves out the others', () => {
    const all = entries({ files: '*', year: 2014 }, { files: '*', sheet: ['全市*'], year: 2015 });
    expect(ruleOf(all, FILE, '全市2015')).toMatchObject({ year: 2015 });
    expect(ignoredBy(ruleOf(all, FILE, '全市2015'))).toBeUndefined();
    expect(ignoredBy(ruleOf(all, FILE, '说明'))).toContain('other sheets');
  });

  it('that leaves out a sheet keeps the others', () => {
    const all = entries({ files: '*', sheet: '旧稿', ignore: 'an old draft' });
    expect(ignoredBy(ruleOf(all, FILE, '旧稿'))).toBe('an old draft');
    expect(ignoredBy(ruleOf(all, FILE, '数据'))).toBeUndefined();
  });

  it('leaves out with a reason or without, and a later one takes it back', () => {
    expect(ignoredBy({ ignore: true })).toMatch(/leaves it out/u);
    expect(ignoredBy({ ignore: false })).toBeUndefined();
    const all = entries({ files: '*', ignore: true }, { files: 'gdp*', ignore: false });
    expect(ignoredBy(ruleOf(all, FILE))).toBeUndefined();
  });
});

it('a header has one form for all its spellings', () => {
  expect(foldHeader('ＧＤＰ （亿元）')).toBe(foldHeader('gdp(亿元)'));
});

it('a column is found by its header in any spelling', () => {
  const columns = { 'ＧＤＰ （亿元）': 'gdp', 人口: { unit: '万人' } };
  expect(columnRule({ columns }, 'gdp(亿元)')).toEqual({ variable: 'gdp' });
  expect(columnRule({ columns }, '人 口')).toEqual({ unit: '万人' });
  expect(columnRule({ columns }, '面积')).toBeUndefined();
  expect(columnRule({}, '人口')).toBeUndefined();
});
