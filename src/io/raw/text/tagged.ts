import type { Row } from '../../../sources/table.ts';
import { corrupt } from '../problems.ts';

const LINE_LIMIT = 1 << 24;

/** Whether a text is records of lines that begin with a tag of two letters, from `PT` to `ER`. */
export function looksTagged(start: string): boolean {
  return /^\s*(?:FN [^\r\n]*\s+)?(?:VR [^\r\n]*\s+)?PT [A-Z](?:\r?\n|\r)/u.test(start);
}

/** A row for each line: its tag, and its text; a line that goes on with the one before has no tag. */
export async function* taggedRows(
  pieces: AsyncIterable<string>,
  file: string,
): AsyncIterable<Row[]> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_LIMIT) throw corrupt(file, 'a line of it has no end');
    if (lines.length > 0) yield lines.map(rowOf);
  }
  if (rest !== '') yield [rowOf(rest)];
}

function rowOf(line: string): Row {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (text.trim() === '') return [null, null];
  const [tag] = /^[A-Z][A-Z0-9](?= |$)/u.exec(text) ?? [null];
  const value = text.slice(tag === null ? 0 : 2).trim();
  return [tag, value === '' ? null : value];
}
