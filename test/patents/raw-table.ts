import { openStaging } from '../../src/io/staging.ts';
import { patentReader } from '../../src/patents/reader.ts';
import type { PatentRecord } from '../../src/patents/record.ts';
import type { Reject, Tally } from '../../src/sources/outcome.ts';
import type { Cell, RawFormat, RawTable } from '../../src/sources/table.ts';
import { sources, tools } from './reference.ts';

type Cells = readonly (readonly Cell[])[];

export function rawTable(
  file: string,
  rows: Cells,
  { format = 'xlsx', sheet = '', hidden = false }: Partial<RawTable> = {},
): RawTable {
  return {
    file,
    sheet,
    format: format satisfies RawFormat,
    hidden,
    async *batches() {
      yield rows;
    },
  };
}

export interface ReadTables {
  readonly records: readonly PatentRecord[];
  readonly problems: readonly string[];
  readonly rejected: readonly Reject[];
  readonly refused: readonly Error[];
  /** By file and sheet: why a table is ignored, or its kind. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, Tally['counts']>>;
}

/** Reads tables as the step does, in their order. */
export async function readTables(...tables: readonly RawTable[]): Promise<ReadTables> {
  const reader = patentReader(sources, tools, () => openStaging('not-needed'));
  const records: PatentRecord[] = [];
  const problems: string[] = [];
  const rejected: Reject[] = [];
  const refused: Error[] = [];
  const kinds: Record<string, string> = {};
  const tallies: [string, () => Tally][] = [];
  const take = async (
    batches: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>,
  ) => {
    for await (const batch of batches) {
      for (const { reading } of batch as readonly {
        reading: {
          record: PatentRecord | null;
          problems: readonly { column: string; value: string; reason: string }[];
        };
      }[]) {
        if (reading.record !== null) records.push(reading.record);
        for (const { column, value, reason } of reading.problems) {
          problems.push(`${column} ${value} ${reason}`);
        }
      }
    }
  };
  for (const table of tables) {
    const name = table.file + (table.sheet === '' ? '' : `/${table.sheet}`);
    const found = await reader.read(table, {});
    kinds[name] = 'ignored' in found ? found.ignored : found.mapping.kind;
    if ('ignored' in found) continue;
    await take(found.batches);
    tallies.push([name, found.tally]);
  }
  if (reader.rest !== undefined) await take(reader.rest());
  const counts: Record<string, Tally['counts']> = {};
  for (const [name, tally] of tallies) {
    const all = tally();
    counts[name] = all.counts;
    if (all.refused !== undefined) refused.push(all.refused);
    rejected.push(...all.rejected);
  }
  return { records, problems, rejected, refused, kinds, counts };
}
