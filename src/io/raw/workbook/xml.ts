const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/**
 * The text of a piece of XML without elements. An entity that a document defines itself is left as it is
 * written: it could name any file.
 */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/giu, entity);
}

/** XML with entities in place of CDATA, which may hold what looks like a tag. */
export function plainXml(xml: string): string {
  if (!xml.includes('<![CDATA[')) return xml;
  return xml.replaceAll(/<!\[CDATA\[([^]*?)\]\]>/gu, (_, data: string) =>
    data.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** Characters that XML cannot hold stand in a workbook as `_x000D_`. */
export function decodeExcel(text: string): string {
  const plain = decodeXml(text);
  if (!plain.includes('_x')) return plain;
  return plain.replaceAll(/_x([\da-f]{4})_/giu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** An attribute of a tag; null if it has none. The name may have a prefix. */
export function attribute(tag: string, name: string): string | null {
  const found = patternOf(name).exec(tag);
  return found === null ? null : decodeXml(found[1] ?? found[2] ?? '');
}

/** The tags of one name, with or without prefix, in a text of XML. */
export function tagsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}(?:\\s[^<>]*)?>`, 'gu')) ?? [];
}

const PATTERNS = new Map<string, RegExp>();

function patternOf(name: string): RegExp {
  const known = PATTERNS.get(name);
  if (known !== undefined) return known;
  const pattern = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u');
  PATTERNS.set(name, pattern);
  return pattern;
}
