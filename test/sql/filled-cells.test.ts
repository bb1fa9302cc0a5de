import { expect, test } from 'vitest';
import { runSql } from '../support/run-sql.ts';

interface Rules {
  readonly fill_gaps?: string;
  readonly fill_ends?: string;
}

/** Cells filled for one city and one variable over 2006 to 2011, as [year, value, rule, from, to]. */
async function filled(observed: Readonly<Record<number, number>>, rules: Rules = {}) {
  const values = Object.entries(observed).map(
    ([year, value]) => `(330100, ${year}, 'gdp', ${value}::double)`,
  );
  const rows = await runSql('filled_cells', {
    tables: {
      cities: 'select 330100 as city',
      variables: `select 'gdp' as variable`,
      observed: `from (values ${values.join(', ')}) t(city, year, variable, value)`,
    },
    variables: {
      first_year: 2006,
      last_year: 2011,
      fill_gaps: 'linear',
      fill_ends: 'nearest',
      ...rules,
    },
  });
  return rows.map((row) => Object.values(row).filter((_, i) => i !== 0 && i !== 2));
}

const ALL = { 2006: 1, 2007: 2, 2008: 3, 2009: 4, 2010: 5, 2011: 6 };
const GAP = { 2006: 10, 2007: 20, 2010: 26, 2011: 30 };
const ENDS = { 2008: 10, 2009: 14 };

test('a full series has no filled cell', async () => {
  expect(await filled(ALL)).toEqual([]);
});

test('a gap lies on the line between its neighbours', async () => {
  expect(await filled(GAP)).toEqual([
    [2008, 22, 'linear', 2007, 2010],
    [2009, 24, 'linear', 2007, 2010],
  ]);
});

test('ends repeat the nearest value', async () => {
  expect(await filled(ENDS)).toEqual([
    [2006, 10, 'nearest', 2008, 2008],
    [2007, 10, 'nearest', 2008, 2008],
    [2010, 14, 'nearest', 2009, 2009],
    [2011, 14, 'nearest', 2009, 2009],
  ]);
});

test('ends prolong the line through the two nearest values, if so chosen', async () => {
  expect(await filled(ENDS, { fill_ends: 'trend' })).toEqual([
    [2006, 2, 'trend', 2008, 2009],
    [2007, 6, 'trend', 2008, 2009],
    [2010, 18, 'trend', 2008, 2009],
    [2011, 22, 'trend', 2008, 2009],
  ]);
});

test('a trend that falls to zero, or has one value only, fills nothing', async () => {
  expect(await filled({ 2008: 10, 2009: 15 }, { fill_ends: 'trend' })).toEqual([
    [2007, 5, 'trend', 2008, 2009],
    [2010, 20, 'trend', 2008, 2009],
    [2011, 25, 'trend', 2008, 2009],
  ]);
  expect(await filled({ 2008: 10 }, { fill_ends: 'trend' })).toEqual([]);
});

test('gaps and ends are left alone if so chosen', async () => {
  expect(await filled(GAP, { fill_gaps: 'none' })).toEqual([]);
  expect(await filled(ENDS, { fill_ends: 'none' })).toEqual([]);
});

test('a value outside the years of the panel makes an end a gap', async () => {
  const cells = await filled({ ...ENDS, 2004: 2, 2013: 22 });
  expect(cells).toEqual([
    [2006, 6, 'linear', 2004, 2008],
    [2007, 8, 'linear', 2004, 2008],
    [2010, 16, 'linear', 2009, 2013],
    [2011, 18, 'linear', 2009, 2013],
  ]);
});

function line(year: number): number {
  return 5 + 3 * (year - 2006);
}

test('a filled series of a straight line is that line', async () => {
  const cells = await filled({ 2006: line(2006), 2008: line(2008) }, { fill_ends: 'trend' });
  expect(cells.map(([year, value]) => [year, value])).toEqual(
    [2007, 2009, 2010, 2011].map((year) => [year, line(year)]),
  );
});

test('an unknown rule is refused by name', async () => {
  await expect(filled(GAP, { fill_gaps: 'cubic' })).rejects.toThrow('linear or none, not cubic');
  await expect(filled(GAP, { fill_ends: 'zero' })).rejects.toThrow(
    'nearest, trend or none, not zero',
  );
});
