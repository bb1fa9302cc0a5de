import { memoryBytes, wholeOf, type RawBytes } from '../raw-bytes.ts';
import { decodeText, detectEncoding } from '../text/encoding.ts';
import type { FoundTable } from '../tables-of.ts';
import { htmlTables } from './html.ts';

const SIZE_LIMIT = 2 ** 27;
const DEPTH_LIMIT = 4;

interface MimePart {
  readonly type: string;
  readonly charset: string | null;
  readonly content: Buffer;
}

/** The tables of all pages in a file that holds a page with its parts (.mht, .mhtml, some .xls). */
export async function mhtmlTables(bytes: RawBytes): Promise<FoundTable[]> {
  const text = (await wholeOf(bytes, SIZE_LIMIT)).toString('latin1');
  const tables: FoundTable[] = [];
  for (const { type, charset, content } of mimeParts(text, DEPTH_LIMIT)) {
    if (type !== 'text/html' && type !== 'application/xhtml+xml') continue;
    const page = memoryBytes(content, bytes.file);
    const encoding = charset === null ? await detectEncoding(page) : { label: charset };
    tables.push(...(await htmlTables(decodeText(page, encoding), bytes.file)));
  }
  return tables.map((table, i) => ({
    ...table,
    name: tables.length === 1 ? '' : `table ${i + 1}`,
  }));
}

function mimeParts(text: string, depth: number): MimePart[] {
  const { headers, body } = splitHeaders(text);
  const type = headers.get('content-type') ?? 'text/plain';
  const media = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const boundary = parameter(type, 'boundary');
  if (!media.startsWith('multipart/') || boundary === null) {
    const content = decode(body, headers.get('content-transfer-encoding') ?? '');
    return [{ type: media, charset: knownCharset(parameter(type, 'charset')), content }];
  }
  if (depth === 0) return [];
  return body
    .split(`--${boundary}`)
    .slice(1)
    .filter((part) => !part.startsWith('--'))
    .flatMap((part) => mimeParts(part.replace(/^\r?\n/u, ''), depth - 1));
}

function splitHeaders(text: string) {
  const end = /\r?\n\r?\n/u.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const body = end === null ? '' : text.slice(end.index + end[0].length);
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body };
}

function parameter(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'iu').exec(header);
  return found?.[1] ?? found?.[2] ?? null;
}

function knownCharset(label: string | null): string | null {
  if (label === null) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function decode(body: string, encoding: string): Buffer {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(
        body
          .replaceAll(/=[ \t]*\r?\n/gu, '')
          .replaceAll(/=([\da-f]{2})/giu, (_, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          ),
        'latin1',
      );
    default:
      return Buffer.from(body, 'latin1');
  }
}
