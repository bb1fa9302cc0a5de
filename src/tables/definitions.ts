import { factRow, gridTable } from './grid.ts';
import type { TableSettings } from './settings.ts';
import type { Table } from './table.ts';
import type { Bilingual, Text } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';

/** A variable of the study, as data/reference/definitions.csv describes it. */
export interface Definition {
  readonly variable: string;
  readonly name: Bilingual;
  readonly definition: Bilingual;
  readonly unit: Bilingual;
  readonly source: Bilingual;
}

const COLUMNS = ['name', 'definition', 'unit', 'source'] as const;

/** Rows of the definitions file by column name. Errors: `E_DEFINITIONS` where a text is missing. */
export function readDefinitions(rows: readonly Readonly<Record<string, string>>[]): Definition[] {
  return rows.map((row) => {
    const variable = row['variable'] ?? '';
    const both = (column: (typeof COLUMNS)[number]) => {
      // A study in one language has its column alone.
      const [one = '', other] = [row[`${column}_en`], row[`${column}_zh`]];
      const [en, zh] = [
        one === '' && row[`${column}_en`] === undefined ? other : one,
        other ?? one,
      ];
      if (!en || zh === '') throw incomplete(variable, column);
      return { en, zh };
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

/** Names of variables, for tables that print them. */
export function definedNames(definitions: readonly Definition[]): Record<string, Text> {
  return Object.fromEntries(definitions.map(({ variable, name }) => [variable, name]));
}

/** What variables are, for notes. */
export function definedTexts(definitions: readonly Definition[]): Record<string, Text> {
  return Object.fromEntries(definitions.map(({ variable, definition }) => [variable, definition]));
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

function incomplete(variable: string, column: string): UserError {
  return new UserError(
    'E_DEFINITIONS',
    `the definition of "${variable}" has no ${column} in one of the languages`,
    { hint: `fill ${column}_en and ${column}_zh` },
  );
}
