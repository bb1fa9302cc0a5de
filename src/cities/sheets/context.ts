import type { RuleOfTable } from '../../sources/rule.ts';
import type { TableMapping } from '../../sources/mapping.ts';
import { conversion, parseUnit, unitAtEnd, type UnitReading } from '../headers/unit.ts';
import { readTitle } from '../headers/title.ts';
import { wordsOf } from '../headers/fold.ts';
import type { HeaderReading } from '../headers/header.ts';
import type { Scope, Variable } from '../headers/variable.ts';
import { yearOfText } from '../headers/year-of-text.ts';
import type { Grid } from './grid.ts';
import { cellText, distinct, type CellReader } from './reader.ts';

/** Units that a line states. */
interface StatedUnits {
  readonly units: readonly UnitReading[];
  /** The variable that the same title names, of which alone it speaks; null for all. */
  readonly of: string | null;
}

/** What title, sheet and file say of all values of a table that say nothing of themselves. */
export interface TableContext {
  readonly year: number | null;
  readonly yearFrom: TableMapping['yearFrom'];
  readonly scope: Scope | null;
  /** The variable that a title names, and in which words. */
  readonly title: { readonly reading: HeaderReading; readonly text: string } | null;
  /** The city that a sheet or title names, for a table of one city. */
  readonly place: number | null;
  /** Why no value of the table is an observation: `interpolated`. */
  readonly other: string | null;
  /** Units of lines such as `单位:万元`, nearest first; each may name several. */
  readonly units: readonly StatedUnits[];
}

/** Words by which a whole sheet or file is no source of observations, unless one denies it. */
const NOT_OBSERVED = ['interpolated', 'forecast or estimated', 'at constant prices'];
/** `1-11月`, `前三季度`, `上半年`: not `1-12月`. */
const PART_OF_YEAR =
  /[1一][-—–~至到](?:[2-9二三四五六七八九十]|1[01]|十一)月|[一二三四1-4]季度|[上下]半年|\bq[1-4]\b/i;
/** Words that only look as if they said so: a base of data, actual values. */
const INNOCENT =
  /计划单列|data[\s_-]?bases?|base[\s_-]?line|real[\s_-]?estate|实际(?!地区|国内|生产|人均|gdp|grp)|基期(?:数据|年份)/gi;
const DENIED = /未|前|原始|原值|无|不含|没有|非|before|raw|original|without/i;

export function contextOf(
  grid: Grid,
  above: Grid | null,
  reader: CellReader,
  rule: RuleOfTable,
): TableContext {
  const { sheet } = grid;
  const file = (sheet.file.split('/').at(-1) ?? '').replace(/\.[a-z\d]{1,5}$/i, '');
  const titles = [...grid.titles, ...(above?.titles ?? [])];
  const texts = [...titles, ...grid.notes, sheet.sheet, file];
  return {
    ...yearOf(grid, above, file, rule),
    scope: scopeOf(rule, [...titles, sheet.sheet, file]),
    title: titleOf([...titles.filter((text) => !isAside(text)), sheet.sheet, file], reader),
    place:
      [sheet.sheet, ...titles, file]
        .map((text) => placeOfTitle(text, reader))
        .find((place) => place !== null) ?? null,
    other:
      [sheet.sheet, file, ...titles.filter((text) => isTitle(text))]
        .map((text) => notObserved(text, reader))
        .find((one) => one !== null) ?? null,
    units: texts.map((text) => unitsOf(text, reader)).filter(({ units }) => units.length > 0),
  };
}

