import type { Cell, Row } from '../../sources/table.ts';
import type { Gazetteer } from '../gazetteer.ts';
import type { Scope } from '../headers/variable.ts';
import { withoutMarks } from '../marks.ts';
import type { CityReject } from '../reasons.ts';
import { resolveCode, resolvePlace, resolveProvince } from '../resolve.ts';
import type { Block } from './blocks.ts';
import { dataRows } from './columns.ts';
import { readScope } from './context.ts';
import type { Grid } from './grid.ts';
import { cellText, type CellReader } from './reader.ts';

/** The place of a row, and the scope that its name says. */
export interface RowPlace {
  readonly place: number;
  readonly scope: Scope | null;
}

/** Why a row has no place, and whether its values are lost by that. */
export interface NoPlace {
  readonly reason: CityReject;
  readonly lost: boolean;
}

const TOTAL =
  /^(?:全国|全省|全区|总计|合计|总和|小计|地级市合计|市辖区|均值|平均值?|最大值|最小值|标准差|中位数|total|average|mean|sum|national|china|中国)$/i;
const SCOPED = /^(.{2,}?)[\s（([_\-—:：]*(全市|全域|市辖区|辖区|市区)[)）\]]?$/;

/** Reads the place of each row in turn; a row of a province says where the rows below it lie. */
export function placeReader(grid: Grid, block: Block, reader: CellReader) {
  const { gazetteer } = reader.reference;
  const provinceRows = hasProvinceRows(grid, block, gazetteer);
  const named = remembered((written: string) => {
    const read = withoutScope(withoutMarks(written));
    return { ...read, province: resolveProvince(gazetteer, read.name) };
  });
  const find = remembered((name: string, year?: number, province?: number) =>
    resolvePlace(gazetteer, name, { prefectures: true, year, province }),
  );
  let above: number | undefined;
  let last: number | null = null;
  const remember = (place: number, scope: Scope | null): RowPlace => {
    last = place;
    return { place, scope };
  };
  const lose = (reason: CityReject, lost: boolean): NoPlace => {
    last = null;
    return { reason, lost };
  };
  return (row: Row, written: string, year: number | null, values: number): RowPlace | NoPlace => {
    const code = block.code === null ? null : codeOf(row[block.code] ?? null, gazetteer);
    const lost = values > 0;
    if (written.trim() === '' && code === null) return lose(lost ? 'no_city' : 'note_row', lost);
    const alone = readScope(written);
    if (alone !== null && last !== null) return { place: last, scope: alone };
    const { name, scope, province } = named(written);
    const beside =
      block.province === null ? null : resolveProvince(gazetteer, cellText(row[block.province]));
    const ofCode = code === null ? undefined : Math.floor(code / 10_000);
    const found = find(name, year ?? undefined, beside ?? above ?? ofCode);
    if (code !== null) {
      // Names in English are many places' names, or none's in this spelling: the code decides.
      const same = found.place === null || name.trim() === '' || found.place.code === code;
      return same ? remember(code, scope) : lose('code_and_name_differ', true);
    }
    const indented = /^\s/.test(name);
    const twin = province !== null && found.place !== null && found.place.code % 10_000 !== 0;
    if (province !== null && (found.place === null || (twin && provinceRows && !indented))) {
      above = province;
      return lose('province_row', false);
    }
    if (found.place === null) {
      if (TOTAL.test(name.trim())) return lose('total_row', false);
      return lose(lost ? found.reason : 'note_row', lost);
    }
    if (found.place.level === 'county' && found.place.code % 100 === 0) {
      return lose('county_level_unit', true);
    }
    if (provinceRows) above = Math.floor(found.place.code / 10_000);
    return remember(found.place.code, scope);
  };
}

/** A function that keeps its answers: a sheet repeats the same names in many rows. */
function remembered<A extends readonly (string | number | undefined)[], T>(
  answer: (...asked: A) => T,
): (...asked: A) => T {
  const known = new Map<string, T>();
  return (...asked) => {
    const key = asked.join('\n');
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = answer(...asked);
    known.set(key, found);
    return found;
  };
}

/** `杭州市(市辖区)` names a city and the scope of its row. */
function withoutScope(written: string): { readonly name: string; readonly scope: Scope | null } {
  const [, name = '', scope = ''] = SCOPED.exec(written.normalize('NFKC').trimEnd()) ?? [];
  return name === '' ? { name: written, scope: null } : { name, scope: readScope(scope) };
}

function codeOf(cell: Cell, gazetteer: Gazetteer): number | null {
  // Twelve digits are those of the statistical office: the first six are the city's.
  const digits = /^(\d{4}|\d{6})(?:\d{6})?(?:\.0+)?$/.exec(cellText(cell))?.[1];
  return digits === undefined ? null : resolveCode(gazetteer, Number(digits));
}

/** Rows of provinces that are no city as well (吉林 is both): a mark of yearbook sheets. */
function hasProvinceRows(grid: Grid, { name: column }: Block, gazetteer: Gazetteer): boolean {
  if (column === null) return false;
  for (const { row } of dataRows(grid)) {
    const name = String(row[column] ?? '');
    const province = resolveProvince(gazetteer, name) !== null;
    if (province && resolvePlace(gazetteer, name).place === null) return true;
  }
  return false;
}
