import type { Cell } from '../../../sources/table.ts';
import { corrupt } from '../problems.ts';
import { stringOf } from './shared-strings.ts';
import { serialDay } from './styles.ts';
import { decodeExcel, decodeXml } from './xml.ts';

/** What the cells of all sheets of a workbook refer to. */
export interface WorkbookParts {
  readonly strings: readonly string[];
  /** By style, whether a number is a day. */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

/** The value of what stands in a cell. Error: E_FILE_CORRUPT for a string that is not there. */
export function cellValue(
  xml: string,
  type: string,
  style: number,
  parts: WorkbookParts,
  file: string,
): Cell {
  if (type === 'inlineStr') return textCell(stringOf(xml));
  const raw = rawOf(xml);
  if (raw === null) return null;
  switch (type) {
    case 's': {
      const text = parts.strings[Number(raw)];
      if (text === undefined) throw corrupt(file, `it has no string ${raw}`);
      return textCell(text);
    }
    case 'str':
      return textCell(decodeExcel(raw));
    case 'b':
      return raw === '1' || raw.toLowerCase() === 'true';
    case 'e':
      return decodeXml(raw);
    case 'd':
      return raw.slice(0, 10);
    default: {
      if (raw === '' || raw.startsWith('=')) return textCell(decodeExcel(raw));
      const number = Number(raw);
      if (Number.isNaN(number)) return decodeXml(raw);
      return parts.dates[style] === true ? serialDay(number, parts.from1904) : number;
    }
  }
}

/**
 * What stands in `<v>`. A formula that no program has worked out yet has none: its own text is
 * given, so that the cell is seen to be no number.
 */
function rawOf(xml: string): string | null {
  if (xml.startsWith('<v>')) return xml.slice(3, xml.indexOf('<', 3));
  const [, , value] = /<(\w{1,20}:)?v(?:\s[^<>]*)?>([^<]*)</u.exec(xml) ?? [];
  if (value !== undefined) return value;
  const formula = /<(?:\w{1,20}:)?f(?:\s[^<>]*)?(?:\/>|>([^<]*)<)/u.exec(xml);
  if (formula === null || /<(?:\w{1,20}:)?v\s*\/>/u.test(xml)) return null;
  return `=${formula[1] ?? ''}`;
}

function textCell(text: string): Cell {
  return text === '' ? null : text;
}
