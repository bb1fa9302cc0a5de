import type { Cell, RawTable, Row } from '../../sources/table.ts';
import { jsonText } from '../lists/json.ts';
import type { PatentSource } from './sources.ts';

/** Tags of Derwent's records that are read, in the order of their columns. */
const TAGS = ['PN', 'TI', 'AE', 'IP', 'CP'] as const;
const NUMBERS = 0;
const BATCH = 1000;

/**
 * The rows of a table as flat rows: records of tagged lines become a row for each publication, and
 * what lies nested in JSON becomes columns of its own, named by their paths.
 */
export function flatRows(
  raw: RawTable,
  sources: readonly PatentSource[],
): AsyncIterable<readonly Row[]> {
  if (raw.format === 'tagged text') return untagged(raw);
  return raw.format === 'json lines' ? withPaths(raw, sources) : raw.batches();
}

async function* untagged(raw: RawTable): AsyncGenerator<Row[]> {
  let rows: Row[] = [[...TAGS]];
  let record = new Map<string, string[]>();
  let tag = '';
  for await (const batch of raw.batches()) {
    for (const [name, text] of batch) {
      if (name !== null && name !== undefined) tag = String(name);
      if (tag === 'PT' && name === 'PT') record = new Map();
      if (name === 'ER') rows.push(...publications(record));
      if (typeof text !== 'string') continue;
      const lines = record.get(tag) ?? [];
      record.set(tag, lines);
      lines.push(text);
    }
    if (rows.length < BATCH) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

/** A record is of a family: each of its publications has a row. */
function publications(record: ReadonlyMap<string, readonly string[]>): Cell[][] {
  const cells = TAGS.map((tag) => {
    const lines = record.get(tag) ?? [];
    return lines.length === 0 ? null : lines.join(tag === 'TI' ? ' ' : '\n');
  });
  const numbers = (cells[NUMBERS] ?? '')
    .split(/[;\n]/)
    .map((number) => number.trim().split(/\s/)[0] ?? '')
    .filter((number) => number !== '');
  return numbers.map((number) => cells.map((cell, i) => (i === NUMBERS ? number : cell)));
}

/** Adds a column for each path that a source has and whose beginning the table has. */
async function* withPaths(
  raw: RawTable,
  sources: readonly PatentSource[],
): AsyncGenerator<readonly Row[]> {
  let paths: { readonly at: number; readonly steps: readonly string[] }[] | null = null;
  for await (const batch of raw.batches()) {
    let rows = batch;
    if (paths === null) {
      const [names = [], ...others] = batch;
      const found = sources.flatMap((source) =>
        source.paths.flatMap((path) => {
          const [root = '', ...steps] = path.split('.');
          const at = names.indexOf(root);
          return at < 0 ? [] : [{ at, steps, path }];
        }),
      );
      paths = found;
      yield [[...names, ...found.map(({ path }) => path)]];
      rows = others;
    }
    const known = paths;
    yield rows.map((row) => {
      const roots = new Map<number, unknown>();
      const cells = known.map(({ at, steps }) => {
        if (!roots.has(at)) roots.set(at, parse(row[at] ?? null));
        return jsonText(valueAt(roots.get(at), steps)) || null;
      });
      return [...row, ...cells];
    });
  }
}

function parse(cell: Cell): unknown {
  if (typeof cell !== 'string') return cell;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return null;
  }
}

/** What lies at the end of a path; of a list, what lies there in each of its entries. */
function valueAt(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => valueAt(entry, steps) ?? []);
  if (typeof value !== 'object' || value === null) return null;
  return valueAt((value as Readonly<Record<string, unknown>>)[step], rest);
}
