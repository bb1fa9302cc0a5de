import { corrupt } from '../problems.ts';
import { wholeOf, type RawBytes } from '../raw-bytes.ts';
import { memoryBytes } from '../raw-bytes.ts';
import { untilZero, type StataLayout } from './layout.ts';

const SIZE_LIMIT = 2 ** 29;
const BINARY = 129;

/** Texts of any length by the key that stands in their cells. */
export async function longTexts(
  bytes: RawBytes,
  { release, numbers, longTextsAt, valueLabelsAt }: StataLayout,
): Promise<ReadonlyMap<string, Buffer>> {
  const texts = new Map<string, Buffer>();
  if (longTextsAt === null) return texts;
  const part = { ...memoryBytes(Buffer.alloc(0), bytes.file) };
  part.stream = () => bytes.stream(longTextsAt, valueLabelsAt);
  const all = await wholeOf(part, SIZE_LIMIT);
  const placeWidth = release === 117 ? 4 : 8;
  const header = 3 + 4 + placeWidth + 5;
  for (let at = 0; all.toString('latin1', at, at + 3) === 'GSO';) {
    if (at + header > all.length) throw corrupt(bytes.file, 'it is cut short');
    const variable = numbers.unsigned(all, at + 3, 4);
    const row = placeWidth === 4 ? numbers.unsigned(all, at + 7, 4) : numbers.long(all, at + 7);
    const type = all[at + 7 + placeWidth];
    const length = numbers.unsigned(all, at + 8 + placeWidth, 4);
    const content = all.subarray(at + header, at + header + length);
    if (content.length < length) throw corrupt(bytes.file, 'it is cut short');
    texts.set(`${variable},${row}`, type === BINARY ? content : untilZero(content));
    at += header + length;
  }
  return texts;
}

/** The key in a cell: the variable and the row whose text it is. */
export function longTextKey({ release, numbers }: StataLayout, bytes: Buffer, at: number): string {
  const width = release === 117 ? 4 : release === 118 ? 2 : 3;
  const variable = numbers.unsigned(bytes, at, width);
  // A row's number has up to six bytes, which are read at once only up to six.
  const row = numbers.unsigned(bytes, at + width, Math.min(6, 8 - width));
  return `${variable},${row}`;
}
