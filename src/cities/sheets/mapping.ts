import type { ColumnUse, TableMapping } from '../../sources/mapping.ts';
import { nearest } from '../../text/nearest.ts';
import type { StatisticsReference } from '../headers/reference.ts';
import type { UnitReading } from '../headers/unit.ts';
import type { Block } from './blocks.ts';
import type { Column } from './columns.ts';
import { unitOfContext, type TableContext } from './context.ts';
import type { Grid } from './grid.ts';
import { hasYearLines } from './keys.ts';

/** What is told of a table: its columns, then the indicators that its rows name. */
export function mappingOf(
  grid: Grid,
  columns: readonly Column[],
  blocks: readonly Block[],
  indicators: ReadonlyMap<string, Column>,
  context: TableContext,
  fractions: (column: Column) => boolean,
  reference: StatisticsReference,
): TableMapping {
  const used = usesOf(blocks);
  const uses = columns
    .filter(({ header, index }) => header !== '' || used.has(index))
    .map((column): ColumnUse => {
      const role = used.get(column.index) ?? null;
      const variable =
        role === 'value' ? (column.variable?.name ?? titleVariable(context, column)) : role;
      return useOf(column, variable, context, fractions, reference);
    });
  const rows = [...indicators.values()].map((column) => {
    const use = useOf(column, column.variable?.name ?? null, context, fractions, reference);
    return { ...use, index: blocks[0]?.indicator[0] ?? 0 };
  });
  return {
    kind: `statistics, ${formOf(blocks, columns, FORM_EN)}`,
    kindZh: `城市统计，${formOf(blocks, columns, FORM_ZH)}`,
    why: whyOf(blocks, columns, context),
    headerRows: grid.header === null ? null : [grid.header[0] + 1, grid.header[1] + 1],
    yearFrom: yearFromOf(grid, blocks, columns, indicators, context),
    columns: [...uses, ...rows],
  };
}

/** What each column is used for, by its index. */
function usesOf(blocks: readonly Block[]): Map<number, string> {
  const used = new Map<number, string>();
  const set = (index: number | null, use: string) => {
    if (index !== null && !used.has(index)) used.set(index, use);
  };
  for (const { name, code, province, year, indicator, unit, scope, values } of blocks) {
    set(name, 'city');
    set(code, 'city_code');
    set(province, 'province');
    set(year, 'year');
    for (const index of indicator) set(index, 'indicator');
    for (const index of unit) set(index, 'unit');
    for (const index of scope) set(index, 'scope');
    for (const { index } of values) set(index, 'value');
  }
  return used;
}

function titleVariable({ title }: TableContext, column: Column): string {
  const meaning = title?.reading.known?.meaning;
  return column.role === 'value' || typeof meaning !== 'object' ? 'value' : meaning.name;
}

function useOf(
  column: Column,
  variable: string | null,
  context: TableContext,
  fractions: (column: Column) => boolean,
  reference: StatisticsReference,
): ColumnUse {
  const { index, header, scope, year } = column;
  const unit = column.variable === null ? column.unit : unitOf(column, context);
  return {
    index,
    header,
    variable,
    unit: unitText(column, unit),
    year,
    scope,
    note: noteOf(column, variable, unit, context, fractions),
    nearest: variable === null ? nearestOf(column, reference) : null,
  };
}

function unitText({ variable }: Column, unit: UnitReading): string | null {
  if (unit.kind === 'unit') return unit.text;
  // A share, a rate or a proportion without a unit is in percent.
  return unit.kind === 'none' && variable?.dimension === 'share' ? '%' : null;
}

function unitOf({ unit, variable }: Column, context: TableContext): UnitReading {
  return unit.kind === 'none' && variable !== null ? unitOfContext(context, variable) : unit;
}

function noteOf(
  column: Column,
  variable: string | null,
  unit: UnitReading,
  context: TableContext,
  fractions: (column: Column) => boolean,
): string | null {
  if (variable === null && column.variable !== null) {
    const districts = (column.scope ?? context.scope) === 'districts';
    return districts ? 'of the districts of the city' : 'another column has the same header';
  }
  if (variable === null) {
    return column.other === null ? 'no known statistic' : `not this statistic: ${column.other}`;
  }
  if (column.variable === null) return null;
  if (fractions(column)) return 'between 0 and 1: read as shares of one, times 100';
  if (unit.kind === 'unknown') return `unit not known: ${unit.text}`;
  if (unit.kind === 'none' && column.variable.dimension !== 'share') return 'no unit';
  if (column.part !== '') return `${column.part}, a part that is added up`;
  return null;
}

