import { rangeOf } from './references.ts';
import type { MergedRange } from './merged.ts';
import { attribute } from './xml.ts';

/** What must be known of a sheet before its rows are read. */
interface Survey {
  readonly isEmpty: boolean;
  /** They stand behind the rows, and concern the first of them. */
  readonly merged: readonly MergedRange[];
}

const MERGED = Buffer.from('mergeCell ');
/** A value of a cell ends so, with or without prefix. */
const VALUE_ENDS = ['/v>', ':v>', '/t>', ':t>', '/f>', ':f>'].map((end) => Buffer.from(end));
const LONGEST_TAG = 200;
const RANGES_LIMIT = 1_000_000;

/** Goes once over the bytes of a sheet, which also shows whether they are whole. */
export async function surveySheet(bytes: AsyncIterable<Buffer>): Promise<Survey> {
  const merged: MergedRange[] = [];
  let isEmpty = true;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const text: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (isEmpty && VALUE_ENDS.some((end) => text.includes(end))) isEmpty = false;
    let from = 0;
    for (let at = text.indexOf(MERGED); at >= 0; at = text.indexOf(MERGED, from)) {
      const end = text.indexOf(62, at);
      if (end < 0) break;
      const range = rangeOf(attribute(text.toString('latin1', at, end + 1), 'ref') ?? '');
      if (range !== null && merged.length < RANGES_LIMIT) merged.push(range);
      from = end + 1;
    }
    rest = text.subarray(Math.max(from, text.length - LONGEST_TAG));
  }
  return { isEmpty, merged };
}
