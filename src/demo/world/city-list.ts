/** What the demonstration needs to know of a real prefecture-level city. */
export interface DemoCity {
  /** GB/T 2260 code, six digits. */
  readonly code: number;
  readonly name: string;
  readonly shortName: string;
  /** First two digits of the code. */
  readonly province: number;
  readonly provinceName: string;
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

/** Reads the reference file of cities, in the order of the file. Throws if a column is missing. */
export function parseCityList(csv: string): DemoCity[] {
  const [header = [], ...rows] = parseCsv(csv);
  const cell = (row: readonly string[], name: string): string => {
    const at = header.indexOf(name);
    if (at < 0) throw new Error(`the list of cities has no column ${name}`);
    return row[at] ?? '';
  };
  return rows.map((row) => {
    const aliases = cell(row, 'aliases').split('; ');
    return {
      code: Number(cell(row, 'code6')),
      name: cell(row, 'name_zh'),
      shortName: cell(row, 'short_zh'),
      province: Number(cell(row, 'code6').slice(0, 2)),
      provinceName: cell(row, 'province_zh'),
      inSample: cell(row, 'in_sample') === '1',
      treated: cell(row, 'energy_use_rights_pilot') === '1',
      carbonEtsPilot: cell(row, 'carbon_ets_pilot') === '1',
      oldIndustrialBase: cell(row, 'old_industrial_base') === '1',
      resourceType: cell(row, 'resource_type'),
      formerNames: aliases.flatMap((alias) => {
        const found = /^(.+)\[(?:\d{4})?-(\d{4})\]$/.exec(alias);
        return found === null ? [] : [{ name: found[1] ?? '', until: Number(found[2]) }];
      }),
      misspellings: aliases.flatMap((alias) => /^(.+)\[error\]$/.exec(alias)?.[1] ?? []),
    };
  });
}

function parseCsv(text: string): string[][] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines
    .filter((line) => line !== '')
    .map((line) =>
      Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), (match) =>
        (match[1] ?? match[2] ?? '').replaceAll('""', '"'),
      ),
    );
}
