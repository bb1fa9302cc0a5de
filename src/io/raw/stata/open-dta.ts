import { isUtf8 } from 'node:buffer';
import type { RuleOfTable } from '../../../sources/rule.ts';
import type { Cell, RawFile, Row } from '../../../sources/table.ts';
import { corrupt, guard, guardRows } from '../problems.ts';
import type { RawBytes } from '../raw-bytes.ts';
import { dateReader } from './dates.ts';
import { untilZero, type StataLayout } from './layout.ts';
import { longTextKey, longTexts } from './long-texts.ts';
import { newLayout } from './new-layout.ts';
import { oldLayout } from './old-layout.ts';
import { valueLabels, type ValueLabels } from './value-labels.ts';

const NEW = 0x3c;
const SAMPLE_ROWS = 2000;

type Decode = (text: Buffer) => string;
type ReadCell = (bytes: Buffer, at: number) => Cell;

/**
 * Opens a table of Stata, release 113 to 119. Names of variables are the header, their labels stand
 * beside it; a number with a value label is its text, dates are days, missing codes are blank.
 * Error: E_FILE_CORRUPT.
 */
export async function openDta(bytes: RawBytes, rule?: RuleOfTable): Promise<RawFile> {
  const { file } = bytes;
  return await guard(file, async () => {
    const [first] = await bytes.read(0, 1);
    const layout = await (first === NEW ? newLayout(bytes) : oldLayout(bytes));
    const width = layout.types.reduce((sum, type) => sum + type.width, 0);
    if (layout.dataAt + layout.rows * width > (await bytes.size())) {
      throw corrupt(file, `it is cut short: it says that it has ${layout.rows} rows`);
    }
    if (layout.types.length === 0 || layout.rows === 0)
      return { outcome: 'ignored', reason: 'it is empty' };
    const labelSets = await valueLabels(bytes, layout);
    const hasLong = layout.types.some(({ kind }) => kind === 'long text');
    const long = hasLong ? await longTexts(bytes, layout) : new Map<string, Buffer>();
    const sample = await bytes.read(layout.dataAt, Math.min(layout.rows, SAMPLE_ROWS) * width);
    const decode = decoderOf(layout, labelSets, sample, width, rule);
    const readers = cellReaders(layout, labelSets, long, decode);
    const batches = () =>
      guardRows(file, () => rowsOf(bytes, layout, width, readers, layout.names.map(decode)));
    const labels = layout.labels.map(decode);
    const table = { file, sheet: '', format: 'dta', hidden: false, labels, batches } as const;
    return { outcome: 'tables', format: 'dta', tables: [table], leftOut: [] };
  });
}

async function* rowsOf(
  bytes: RawBytes,
  { dataAt, rows }: StataLayout,
  width: number,
  readers: readonly (readonly [at: number, read: ReadCell])[],
  header: Row,
): AsyncIterable<Row[]> {
  yield [header];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes.stream(dataAt, dataAt + rows * width)) {
    const data: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const count = Math.floor(data.length / width);
    const batch: Row[] = [];
    for (let i = 0; i < count; i++) {
      const from = i * width;
      batch.push(readers.map(([at, read]) => read(data, from + at)));
    }
    rest = data.subarray(count * width);
    if (batch.length > 0) yield batch;
  }
}

function cellReaders(
  layout: StataLayout,
  labelSets: ReadonlyMap<string, ValueLabels>,
  long: ReadonlyMap<string, Buffer>,
  decode: Decode,
): (readonly [at: number, read: ReadCell])[] {
  const { types, numbers, formats, labelNames } = layout;
  let next = 0;
  return types.map((type, i) => {
    const at = next;
    next += type.width;
    if (type.kind === 'text') {
      const text: ReadCell = (bytes, from) =>
        textCell(decode(untilZero(bytes.subarray(from, from + type.width))));
      return [at, text];
    }
    if (type.kind === 'long text') {
      const text: ReadCell = (bytes, from) => {
        const found = long.get(longTextKey(layout, bytes, from));
        return found === undefined ? null : textCell(decode(found));
      };
      return [at, text];
    }
    const labels = textsOf(labelSets.get(labelNames[i]?.toString('latin1') ?? ''), decode);
    const date = dateReader(formats[i] ?? '');
    const number: ReadCell = (bytes, from) => {
      const value = numbers.value(type, bytes, from);
      if (value === null) return null;
      return labels?.get(value) ?? (date === null ? value : date(value));
    };
    return [at, number];
  });
}

function textsOf(labels: ValueLabels | undefined, decode: Decode): Map<number, string> | null {
  if (labels === undefined || labels.size === 0) return null;
  return new Map([...labels].map(([value, text]) => [value, decode(text)]));
}

/**
 * Texts of Stata 14 and later are UTF-8; before they are in the encoding of the machine that wrote
 * them, which all texts of the file share: UTF-8 where all that is looked at is valid, else GB18030.
 */
function decoderOf(
  { types, names, labels }: StataLayout,
  labelSets: ReadonlyMap<string, ValueLabels>,
  sample: Buffer,
  width: number,
  rule: RuleOfTable | undefined,
): Decode {
  const texts = [
    ...names,
    ...labels,
    ...[...labelSets.values()].flatMap((set) => [...set.values()]),
  ];
  for (let from = 0; from + width <= sample.length; from += width) {
    let at = from;
    for (const type of types) {
      if (type.kind === 'text') texts.push(untilZero(sample.subarray(at, at + type.width)));
      at += type.width;
    }
  }
  const encoding = rule?.encoding ?? (texts.every((text) => isUtf8(text)) ? 'utf-8' : 'gb18030');
  if (encoding === 'utf-8') return (text) => text.toString('utf8');
  const decoder = new TextDecoder(encoding === 'latin1' ? 'windows-1252' : encoding);
  return (text) => decoder.decode(text);
}

function textCell(text: string): Cell {
  return text === '' ? null : text;
}
