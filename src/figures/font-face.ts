import { readOutline, type Contour } from './glyph-outline.ts';

/** One font file, read from its tables. Lengths in font units. */
export interface FontFace {
  readonly unitsPerEm: number;
  /** Glyph of a code point; 0 is the box for what the font does not have. */
  glyph(codePoint: number): number;
  advance(glyph: number): number;
  outline(glyph: number): readonly Contour[];
}

/** A composite glyph of a composite glyph …: fonts nest once or twice, a broken one without end. */
const DEEPEST = 8;

/** Reads a TrueType font (OpenType 1.9 with `glyf` outlines) from its tables. */
export function readFontFace(tables: ReadonlyMap<string, DataView>): FontFace {
  const [head, hhea, hmtx, maxp] = ['head', 'hhea', 'hmtx', 'maxp'].map((t) => need(tables, t));
  const [loca, glyf, cmap] = ['loca', 'glyf', 'cmap'].map((t) => need(tables, t));
  if (!head || !hhea || !hmtx || !maxp || !loca || !glyf || !cmap) throw new TypeError('no font');
  const glyphs = maxp.getUint16(4);
  const longOffsets = head.getInt16(50) === 1;
  const metrics = hhea.getUint16(34);
  const offset = (i: number) => (longOffsets ? loca.getUint32(4 * i) : 2 * loca.getUint16(2 * i));
  const glyphData = (i: number): DataView | null => {
    if (i >= glyphs) throw new RangeError(`the font has no glyph ${i}`);
    const length = offset(i + 1) - offset(i);
    return length === 0 ? null : new DataView(glyf.buffer, glyf.byteOffset + offset(i), length);
  };
  const outline = (i: number, depth: number): readonly Contour[] => {
    if (depth > DEEPEST) throw new TypeError(`glyph ${i} contains itself`);
    return readOutline(glyphData(i), (part) => outline(part, depth + 1));
  };
  return {
    unitsPerEm: head.getUint16(18),
    glyph: characterMap(cmap),
    advance: (i) => hmtx.getUint16(4 * Math.min(i, metrics - 1)),
    outline: (i) => outline(i, 0),
  };
}

function need(tables: ReadonlyMap<string, DataView>, tag: string): DataView {
  const table = tables.get(tag);
  if (table === undefined) throw new TypeError(`the font has no table ${tag}`);
  return table;
}

/** The first Unicode subtable of a known format; format 12 also has what lies beyond U+FFFF. */
function characterMap(cmap: DataView): (codePoint: number) => number {
  const found = new Map<number, DataView>();
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const start = cmap.byteOffset + cmap.getUint32(4 + 8 * i + 4);
    const table = new DataView(cmap.buffer, start, cmap.byteOffset + cmap.byteLength - start);
    found.set(table.getUint16(0), table);
  }
  const [wide, narrow] = [found.get(12), found.get(4)];
  if (wide !== undefined) return (codePoint) => lookUpGroups(wide, codePoint);
  if (narrow !== undefined) return (codePoint) => lookUpSegments(narrow, codePoint);
  throw new TypeError('the font has no character map of format 4 or 12');
}

function lookUpGroups(table: DataView, codePoint: number): number {
  for (let i = 0; i < table.getUint32(12); i++) {
    const at = 16 + 12 * i;
    if (codePoint > table.getUint32(at + 4)) continue;
    const start = table.getUint32(at);
    return codePoint < start ? 0 : table.getUint32(at + 8) + codePoint - start;
  }
  return 0;
}

function lookUpSegments(table: DataView, codePoint: number): number {
  if (codePoint > 0xffff) return 0;
  const twice = table.getUint16(6);
  for (let at = 14; at < 14 + twice; at += 2) {
    if (codePoint > table.getUint16(at)) continue;
    const start = table.getUint16(at + twice + 2);
    if (codePoint < start) return 0;
    const delta = table.getUint16(at + 2 * twice + 2);
    const range = at + 3 * twice + 2;
    const rangeOffset = table.getUint16(range);
    if (rangeOffset === 0) return (codePoint + delta) & 0xffff;
    const glyph = table.getUint16(range + rangeOffset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