function nearestOf(
  { core, other, role, variable }: Column,
  { headers }: StatisticsReference,
): string | null {
  // It is known, and left out for another reason.
  if (variable !== null) return variable.name;
  // Where a word says what else a column is, it is like nothing known.
  if (core.length < 2 || other !== null || role !== null) return null;
  let best = '';
  const alike: string[] = [];
  const pairs = new Set(pairsOf(core));
  for (const [name, { meaning }] of headers) {
    if (typeof meaning === 'string' || name.length < 2) continue;
    const contained = core.includes(name) || name.includes(core);
    if (contained && name.length > best.length) best = name;
    // Names without two letters in common are not near: most need no comparison.
    if (pairsOf(name).some((pair) => pairs.has(pair))) alike.push(name);
  }
  const near = best === '' ? nearest(core, alike) : best;
  const meaning = near === undefined ? undefined : headers.get(near)?.meaning;
  return typeof meaning === 'object' ? meaning.name : null;
}

function pairsOf(text: string): string[] {
  return Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
}

type KeyName = 'city' | 'year' | 'indicator' | 'variable' | 'value';

interface FormWords {
  readonly names: Readonly<Record<KeyName, string>>;
  readonly and: string;
  readonly form: (row: string, column: string) => string;
  readonly side: (count: number) => string;
}

const FORM_EN: FormWords = {
  names: {
    city: 'city',
    year: 'year',
    indicator: 'indicator',
    variable: 'variable',
    value: 'value',
  },
  and: ' and ',
  form: (row, column) => `a row for each ${row}, a column for each ${column}`,
  side: (count) => `, ${count} blocks side by side`,
};
const FORM_ZH: FormWords = {
  names: { city: '城市', year: '年份', indicator: '指标', variable: '变量', value: '数值' },
  and: '与',
  form: (row, column) => `${row === '' ? '' : `一行为一个${row}，`}一列为一个${column}`,
  side: (count) => `，${count} 栏并列`,
};

function formOf(
  blocks: readonly Block[],
  columns: readonly Column[],
  { names, and, form, side }: FormWords,
): string {
  const [block] = blocks;
  const row: KeyName[] = [];
  if (block !== undefined) {
    if (columns.every(({ place }) => place === null)) row.push('city');
    if (block.year !== null) row.push('year');
    if (block.indicator.length > 0) row.push('indicator');
  }
  const across: KeyName[] = [];
  if (columns.some(({ place }) => place !== null)) across.push('city');
  if (columns.some(({ year }) => year !== null)) across.push('year');
  if (columns.some(({ variable }) => variable !== null)) across.push('variable');
  if (across.length === 0) across.push('value');
  const list = (keys: readonly KeyName[]) => keys.map((key) => names[key]).join(and);
  return form(list(row), list(across)) + (blocks.length > 1 ? side(blocks.length) : '');
}

function whyOf(
  blocks: readonly Block[],
  columns: readonly Column[],
  { title }: TableContext,
): string {
  const keys = blocks.flatMap(({ name, code, year }) => [name, code, year]);
  const names = [...new Set(keys)].flatMap((index) =>
    index === null ? [] : [columns[index]?.header || `column ${index + 1}`],
  );
  const known = columns.filter(({ variable }) => variable !== null).length;
  const what =
    known > 0
      ? `${known} ${known === 1 ? 'column' : 'columns'} of known statistics`
      : title === null
        ? 'rows of known indicators'
        : `the title ${title.text}`;
  const named = `${names.length === 1 ? 'column' : 'columns'} ${names.join(', ')}; `;
  return `${names.length > 0 ? named : ''}${what}`;
}

function yearFromOf(
  grid: Grid,
  blocks: readonly Block[],
  columns: readonly Column[],
  indicators: ReadonlyMap<string, Column>,
  context: TableContext,
): TableMapping['yearFrom'] {
  if (blocks.some(({ year }) => year !== null)) return 'column';
  const dated = (column: Column) => column.year !== null;
  if (columns.some(dated) || [...indicators.values()].some(dated)) return 'header';
  // A line among the rows is a title of those below it.
  return context.yearFrom !== 'setting' && hasYearLines(grid) ? 'title' : context.yearFrom;
}
