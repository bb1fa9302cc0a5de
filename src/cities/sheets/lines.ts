import type { Row } from '../../sources/table.ts';
import { cellText } from './reader.ts';

/** A line about the table that may stand beside others in its row. */
const LINE =
  /^[\s(（【[]*(?:(?:计量)?单位\s*[:：]|units?\s*:|资料来源|数据来源|(?:来源|注|说明)\s*[:：]|续?表\s*\d)/i;
const UNIT_WORD = /^(?:计量)?单位\s*[:：]?$/;
/** What may stand in the cell beside that word. */
const UNIT = /^[（(]?(?:[十百千万亿]{0,3}(?:元|人|吨|立方米|千瓦时|千瓦小时|度)|%)[）)]?$/;
/** Whether a row with several texts speaks of the table: a title at the left, the unit at the right. */
export function isLine(row: Row): boolean {
  const texts = row.map(cellText).filter((text) => text !== '');
  if (texts.length === 2 && UNIT_WORD.test(texts[0] ?? '')) return true;
  if (texts.length <= 4 && UNIT_WORD.test(texts.at(-2) ?? '') && UNIT.test(texts.at(-1) ?? ''))
    return true;
  return texts.some((text, at) => LINE.test(text) && (at > 0 || texts.length <= 2));
}

/** Whether a text is a remark on the table. */
export function isRemark(text: string): boolean {
  return LINE.test(text);
}

/** The row without what speaks of the table: a header may have the unit at its end. */
export function withoutRemarks(row: Row): Row {
  const at = row.findIndex((cell) => UNIT_WORD.test(cellText(cell)));
  return row.map((cell, i) => {
    return isRemark(cellText(cell)) || (at >= 0 && i >= at) ? null : cell;
  });
}

/** The texts of a line; a word for the unit together with the unit in the next cell. */
export function lineOf(row: Row): string[] {
  const texts = [...new Set(row.map(cellText))].filter((text) => text !== '');
  const [first = ''] = texts;
  // A number alone is a value whose neighbours are missing; four digits may be a year.
  if (texts.length === 1 && /^[-\d.,%\s]+$/.test(first) && !/^\d{4}$/.test(first)) return [];
  // `单位` and its unit may stand in two cells.
  const at = texts.findIndex((text) => UNIT_WORD.test(text));
  const unit = at < 0 ? undefined : texts[at + 1];
  return unit === undefined ? texts : [...texts.toSpliced(at, 2), `单位:${unit}`];
}
