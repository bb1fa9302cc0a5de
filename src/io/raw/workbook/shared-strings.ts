import { corrupt, tooLarge } from '../problems.ts';
import { superscript } from '../superscript.ts';
import { attribute, decodeExcel, plainXml } from './xml.ts';

const ONE_LIMIT = 1 << 24;
/** Characters of all strings of a workbook: they have to be in memory together. */
const ALL_LIMIT = 2 ** 29;

/** The strings that the cells of a workbook refer to by number. */
export async function sharedStrings(
  pieces: AsyncIterable<string>,
  file: string,
): Promise<string[]> {
  const strings: string[] = [];
  let rest = '';
  let length = 0;
  for await (const piece of pieces) {
    const text = rest + piece;
    length += piece.length;
    if (length > ALL_LIMIT)
      throw tooLarge(file, 'the strings of the workbook do not fit in memory');
    rest = text.slice(takeStrings(text, strings));
    if (rest.length > ONE_LIMIT) throw corrupt(file, 'a string of the workbook has no end');
  }
  return strings;
}

const ITEM = /<(?:\w{1,20}:)?si(?:\s[^<>]*)?(\/?)>/gu;
const ITEM_END = /<\/(?:\w{1,20}:)?si\s*>/gu;

/** Takes the strings that are complete; gives where the rest begins. */
function takeStrings(text: string, strings: string[]): number {
  let at = 0;
  for (;;) {
    ITEM.lastIndex = at;
    const item = ITEM.exec(text);
    if (item === null) return Math.max(at, text.length - 64);
    const from = item.index + item[0].length;
    if (item[1] === '/') {
      strings.push('');
      at = from;
      continue;
    }
    ITEM_END.lastIndex = from;
    const end = ITEM_END.exec(text);
    if (end === null) return item.index;
    strings.push(stringOf(text.slice(from, end.index)));
    at = end.index + end[0].length;
  }
}

const TAG = /<(\/?)(?:\w{1,20}:)?(\w{1,40})([^<>]*)>/gu;

/**
 * The text of a string with or without runs of their own looks. Raised digits become superscript
 * characters; how the text is pronounced, which Excel may keep beside it, is no part of it.
 */
export function stringOf(xml: string): string {
  if (xml.startsWith('<t>') && xml.indexOf('<', 3) === xml.length - 4) {
    return decodeExcel(xml.slice(3, -4));
  }
  let text = '';
  let raised = false;
  let spoken = false;
  const plain = plainXml(xml);
  for (const tag of plain.matchAll(TAG)) {
    const [whole, slash, name, rest = ''] = tag;
    if (name === 'rPh') spoken = slash === '';
    else if (name === 'r') raised = false;
    else if (name === 'vertAlign') raised = attribute(whole, 'val') === 'superscript';
    else if (name === 't' && slash === '' && !rest.endsWith('/') && !spoken) {
      const from = tag.index + whole.length;
      const end = plain.indexOf('<', from);
      const part = decodeExcel(plain.slice(from, end < 0 ? undefined : end));
      text += raised ? superscript(part) : part;
    }
  }
  return text;
}
