/** What the demonstration needs to know of a real prefecture-level city. */
export interface DemoCity {
  /** GB/T 2260 code, six digits. */
  readonly code: number;
  readonly name: string;
  readonly shortName: string;
  /** In Latin letters; two cities may have the same. */
  readonly latinName: string;
  /** First two digits of the code. */
  readonly province: number;
  readonly provinceName: string;
  readonly latinProvince: string;
  readonly inSample: boolean;
  readonly treated: boolean;
  readonly carbonEtsPilot: boolean;
  readonly oldIndustrialBase: boolean;
  /** none, growing, mature, declining or regenerating. */
  readonly resourceType: string;
  /** A name that the city bore up to a year. */
  readonly formerNames: readonly { readonly name: string; readonly until: number }[];
  /** Misspellings that real sources print. */
  readonly misspellings: readonly string[];
}

/** The cities of the reference table, in its order. Throws if a column is missing. */
export function cityList(rows: readonly Readonly<Record<string, string>>[]): DemoCity[] {
  return rows.map((row) => {
    const cell = (name: string): string => {
      const found = row[name];
      if (found === undefined) throw new Error(`the list of cities has no column ${name}`);
      return found;
    };
    const aliases = cell('aliases').split('; ');
    return {
      code: Number(cell('code6')),
      name: cell('name_zh'),
      shortName: cell('short_zh'),
      latinName: cell('name_en'),
      province: Number(cell('code6').slice(0, 2)),
      provinceName: cell('province_zh'),
      latinProvince: cell('province_en'),
      inSample: cell('in_sample') === '1',
      treated: cell('energy_use_rights_pilot') === '1',
      carbonEtsPilot: cell('carbon_ets_pilot') === '1',
      oldIndustrialBase: cell('old_industrial_base') === '1',
      resourceType: cell('resource_type'),
      formerNames: aliases.flatMap((alias) => {
        const found = /^(.+)\[(?:\d{4})?-(\d{4})\]$/.exec(alias);
        return found === null ? [] : [{ name: found[1] ?? '', until: Number(found[2]) }];
      }),
      misspellings: aliases.flatMap((alias) => /^(.+)\[error\]$/.exec(alias)?.[1] ?? []),
    };
  });
}
