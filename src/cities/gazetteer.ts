import { foldName, withoutEnding } from './name.ts';

/** Rows of the reference tables by column name, as in `data/reference/*.csv`. */
export type ReferenceRow = Readonly<Record<string, string>>;

export interface ReferenceTables {
  readonly cities: readonly ReferenceRow[];
  readonly otherPrefectures: readonly ReferenceRow[];
  readonly countyLevelCities: readonly ReferenceRow[];
}

/** City at prefecture level, other prefecture-level unit, or county-level city. */
export type Level = 'city' | 'prefecture' | 'county';

export interface Candidate {
  /** GB/T 2260 code of the prefecture-level unit that the name belongs to. */
  readonly code: number;
  readonly level: Level;
  /** Years in which the name was in use; infinite where it has no end. */
  readonly from: number;
  readonly to: number;
  /** How the source wrote it. */
  readonly spelling: 'name' | 'old_name' | 'error' | 'english';
}

/** All names that places are known by. Built once, read by `resolvePlace`. */
export interface Gazetteer {
  readonly places: ReadonlyMap<string, readonly Candidate[]>;
  /** Folded name of a province, or its two digits, to the two digits as a number. */
  readonly provinces: ReadonlyMap<string, number>;
  readonly codes: ReadonlySet<number>;
}

/** Sets each place under its full name, its short name, its English name and its aliases. */
export function buildGazetteer(tables: ReferenceTables): Gazetteer {
  const places = new Map<string, Candidate[]>();
  const codes = new Set<number>();
  const provinces = provinceNames(tables.cities);
  const add = (name: string, candidate: Candidate) => {
    codes.add(candidate.code);
    const folded = foldName(name);
    for (const key of new Set([folded, withoutEnding(folded)])) {
      const known = places.get(key) ?? [];
      const twin = known.some(
        ({ code, from, to }) =>
          code === candidate.code && from <= candidate.from && to >= candidate.to,
      );
      // 海南州 is not 海南, the province.
      const province = candidate.level !== 'city' && provinces.has(key);
      if (key !== '' && !twin && !province) places.set(key, [...known, candidate]);
    }
  };
  for (const row of tables.cities) addCity(row, add);
  for (const row of tables.otherPrefectures) {
    // A region that has become a city is among that city's old names already.
    if (places.has(foldName(row['name_zh'] ?? '')) && row['successor'] !== '') continue;
    addPrefecture(row, add);
  }
  for (const row of tables.countyLevelCities) {
    const span = { from: year(row['valid_from'], -Infinity), to: year(row['valid_to'], Infinity) };
    const code = Number(row['prefecture']);
    add(row['name_zh'] ?? '', { code, level: 'county', spelling: 'name', ...span });
  }
  return { places, provinces, codes };
}

type Add = (name: string, candidate: Candidate) => void;

function addCity(row: ReferenceRow, add: Add): void {
  const code = Number(row['code6']);
  const always = { code, level: 'city', from: -Infinity, to: Infinity } as const;
  const from = year(row['city_since'], -Infinity);
  for (const column of ['name_zh', 'short_zh']) {
    add(row[column] ?? '', { ...always, from, spelling: 'name' });
  }
  add(row['name_en'] ?? '', { ...always, spelling: 'english' });
  for (const alias of (row['aliases'] ?? '').split(';')) {
    const parts = /^\s*(.+?)\[(.+)\]\s*$/.exec(alias);
    if (parts === null) continue;
    const [, name = '', mark = ''] = parts;
    const years = /^(\d{4})?-(\d{4})?$/.exec(mark);
    const spelling = mark === 'error' ? 'error' : 'old_name';
    const span = { from: year(years?.[1], -Infinity), to: year(years?.[2], Infinity) };
    add(name, { ...always, ...span, spelling });
  }
}

function addPrefecture(row: ReferenceRow, add: Add): void {
  const to = year(row['valid_to'], Infinity);
  const unit = { level: 'prefecture', spelling: 'name' } as const;
  for (const name of [row['name_zh'] ?? '', row['short_zh'] ?? '']) {
    add(name, { ...unit, code: Number(row['code6']), from: -Infinity, to });
    if (row['successor'] !== '') {
      add(name, { ...unit, code: Number(row['successor']), from: to + 1, to: Infinity });
    }
  }
}

function provinceNames(cities: readonly ReferenceRow[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const row of cities) {
    const province = Math.floor(Number(row['code6']) / 10_000);
    const zh = foldName(row['province_zh'] ?? '');
    const short = zh.replace(/(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$/, '');
    for (const name of [zh, short, foldName(row['province_en'] ?? ''), String(province)]) {
      names.set(name, province);
    }
  }
  return names;
}

/** A year of a reference table: `2011`, `2011-07`, blank or `<=2000` for no limit. */
function year(text: string | undefined, otherwise: number): number {
  const digits = /^(\d{4})/.exec(text ?? '');
  return digits === null ? otherwise : Number(digits[1]);
}
