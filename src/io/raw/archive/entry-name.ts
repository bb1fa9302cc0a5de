import { isUtf8 } from 'node:buffer';

/**
 * The name of a member of an archive. Programs on a Chinese Windows write it in GBK and say nothing
 * of it; a field that some add holds it in UTF-8 as well. Folders are parted by `/`.
 */
export function entryName(bytes: Buffer, marked: boolean, unicodeField: Buffer | null): string {
  // The field begins with its version and a checksum of the name that it stands for.
  if (unicodeField !== null && unicodeField.length > 5 && isUtf8(unicodeField.subarray(5))) {
    return clean(unicodeField.toString('utf8', 5));
  }
  if (marked || isUtf8(bytes)) return clean(bytes.toString('utf8'));
  return clean(new TextDecoder('gb18030').decode(bytes));
}

function clean(name: string): string {
  return name.replaceAll('\\', '/').replace(/^(?:\.?\/)+/u, '');
}
