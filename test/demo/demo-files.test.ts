import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { demoFiles } from '../../src/demo/demo-files.ts';
import { fullWidth, withThousands } from '../../src/demo/statistics-table.ts';
import { sheetsOf } from '../support/sheets.ts';
import type { Cell } from '../../src/sources/table.ts';
import { FEW_CITIES, PAPER_YEARS, REAL_CITIES } from './real-cities.ts';

const SMALL = { cities: FEW_CITIES, firstYear: 2006, lastYear: 2018, policyYear: 2017 };
const USUAL = { patents: 'incopat', statistics: 'yearbooks' } as const;

describe('demoFiles', () => {
  it('makes the same bytes from the same seed, others from another', { timeout: 120_000 }, () => {
    expect(digest(7)).toBe(digest(7));
    expect(digest(8)).not.toBe(digest(7));
  });

  it('makes the whole world: at least 100,000 patent rows in at least 14 exports', () => {
    let rows = 0;
    let exports = 0;
    let bytes = 0;
    for (const file of demoFiles(20170101, { ...PAPER_YEARS, cities: REAL_CITIES }, USUAL)) {
      bytes += file.bytes.length;
      const range = /incopat_\w+_(\d+)-(\d+)\./.exec(file.path);
      if (range === null) continue;
      exports += 1;
      rows += Number(range[2]) - Number(range[1]) + 1;
    }
    expect(rows).toBeGreaterThan(100_000);
    expect(exports).toBeGreaterThanOrEqual(14);
    expect(bytes).toBeLessThan(60_000_000);
  });

  it('says in its folder that it is synthetic', () => {
    const readme = demoFiles(7, SMALL, USUAL).next().value;
    expect(readme?.path).toBe('README.md');
    expect(new TextDecoder().decode(readme?.bytes)).toMatch(/Synthetic data \/ 合成数据/);
  });
});

describe('the statistics of the demonstration', async () => {
  const files = [...demoFiles(7, SMALL, USUAL)].filter(
    ({ path }) => path.startsWith('statistics/') || path.startsWith('marketisation/'),
  );
  const tables = new Map(
    await Promise.all(
      files.map(async ({ path, bytes }) => [path, (await sheetsOf(bytes, path))[0]!] as const),
    ),
  );

  it('come as a long panel with units in its headers', () => {
    const rows = tables.get('statistics/city_panel_2006-2018.xlsx')?.rows ?? [];
    expect(rows[0]?.slice(0, 3)).toEqual(['城市', '年份', '年末总人口_全市_万人']);
    expect(rows.length).toBe(1 + FEW_CITIES.length * 13);
  });

  it('come as yearbooks in the forms xls, xlsx, html and csv', () => {
    const yearbooks = [...tables].filter(([path]) => path.includes('yearbook'));
    expect(yearbooks.length).toBe(13);
    expect(new Set(yearbooks.map(([, { format }]) => format))).toEqual(
      new Set(['xls', 'xlsx', 'html', 'text']),
    );
    expect(tables.get('statistics/yearbook_2008.xlsx')?.rows[0]?.[0]).toMatch(/2007年.*合成数据/);
  });

  it('have a header of two lines and rows of provinces between the cities', () => {
    const rows = tables.get('statistics/yearbook_2008.xlsx')?.rows ?? [];
    const first = rows.map((row) => String(row[0] ?? ''));
    expect(rows[3]?.slice(1, 3)).toEqual(['全市', '市辖区']);
    expect(first).toContain('浙江省');
    expect(first).toContain('\u00A0\u00A0杭州市');
    expect(first).toContain('\u00A0\u00A0襄樊市');
    expect(first).toContain('北京市');
  });

  it('carry the faults of printed numbers and names', () => {
    const cells: Cell[] = [...tables.values()].flatMap(({ rows }) => rows.flat());
    const some = (form: RegExp): boolean =>
      cells.some((cell) => typeof cell === 'string' && form.test(cell));
    expect(some(/^\d{1,3}(?:,\d{3})+/)).toBe(true);
    expect(some(/^[０-９．]+$/)).toBe(true);
    expect(some(/^(?:-|--|…|NA)$/)).toBe(true);
    expect(some(/毫州市/)).toBe(true);
    expect(some(/亿千瓦时/)).toBe(true);
  });

  it('come with the index of each province and year, twice where two files meet', () => {
    const [early, late] = ['2006-2012', '2012-2018'].map(
      (years) => tables.get(`marketisation/marketisation_${years}.xlsx`)?.rows ?? [],
    );
    const provinces = new Set(FEW_CITIES.map(({ province }) => province)).size;
    expect(early?.length).toBe(1 + provinces * 7);
    expect(late?.length).toBe(1 + provinces * 7);
  });
});

describe('printed numbers', () => {
  it('have separators of thousands before the point only', () => {
    expect(withThousands(1234567.8912, ',')).toBe('1,234,567.8912');
    expect(withThousands(12, '，')).toBe('12');
  });

  it('have full-width digits', () => {
    expect(fullWidth('12.5')).toBe('１２．５');
  });
});

function digest(seed: number): string {
  const hash = createHash('sha256');
  for (const { path, bytes } of demoFiles(seed, SMALL, USUAL)) hash.update(path).update(bytes);
  return hash.digest('hex');
}
