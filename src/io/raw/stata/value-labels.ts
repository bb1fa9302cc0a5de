import { corrupt } from '../problems.ts';
import { wholeOf, memoryBytes, type RawBytes } from '../raw-bytes.ts';
import { untilZero, type StataLayout } from './layout.ts';

const SIZE_LIMIT = 2 ** 28;

export type ValueLabels = ReadonlyMap<number, Buffer>;

/** Texts that stand for numbers, by the name of their set. */
export async function valueLabels(
  bytes: RawBytes,
  { release, numbers, valueLabelsAt }: StataLayout,
): Promise<ReadonlyMap<string, ValueLabels>> {
  const sets = new Map<string, ValueLabels>();
  const part = { ...memoryBytes(Buffer.alloc(0), bytes.file) };
  part.stream = () => bytes.stream(valueLabelsAt);
  const all = await wholeOf(part, SIZE_LIMIT);
  const tag = release < 117 ? '' : '<lbl>';
  const nameWidth = release < 118 ? 33 : 129;
  for (let at = 0; at + tag.length + 4 + nameWidth + 3 + 8 <= all.length;) {
    if (all.toString('latin1', at, at + tag.length) !== tag) break;
    at += tag.length;
    const length = numbers.unsigned(all, at, 4);
    const name = untilZero(all.subarray(at + 4, at + 4 + nameWidth)).toString('latin1');
    at += 4 + nameWidth + 3;
    const table = all.subarray(at, at + length);
    const count = table.length < 8 ? Infinity : numbers.unsigned(table, 0, 4);
    if (table.length < length || 8 + 8 * count > table.length) {
      throw corrupt(bytes.file, 'its value labels are damaged');
    }
    const texts = table.subarray(8 + 8 * count);
    const labels = new Map<number, Buffer>();
    for (let i = 0; i < count; i++) {
      const from = numbers.unsigned(table, 8 + 4 * i, 4);
      labels.set(numbers.signed(table, 8 + 4 * (count + i)), untilZero(texts.subarray(from)));
    }
    sets.set(name, labels);
    at += length + (tag === '' ? 0 : '</lbl>'.length);
  }
  return sets;
}
