import type { Cell, Row } from '../../sources/table.ts';
import { readHeader, type HeaderReading } from '../headers/header.ts';
import type { StatisticsReference } from '../headers/reference.ts';
import { parseUnit } from '../headers/unit.ts';
import { withoutMarks } from '../marks.ts';
import { parseMeasured, parseYear } from '../number.ts';
import { resolvePlace, resolveProvince } from '../resolve.ts';

/** What a cell is when it is looked at by itself. */
export type CellKind =
  | 'blank'
  | 'year'
  | 'number'
  | 'place'
  | 'province'
  /** The name of a column that is a part of the key, or of a variable. */
  | 'role'
  | 'variable'
  /** A unit, a scope or another word that changes nothing. */
  | 'plain'
  | 'text';

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const YEAR = /^(?:19|20)\d\d(?:\.0+)?$/;

/** Looks at the cells of one sheet, and remembers what it saw: the same words come again and again. */
export interface CellReader {
  readonly reference: StatisticsReference;
  kind(cell: Cell | undefined): CellKind;
  header(levels: readonly string[]): HeaderReading;
  /** The city at prefecture level that a text names, whatever the year; null if it names none. */
  place(text: string): number | null;
  isProvince(text: string): boolean;
}

export function cellReader(reference: StatisticsReference): CellReader {
  const { gazetteer } = reference;
  const kinds = new Map<string, CellKind>();
  const headers = new Map<string, HeaderReading>();
  const header = (levels: readonly string[]): HeaderReading => {
    const key = levels.join('\n');
    const known = headers.get(key);
    if (known !== undefined) return known;
    const read = readHeader(reference, levels);
    headers.set(key, read);
    return read;
  };
  const place = (text: string): number | null => {
    if (/^[\s\d.,]*$/.test(text)) return null;
    const found = resolvePlace(gazetteer, withoutMarks(text), { prefectures: true });
    if (found.place === null || found.place.level === 'county') return null;
    return found.place.code;
  };
  const isProvince = (text: string): boolean =>
    !/^\s*\d+\s*$/.test(text) && resolveProvince(gazetteer, text) !== null;
  const isPlace = (text: string): boolean => {
    if (/^[\s\d.,]*$/.test(text)) return false;
    const found = resolvePlace(gazetteer, withoutMarks(text));
    return found.place !== null || found.reason === 'ambiguous_city';
  };
  const look = (text: string): CellKind => {
    if (parseYear(text) !== null) return 'year';
    const number = parseMeasured(text);
    if (number === 'missing') return 'blank';
    // `2014年GDP` begins with a number as `45.2亿元` does, but is followed by no unit.
    const measured = number !== 'not_a_number';
    if (measured && (number.unit === '' || parseUnit(reference.units, number.unit) !== null)) {
      return 'number';
    }
    const read = header([text]);
    if (read.known !== null) return typeof read.known.meaning === 'string' ? 'role' : 'variable';
    if (isPlace(text)) return 'place';
    if (isProvince(text)) return 'province';
    return read.plain ? 'plain' : 'text';
  };
  return {
    reference,
    header,
    place,
    isProvince,
    kind(cell) {
      const text = cellText(cell);
      if (text === '') return 'blank';
      // Numbers differ in every row: they are not remembered.
      if (NUMBER.test(text)) return YEAR.test(text) ? 'year' : 'number';
      const known = kinds.get(text);
      if (known !== undefined) return known;
      const kind = look(text);
      kinds.set(text, kind);
      return kind;
    },
  };
}

/** A cell's text without outer blanks; empty for a missing one. */
export function cellText(cell: Cell | undefined): string {
  return String(cell ?? '').trim();
}

/** How many different texts a row has. */
export function distinct(row: Row): number {
  return new Set(row.map(cellText).filter((text) => text !== '')).size;
}
