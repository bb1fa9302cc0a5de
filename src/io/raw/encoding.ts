type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

type DecodedText =
  | { readonly encoding: Encoding; readonly text: string }
  /** Offset of the first byte that is not UTF-8. */
  | { readonly encoding: null; readonly offset: number };

/** Share of two-byte characters that must lie in GB 2312 for bytes to count as Chinese text. */
const GB2312_SHARE = 0.9;
const SAMPLE_BYTES = 1 << 20;

/**
 * Turns the bytes of a text file into text: by its byte order mark, else UTF-16 by its zero bytes,
 * else UTF-8 if valid, else GB18030 if what it then says is mostly everyday Chinese. GB18030 takes
 * almost any bytes, so Big5 or Latin-1 would pass a mere validity test and come out as nonsense.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = byMark(bytes) ?? byZeroBytes(bytes);
  const utf8 = decode(bytes, marked ?? 'utf-8');
  if (utf8 !== null) return { encoding: marked ?? 'utf-8', text: utf8 };
  if (marked === null && gb2312Share(bytes) >= GB2312_SHARE) {
    const text = decode(bytes, 'gb18030');
    if (text !== null) return { encoding: 'gb18030', text };
  }
  return { encoding: null, offset: firstInvalidUtf8(bytes) };
}

function byMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Text without a mark: separators and digits of UTF-16 leave zeros at every other byte. */
function byZeroBytes(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, 4096);
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[(i & 1) as 0 | 1] += 1;
  if (zeros[0] + zeros[1] <= length / 20) return null;
  return zeros[1] > zeros[0] ? 'utf-16le' : 'utf-16be';
}

/** `stream` allows a character that the end cuts. */
function decode(bytes: Uint8Array, encoding: Encoding, stream = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

/** Of the characters of two bytes, the share that GB 2312 (rows 1-9 and 16-87) has. */
function gb2312Share(bytes: Uint8Array): number {
  const length = Math.min(bytes.length, SAMPLE_BYTES);
  let pairs = 0;
  let common = 0;
  for (let i = 0; i + 1 < length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1] ?? 0;
    pairs += 1;
    const row = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7);
    if (row && trail >= 0xa1 && trail <= 0xfe) common += 1;
    i += 1;
  }
  return pairs === 0 ? 0 : common / pairs;
}

function firstInvalidUtf8(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decode(bytes.subarray(0, middle), 'utf-8', true) !== null) low = middle;
    else high = middle - 1;
  }
  return low;
}
