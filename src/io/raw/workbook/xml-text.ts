import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { corrupt } from '../problems.ts';
import { wholeCharacters } from '../text/utf8.ts';

/** The text of an XML part, piece by piece, in the encoding that its first bytes say. */
export async function* xmlText(source: AsyncIterable<Buffer>, file: string): AsyncIterable<string> {
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  for await (const chunk of wholeCharacters(source)) {
    if (isFirst) decoder = decoderOf(chunk, file);
    if (decoder !== null) yield decoder.decode(chunk, { stream: true });
    else if (isAscii(chunk)) yield chunk.toString('latin1');
    else if (isUtf8(chunk)) yield chunk.toString('utf8', isFirst && chunk[0] === 0xef ? 3 : 0);
    else throw corrupt(file, 'it cannot be read: a part of it is no UTF-8');
    isFirst = false;
  }
}

/** All of a small part. Error: E_FILE_CORRUPT beyond the limit. */
export async function wholeXml(
  source: AsyncIterable<Buffer>,
  file: string,
  limit: number,
): Promise<string> {
  let xml = '';
  for await (const piece of xmlText(source, file)) {
    xml += piece;
    if (xml.length > limit) throw corrupt(file, 'a part of it that should be small is huge');
  }
  return xml;
}

/** Null for UTF-8. */
function decoderOf(start: Buffer, file: string): TextDecoder | null {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le');
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be');
  const [, label = 'utf-8'] =
    /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/u.exec(start.toString('latin1', 0, 200)) ?? [];
  if (/^utf-?8$|^us-ascii$/iu.test(label)) return null;
  try {
    return new TextDecoder(label);
  } catch {
    throw corrupt(file, `a part of it is in an encoding that is not known: ${label}`);
  }
}