/** Lines that say where a table comes from, or how it is to be read. */
function isAside(text: string): boolean {
  return /^[\s(（【[]*(?:单位|计量单位|units?\b|资料来源|数据来源|来源|注|说明|备注|摘编|source|note)/i.test(
    text,
  );
}

/** A line that names the whole table, and is no remark on a part of it. */
function isTitle(text: string): boolean {
  return !isAside(text) && text.length <= 40 && !/[，。；;,]/.test(text);
}

/** The first text that names a variable. One that is not understood may name another statistic. */
function titleOf(texts: readonly string[], reader: CellReader): TableContext['title'] {
  const pairs = texts.map((text) => [text, readTitle(reader.reference, text)] as const);
  // `其中:常住人口` below 年末总人口
  const part = pairs.find(([text, { kind }]) => {
    return (
      kind === 'unknown' && /^\s*(?:其中|#)/.test(text) && reader.header([text]).other !== null
    );
  });
  if (part !== undefined) return null;
  for (const [text, read] of pairs) {
    if (read.kind === 'variable') return { text, reading: read.reading };
    if (read.kind === 'unknown') return null;
  }
  return null;
}

function yearOf(
  { sheet, titles, notes }: Grid,
  above: Grid | null,
  file: string,
  rule: RuleOfTable,
): Pick<TableContext, 'year' | 'yearFrom'> {
  if (rule.year !== undefined) return { year: rule.year, yearFrom: 'setting' };
  for (const text of [...titles, ...notes, ...titlesOf(above)]) {
    const year = yearOfText(text);
    if (year !== null) return { year, yearFrom: 'title' };
  }
  const ofSheet = yearOfText(sheet.sheet);
  if (ofSheet !== null) return { year: ofSheet, yearFrom: 'sheet' };
  const ofFile = yearOfText(file);
  return { year: ofFile, yearFrom: ofFile === null ? null : 'file' };
}

/** The titles of the table above, unless a line among its rows speaks of another year. */
function titlesOf(above: Grid | null): readonly string[] {
  if (above === null) return [];
  const { sheet, start, end, titles } = above;
  const lines = sheet.rows.slice(start, end).filter((row) => distinct(row) === 1);
  const dated = lines.some((row) => row.some((cell) => yearOfText(cellText(cell)) !== null));
  return dated ? [] : titles;
}

function scopeOf(rule: RuleOfTable, texts: readonly string[]): Scope | null {
  const stated = rule.scope === undefined ? null : readScope(rule.scope);
  if (stated !== null) return stated;
  for (const text of texts) {
    const districts = /市辖区|(?<![各地])市区(?![县域])|districts/i.test(text);
    const whole = /全市|citywide/i.test(text);
    if (districts !== whole) return districts ? 'districts' : 'prefecture';
  }
  return null;
}

/** `全市` or `市辖区` as a setting or a cell says it; null if it is neither. */
export function readScope(text: string): Scope | null {
  const plain = text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
  if (/^(?:全市|全市域|市域|全域|prefecture|citywide|whole|地级市全市)$/.test(plain))
    return 'prefecture';
  return /^(?:市辖区|辖区|市区|districts?|municipaldistricts)$/.test(plain) ? 'districts' : null;
}

function placeOfTitle(text: string, reader: CellReader): number | null {
  const [, after = text] = /^(?:城市|地区|area|city)\s*[:：]\s*(.+)$/i.exec(text) ?? [];
  const whole = reader.place(after);
  if (whole !== null) return whole;
  const found = /^(.{2,12}?市)(?:\d|主要|统计|历年|各年|年)/.exec(after.trim())?.[1];
  return found === undefined ? null : reader.place(found);
}

function notObserved(text: string, reader: CellReader): string | null {
  if (PART_OF_YEAR.test(text.normalize('NFKC').replaceAll(/\s+/g, '')))
    return 'of a part of the year';
  if (DENIED.test(text)) return null;
  const { other } = reader.header([text.replaceAll(INNOCENT, '')]);
  return other !== null && NOT_OBSERVED.includes(other) ? other : null;
}

/** Units that a line states: all behind `单位:`, or the one in a title. */
function unitsOf(text: string, reader: CellReader): StatedUnits {
  const { units } = reader.reference;
  const stated = /(?:单位|units?)\s*[:：]\s*([^)）\]】]+)/i.exec(text.normalize('NFKC'))?.[1];
  if (stated === undefined) return unitOfTitle(text, reader);
  const whole = parseUnit(units, stated);
  if (whole !== null) {
    return { units: [{ kind: 'unit', unit: whole, text: stated.trim() }], of: null };
  }
  const words = wordsOf(stated.replaceAll(/[;；、,，]/g, ' '));
  const read = words.map((word): UnitReading => {
    const unit = parseUnit(units, word) ?? unitAtEnd(units, word)?.unit ?? null;
    return unit === null ? { kind: 'unknown', text: word } : { kind: 'unit', unit, text: word };
  });
  return { units: read, of: null };
}

/** The unit in brackets of a title, of the variable that the title names, or of all if it names none. */
function unitOfTitle(text: string, reader: CellReader): StatedUnits {
  const title = /[(（【[]/.test(text) ? readTitle(reader.reference, text) : null;
  if (title === null || title.kind === 'unknown') return { units: [], of: null };
  const reading = title.kind === 'variable' ? title.reading : reader.header([text]);
  const meaning = title.kind === 'variable' ? title.reading.known?.meaning : undefined;
  const units = reading.unit.kind === 'unit' ? [reading.unit] : [];
  return { units, of: typeof meaning === 'object' ? meaning.name : null };
}

/** The unit that the lines of a table give to a variable: the only one that fits it. */
export function unitOfContext({ units }: TableContext, variable: Variable): UnitReading {
  const own = units.filter(({ of }) => of === null || of === variable.name);
  for (const { units: line } of own) {
    const fitting = line.filter(
      (one) => one.kind === 'unit' && conversion(variable, one.unit) !== null,
    );
    const factors = new Set(fitting.map((one) => (one.kind === 'unit' ? one.unit.factor : 0)));
    const [first] = fitting;
    if (factors.size === 1 && first !== undefined) return first;
    if (factors.size > 1) return { kind: 'unknown', text: line.map(textOf).join(', ') };
  }
  const unfit = own[0]?.units.find((one) => one.kind !== 'none');
  return variable.dimension === 'share' || unfit === undefined
    ? { kind: 'none' }
    : { kind: 'unknown', text: textOf(unfit) };
}

function textOf(unit: UnitReading): string {
  return unit.kind === 'none' ? '' : unit.text;
}
