import { isAscii, isUtf8 } from 'node:buffer';
import type { SourceRule } from '../../../sources/rule.ts';
import { problem } from '../problems.ts';
import type { RawBytes } from '../raw-bytes.ts';
import { invalidUtf8, wholeCharacters } from './utf8.ts';

export type TextEncoding = NonNullable<SourceRule['encoding']>;

/** Share of two-byte characters that must lie in GB 2312 for bytes to count as Chinese text. */
const GB2312_SHARE = 0.9;
const SAMPLE_PAIRS = 1 << 19;
const HEAD = 4096;

const SAY_ENCODING =
  'Say `encoding:` of it in `sources:` (utf-8, gb18030, big5, latin1, utf-16le, utf-16be), or open it in Excel or LibreOffice and save it as "CSV UTF-8".';

/**
 * What encodes a text file: its byte order mark, else the zero bytes of UTF-16, else UTF-8 if all of it
 * is valid, else GB18030 if what it then says is mostly everyday Chinese. GB18030 takes almost any
 * bytes, so Big5 or Latin-1 would pass a mere validity test and come out as nonsense.
 * Error: E_FILE_ENCODING.
 */
export async function detectEncoding(bytes: RawBytes): Promise<TextEncoding> {
  const head = await bytes.read(0, HEAD);
  const known = byMark(head) ?? byZeroBytes(head);
  if (known !== null) return known;
  const invalid = await firstInvalid(bytes);
  if (invalid === null) return 'utf-8';
  if ((await gb2312Share(bytes)) >= GB2312_SHARE) return 'gb18030';
  throw await noText(bytes, invalid, 'its bytes are no text in UTF-8, UTF-16 or GB18030');
}

/** The text, piece by piece, without its byte order mark. Error: E_FILE_ENCODING. */
export async function* decodeText(
  bytes: RawBytes,
  encoding: TextEncoding | { readonly label: string },
): AsyncIterable<string> {
  if (encoding === 'utf-8') yield* decodeUtf8(bytes);
  else if (encoding === 'latin1') yield* decodeBy('windows-1252', bytes);
  else yield* decodeBy(typeof encoding === 'string' ? encoding : encoding.label, bytes);
}

async function* decodeBy(label: string, bytes: RawBytes): AsyncIterable<string> {
  const decoder = new TextDecoder(label, { fatal: true });
  let at = 0;
  const decode = async (chunk?: Buffer): Promise<string> => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw await noText(bytes, at, `it holds bytes that are not ${label}`);
    }
  };
  for await (const chunk of bytes.stream()) {
    const text = await decode(chunk);
    at += chunk.length;
    if (text !== '') yield text;
  }
  const rest = await decode();
  if (rest !== '') yield rest;
}

async function* decodeUtf8(bytes: RawBytes): AsyncIterable<string> {
  let at = 0;
  for await (const chunk of wholeCharacters(bytes.stream())) {
    if (!isUtf8(chunk)) {
      throw await noText(bytes, at + invalidUtf8(chunk), 'it holds bytes that are not UTF-8');
    }
    const from = at === 0 && byMark(chunk) === 'utf-8' ? 3 : 0;
    yield isAscii(chunk) ? chunk.toString('latin1', from) : chunk.toString('utf8', from);
    at += chunk.length;
  }
}

function byMark(bytes: Buffer): TextEncoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Text without a mark: separators and digits of UTF-16 leave zeros at every other byte. */
function byZeroBytes(head: Buffer): TextEncoding | null {
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[(i & 1) as 0 | 1] += 1;
  if (zeros[0] + zeros[1] <= head.length / 20) return null;
  return zeros[1] > zeros[0] ? 'utf-16le' : 'utf-16be';
}

/** Offset of the first byte that is not UTF-8; null if all are. */
async function firstInvalid(bytes: RawBytes): Promise<number | null> {
  let at = 0;
  for await (const chunk of wholeCharacters(bytes.stream())) {
    if (!isUtf8(chunk)) return at + invalidUtf8(chunk);
    at += chunk.length;
  }
  return null;
}

/** Of the characters of two bytes, the share that GB 2312 (rows 1-9 and 16-87) has. */
async function gb2312Share(bytes: RawBytes): Promise<number> {
  let pairs = 0;
  let common = 0;
  let lead = 0;
  for await (const chunk of bytes.stream()) {
    for (const byte of chunk) {
      if (lead > 0) {
        pairs += 1;
        const row = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7);
        if (row && byte >= 0xa1 && byte <= 0xfe) common += 1;
        lead = 0;
      } else if (byte >= 0x80) {
        lead = byte;
      }
    }
    if (pairs >= SAMPLE_PAIRS) break;
  }
  return pairs === 0 ? 0 : common / pairs;
}

async function noText(bytes: RawBytes, offset: number, what: string): Promise<Error> {
  let line = 1;
  for await (const chunk of bytes.stream(0, offset))
    for (const byte of chunk) if (byte === 10) line += 1;
  const message = `${what} (from byte ${offset + 1}, line ${line})`;
  return problem('E_FILE_ENCODING', bytes.file, message, SAY_ENCODING);
}
