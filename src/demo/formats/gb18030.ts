/**
 * Encodes text as GB18030, as spreadsheets on a Chinese Windows write csv. The table of two-byte
 * characters is that of the platform's decoder turned round; what it lacks is written as `?`, as a
 * spreadsheet does.
 */
export function encodeGb18030(text: string): Uint8Array {
  cached ??= table();
  const bytes = new Uint8Array(text.length * 2);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const code = unit < 0x80 ? unit : cached[unit] || 0x3f;
    if (code > 0xff) bytes[at++] = code >> 8;
    bytes[at++] = code & 0xff;
  }
  return bytes.subarray(0, at);
}

let cached: Uint16Array | null = null;

function table(): Uint16Array {
  const codes = new Uint16Array(65_536);
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const decoded = decoder.decode(Uint8Array.of(lead, trail));
      const unit = decoded.charCodeAt(0);
      const isOne = decoded.length === 1 && unit !== 0xfffd && unit >= 0x80;
      if (isOne) codes[unit] = (lead << 8) | trail;
    }
  }
  return codes;
}
