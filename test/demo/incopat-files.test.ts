import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { incopatFiles } from '../../src/demo/incopat-files.ts';
import {
  COUNTY_LEVEL_CITIES,
  NEW_ENERGY_IPC,
  OTHER_IPC,
  ADDED_IPC,
} from '../../src/demo/world/patent-text.ts';
import { simulateWorld } from '../../src/demo/world/simulate-world.ts';
import { sheetsOf } from '../support/sheets.ts';
import { findHeader } from '../../src/patents/tables/header.ts';
import { readPatentRow } from '../../src/patents/row.ts';
import { parseIpc } from '../../src/patents/ipc.ts';
import { ipcInRange } from '../patents/ipc-range.ts';
import type { CityLookup } from '../../src/patents/places.ts';
import type { PatentRecord } from '../../src/patents/record.ts';
import type { Cell } from '../../src/sources/table.ts';
import { numbers, sources, tools } from '../patents/reference.ts';
import { FEW_CITIES } from './real-cities.ts';

const WORLD = simulateWorld(5, {
  cities: FEW_CITIES,
  firstYear: 2006,
  lastYear: 2009,
  policyYear: 2008,
});
const FILES = [...incopatFiles(WORLD)];
const TABLES = await Promise.all(
  FILES.map(async ({ path, bytes }) => ({
    path,
    rows: (await sheetsOf(bytes, path))[0]?.rows ?? [],
  })),
);
const RECORDS = TABLES.flatMap(({ rows }) => readRecords(rows));

describe('the patent exports, read by the readers of patents', () => {
  it('give back the citations of every city of the sample and year', () => {
    const counted = countCitations(RECORDS);
    const planted = FEW_CITIES.flatMap((city, i) =>
      [2006, 2007, 2008, 2009].map((year) => {
        const { citationsDomestic, citationsAbroad } = WORLD.histories[i]!;
        const t = year - 2006;
        return {
          city,
          key: `${city.code}/${year}`,
          counts: [citationsDomestic[t], citationsAbroad[t]],
        };
      }),
    ).filter(({ city }) => city.inSample);
    expect(planted.length).toBe(28);
    for (const { key, counts } of planted) expect([key, counted.get(key)]).toEqual([key, counts]);
  });

  it('come in several forms', () => {
    const ends = FILES.map(({ path }) => path.slice(path.lastIndexOf('.')));
    const headers = TABLES.map(({ rows }) => rows[0]!);
    expect(new Set(ends)).toEqual(new Set(['.xlsx', '.csv']));
    expect(headers.some((row) => row.includes('公开（公告）号'))).toBe(true);
    expect(headers.some((row) => row.includes('公开(公告)号'))).toBe(true);
    expect(headers.some((row) => row.includes('标题 (中文)'))).toBe(true);
    expect(new Set(headers.map((row) => row[0]))).toEqual(new Set(['序号']));
  });
});

describe('the faults of the patent exports', () => {
  const cells = (...names: string[]): string[] =>
    TABLES.flatMap(({ rows }) => {
      const at = rows[0]!.findIndex((name) => names.includes(String(name)));
      return rows.slice(1).map((row) => String(row[at] ?? ''));
    });
  const some = (values: readonly string[], form: RegExp): boolean =>
    values.some((value) => form.test(value));

  it('show two publications of one application, with different lists', () => {
    const byApplication = Map.groupBy(RECORDS, ({ application_no }) => application_no);
    const pairs = [...byApplication.values()].filter(
      (records) => new Set(records.map(({ kind }) => kind)).size > 1,
    );
    expect(pairs.length).toBeGreaterThan(10);
    expect(pairs.some(([a, b]) => a!.cited_by.join() !== b!.cited_by.join())).toBe(true);
  });

  it('are in the lists: ends, other separators, repeats, the filing itself, no document', () => {
    const lists = cells('引证专利', '被引证专利');
    expect(some(lists, /; $/)).toBe(true);
    expect(some(lists, /；/)).toBe(true);
    expect(some(lists, /\n/)).toBe(true);
    expect(some(lists, /示例期刊论文|NPL1|(?:^|; )-/)).toBe(true);
    expect(RECORDS.some(({ cites }) => new Set(cites).size < cites.length)).toBe(true);
    expect(
      RECORDS.some(({ cites, publication_no }) =>
        cites.some((cited) => base(cited) === base(publication_no)),
      ),
    ).toBe(true);
  });

  it('are in the cities: brackets, old names, county-level cities, two cities, none', () => {
    const cities = cells('中国申请人地市');
    const counties = Object.values(COUNTY_LEVEL_CITIES).flat();
    expect(some(cities, /^\[.+\]$/)).toBe(true);
    expect(some(cities, /^【.+】$/)).toBe(true);
    expect(some(cities, /襄樊市/)).toBe(true);
    expect(some(cities, /思茅市/)).toBe(true);
    expect(cities.some((city) => counties.includes(city))).toBe(true);
    expect(some(cities, /市; .*市/)).toBe(true);
    expect(some(cities, /^$/)).toBe(true);
    expect(some(cities, /自治州/)).toBe(true);
  });

  it('are in the rest: designs, foreign applicants, other years, counts as text, bad cells', () => {
    expect(some(cells('专利类型'), /外观设计/)).toBe(true);
    expect(some(cells('申请人国家/地区', '申请人国别代码'), /日本/)).toBe(true);
    expect(some(cells('引证次数'), /^\d+\.0$/)).toBe(true);
    expect(some(cells('引证次数'), /^$/)).toBe(true);
    expect(some(cells('申请号'), /E\+11$/)).toBe(true);
    expect(some(cells('申请日'), /-13-45$/)).toBe(true);
    const years = RECORDS.map(({ filing_date }) => Number(filing_date.slice(0, 4)));
    expect(Math.min(...years)).toBeLessThan(2006);
    expect(Math.max(...years)).toBeGreaterThan(2009);
  });
});

