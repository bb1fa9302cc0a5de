const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
/** 1 January 1980, 00:00: the first moment that a zip file can name (time word, then date word). */
const FIRST_MOMENT = 0x00210000;

/**
 * A copy of a zip file in which every entry carries the same moment, so that equal contents are
 * equal bytes. For archives without comment, encryption or zip64, as document writers make them.
 */
export function withFixedZipTimes(zip: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(zip);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - END_LENGTH;
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY) {
    throw new TypeError('not a plain zip file: its end record is missing');
  }
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < entries; i++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw new TypeError(`not a plain zip file: directory entry ${i} is missing`);
    }
    view.setUint32(at + 12, FIRST_MOMENT, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, FIRST_MOMENT, true);
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    at += lengths.reduce((total, length) => total + length, ENTRY_LENGTH);
  }
  return bytes;
}
