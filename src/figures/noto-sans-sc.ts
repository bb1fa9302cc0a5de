import ranges from '@fontsource/noto-sans-sc/unicode.json' with { type: 'json' };
import { unzlibSync } from 'fflate';
import { readFontFace, type FontFace } from './font-face.ts';
import { makeTypeface, type Typeface } from './typeface.ts';
import { woffTables } from './woff.ts';

interface Shard {
  readonly name: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** The package cuts the font into files by use; Latin comes first, since most labels need it alone. */
const SHARDS: readonly Shard[] = Object.entries(ranges)
  .map(([name, text]) => ({ name: name.replaceAll(/[[\]]/gu, ''), ranges: parseRanges(text) }))
  .toReversed();

/**
 * Noto Sans SC (SIL Open Font License 1.1) from its npm package: Latin, Cyrillic and 12,258 Chinese
 * characters, regular and bold, no Greek. `read` gives the bytes of a font file, which is asked for
 * when a letter first needs it.
 */
export function notoSansSc(read: (file: URL) => Uint8Array): Typeface {
  const faces = new Map<string, FontFace>();
  return makeTypeface((codePoint, weight) => {
    const shard = SHARDS.find(({ ranges: list }) =>
      list.some(([from, to]) => codePoint >= from && codePoint <= to),
    );
    if (shard === undefined) return null;
    const file = `noto-sans-sc-${shard.name}-${weight}-normal.woff`;
    const face = faces.get(file) ?? readFace(read(locate(file)));
    faces.set(file, face);
    return face;
  });
}

function locate(file: string): URL {
  return new URL(import.meta.resolve(`@fontsource/noto-sans-sc/files/${file}`));
}

function readFace(bytes: Uint8Array): FontFace {
  return readFontFace(woffTables(bytes, unzlibSync));
}

function parseRanges(text: string): [number, number][] {
  return text.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });
}
