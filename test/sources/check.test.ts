import { expect, it } from 'vitest';
import { checkRule } from '../../src/sources/check.ts';

it('takes an entry in all its forms', () => {
  const written = {
    files: ['a.csv', 'b.csv'],
    header_rows: [2, 3],
    columns: { GDP: 'gdp', 人口: { variable: 'population', unit: '万人' } },
    ignore: false,
  };
  expect(checkRule(written)).toEqual({ rule: written });
});

it.each([
  [{ files: 'a', colums: {} }, ['colums'], 'columns'],
  [{ files: 'a', columns: { 人口: { unitt: '万人' } } }, ['columns', '人口', 'unitt'], 'unit'],
])('names the nearest key for one that there is not', (written, path, near) => {
  expect(checkRule(written)).toMatchObject({
    mistake: { path, hint: `Did you mean "${near}"?` },
  });
});

it.each([
  [{ year: 2014 }, ['files']],
  [{ files: 'a', year: 'x' }, ['year']],
  [{ files: 'a', year: 14 }, ['year']],
  [{ files: 'a', encoding: 'ebcdic' }, ['encoding']],
])('says where a value is wrong', (written, path) => {
  expect(checkRule(written)).toMatchObject({ mistake: { path } });
});
