import { factRow, gridTable } from './grid.ts';
import type { TableSettings } from './settings.ts';
import type { Table } from './table.ts';
import type { Bilingual, Text } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';

const COLUMNS = ['name', 'definition', 'unit', 'source'] as const;

/** A variable of the study, as data/reference/definitions.csv describes it. */
export type Definition = Readonly<Record<(typeof COLUMNS)[number], Bilingual>> & {
  readonly variable: string;
};

/** Rows of the definitions file by column name. Errors: `E_DEFINITIONS` where a text is missing. */
export function readDefinitions(rows: readonly Readonly<Record<string, string>>[]): Definition[] {
  return rows.map((row) => {
    const variable = row['variable'] ?? '';
    const both = (column: (typeof COLUMNS)[number]): Bilingual => {
      // A study in one language has its column alone.
      const en = row[`${column}_en`] ?? row[`${column}_zh`] ?? '';
      const zh = row[`${column}_zh`] ?? en;
      if (en !== '' && zh !== '') return { en, zh };
      const message = `the definition of "${variable}" has no ${column} in one of the languages`;
      const hint = `fill ${column}_en and ${column}_zh`;
      throw new UserError('E_DEFINITIONS', message, { hint });
    };
    return {
      variable,
      name: both('name'),
      definition: both('definition'),
      unit: both('unit'),
      source: both('source'),
    };
  });
}

/** By variable what is said of it under a heading, for tables that print it. */
export function definedTexts(
  definitions: readonly Definition[],
  column: 'name' | 'definition',
): Record<string, Text> {
  return Object.fromEntries(definitions.map((own) => [own.variable, own[column]]));
}

/** Variables with what they are, their units and sources, in the order of the file. */
export function definitionTable(
  definitions: readonly Definition[],
  settings: TableSettings,
): Table {
  const { language } = settings;
  return gridTable(settings, {
    corner: { en: 'Variable', zh: '变量' },
    columns: [
      { id: 'name', heading: { en: 'Name', zh: '名称' }, align: 'left', wrap: 10 },
      { id: 'definition', heading: { en: 'Definition', zh: '定义' }, align: 'left', wrap: 22 },
      { id: 'unit', heading: { en: 'Unit', zh: '单位' }, align: 'left', wrap: 8 },
      { id: 'source', heading: { en: 'Source', zh: '来源' }, align: 'left', wrap: 14 },
    ],
    rows: definitions.map(({ variable, ...texts }) =>
      factRow(variable, [
        { text: variable },
        ...COLUMNS.map((column) => ({ text: texts[column][language] })),
      ]),
    ),
    notes: [],
  });
}