describe('the classes of the demonstration', () => {
  const ranges = readFileSync('data/reference/ipc_new_energy.csv', 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([, , variant]) => variant === 'A')
    .map((line) => ({ from: line[4] ?? '', to: line[5] ?? '' }));

  it('are inside the study where they should be, and outside where they should not', () => {
    const inside = (code: string): boolean =>
      ranges.some(({ from, to }) => isWithin(code, from, to));
    expect(NEW_ENERGY_IPC.flat().filter((code) => !inside(code))).toEqual([]);
    expect([...OTHER_IPC, ...ADDED_IPC].filter(inside)).toEqual([]);
  });
});

/** A range may name a subclass (F03D), a main group (H02N6) or a subgroup at each end. */
function isWithin(code: string, from: string, to: string): boolean {
  if (!/\d$/.test(from.slice(4)) || from.length === 4) return code.startsWith(from);
  const [low, high, ipc] = [parseIpc(from), parseIpc(to), parseIpc(code)];
  if (low === null || high === null) return code.startsWith(`${from}/`);
  return ipc !== null && ipcInRange(ipc, low, high);
}

/** Rows of one file as records. Names resolve as the gazetteer would, for the names used here. */
function readRecords(rows: readonly (readonly Cell[])[]): PatentRecord[] {
  const header = findHeader(rows, sources);
  if (header === null) throw new Error('no header');
  const lookup: CityLookup = (name) => {
    const code = codeOf(name);
    return code === null ? { code, reason: 'unknown_city' } : { code };
  };
  return rows.slice(1).flatMap((row) => {
    const { record } = readPatentRow(row, header, { ...tools, lookup });
    return record === null ? [] : [record];
  });
}

function codeOf(name: string): number | null {
  const city = FEW_CITIES.find(
    (one) =>
      one.name === name ||
      one.shortName === name ||
      one.misspellings.includes(name) ||
      one.formerNames.some((former) => former.name === name),
  );
  if (city !== undefined) return city.code;
  const parent = Object.entries(COUNTY_LEVEL_CITIES).find(([, names]) => names.includes(name));
  return parent === undefined ? null : Number(parent[0]);
}

/** `city/year` -> [domestic, abroad], by the rules of the study, written out once more. */
function countCitations(records: readonly PatentRecord[]): Map<string, [number, number]> {
  const groups = NEW_ENERGY_IPC.flat() as readonly string[];
  const counts = new Map<string, [number, number]>();
  for (const filing of Map.groupBy(records, ({ application_no }) => application_no).values()) {
    const { filing_date, patent_type, ipc } = filing[0]!;
    const later = ['F24S10/70', 'F24T10/10', 'F24J2/24'];
    if (patent_type === 'design') continue;
    if (!ipc.some((code) => groups.includes(code) || later.includes(code))) continue;
    const own = new Set(filing.map(({ publication_no }) => base(publication_no)));
    const distinct = (lists: readonly string[]): string[] =>
      [...new Set(lists.map(base))].filter((document) => !own.has(document));
    const documents = [
      ...distinct(filing.flatMap(({ cites }) => cites)),
      ...distinct(filing.flatMap(({ cited_by }) => cited_by)),
    ];
    const domestic = documents.filter((document) => document.startsWith('CN')).length;
    for (const city of new Set(filing.flatMap(({ cities }) => cities))) {
      const key = `${city}/${filing_date.slice(0, 4)}`;
      const [home, away] = counts.get(key) ?? [0, 0];
      counts.set(key, [home + domestic, away + documents.length - domestic]);
    }
  }
  return counts;
}

function base(publication: string): string {
  const read = numbers.read(publication);
  return read.normal === null ? publication : read.base;
}
