import type { ReferenceRow } from '../gazetteer.ts';
import { expand } from './fold.ts';
import type { Dimension, Variable } from './variable.ts';

export interface Unit {
  /** `other` measures something that no variable is measured in; null is a multiple alone: `亿`. */
  readonly dimension: Dimension | 'other' | null;
  /** How many base units it is: yuan, persons, kWh, m3, t, percent. */
  readonly factor: number;
}

export type UnitReading =
  | { readonly kind: 'unit'; readonly unit: Unit; readonly text: string }
  /** Something stands where a unit stands, but nobody knows it. */
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'none' };

export interface Units {
  readonly bases: ReadonlyMap<string, Unit>;
  readonly multiples: ReadonlyMap<string, number>;
}

const DIMENSIONS: readonly string[] = ['persons', 'money', 'energy', 'volume', 'mass', 'share'];

/** The rows of `statistics_units.csv`: spellings of base units, and words that multiply them. */
export function parseUnits(rows: readonly ReferenceRow[]): Units {
  const bases = new Map<string, Unit>();
  const multiples = new Map<string, number>();
  for (const row of rows) {
    const factor = Number(row['factor']);
    for (const spelling of expand(row['unit'] ?? '')) {
      const text = foldUnit(spelling);
      const dimension = row['dimension'] ?? '';
      if (dimension === 'multiple') multiples.set(text, factor);
      else bases.set(text, { dimension: isDimension(dimension) ? dimension : 'other', factor });
    }
  }
  return { bases, multiples };
}

function isDimension(text: string): text is Dimension {
  return DIMENSIONS.includes(text);
}

/** Letters that end a name but begin no unit: nothing longer is looked for behind a name. */
const LONGEST = 10;
const NUMBER = /^(?:10\^\d{1,2}|1e\d{1,2}|\d{1,3}(?:,\d{3})+|\d+)\*?/;

/** Reads a unit that stands alone: `万元`, `亿千瓦小时`, `10000 m3`, `%`; null if unknown. */
export function parseUnit(units: Units, text: string): Unit | null {
  const bare = foldUnit(text)
    .replace(/(?<=元|yuan|rmb)(?:\/人|每人|\/person|percapita|\/capita)$/, '')
    .replace(/^(?:人民币|rmb|cny)(?=.)/, '');
  return bare === '' ? null : withMultiple(units, bare, 1);
}

function withMultiple(units: Units, text: string, factor: number): Unit | null {
  const base = units.bases.get(text);
  if (base !== undefined) return { ...base, factor: factor * base.factor };
  if (text === '') return factor === 1 ? null : { dimension: null, factor };
  const number = NUMBER.exec(text)?.[0];
  if (number !== undefined) {
    const times = numberOf(number);
    return factor === 1 && /^10+$/.test(String(times))
      ? withMultiple(units, text.slice(number.length), times)
      : null;
  }
  for (const [word, times] of units.multiples) {
    if (!text.startsWith(word)) continue;
    const unit = withMultiple(units, text.slice(word.length), factor * times);
    if (unit !== null) return unit;
  }
  return null;
}

function numberOf(text: string): number {
  const bare = text.replace(/\*$/, '').replaceAll(',', '');
  return Number(bare.replace(/^10\^/, '1e'));
}

/** A unit at the very end of a name, as in `地区生产总值万元`: the longest one, and the name. */
export function unitAtEnd(
  units: Units,
  text: string,
): { readonly name: string; readonly unit: Unit; readonly text: string } | null {
  for (let at = Math.max(1, text.length - LONGEST); at < text.length; at++) {
    const tail = text.slice(at);
    // A Latin word is not cut: `amount` does not end in tonnes.
    if (/^[a-z]/.test(tail) && /[a-z]$/.test(text.slice(0, at))) continue;
    const unit = parseUnit(units, tail);
    // `指标10` is the tenth of something and no multiple.
    if (unit?.dimension === null && !/^[百千万亿]+$/.test(tail)) continue;
    if (unit !== null) return { name: text.slice(0, at), unit, text: tail };
  }
  return null;
}

/**
 * Factor from a unit to the variable's canonical one; null if it measures something else. A
 * multiple alone (`亿`) counts base units.
 */
export function conversion(found: Variable, unit: Unit): number | null {
  if (unit.dimension === found.dimension) return unit.factor / found.factor;
  const counted = found.dimension !== 'share' && found.dimension !== 'mass';
  return unit.dimension === null && counted ? unit.factor / found.factor : null;
}

function foldUnit(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
}
