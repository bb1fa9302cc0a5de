import { factRow, gridTable, type Grid } from './grid.ts';
import type { ModelTableSettings } from './settings.ts';
import type { Cell, CellSource, Table } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

/** Where numbers stand in a record: `observed.estimate`, `rules[0].size`. */
type NumberPath<R> = {
  [K in keyof R & string]: NonNullable<R[K]> extends number
    ? K
    : NonNullable<R[K]> extends readonly (infer Item)[]
      ? `${K}[${number}].${NumberPath<Item>}`
      : NonNullable<R[K]> extends object
        ? `${K}.${NumberPath<NonNullable<R[K]>>}`
        : never;
}[keyof R & string];

/** A number of a record behind its source, as the cells of a grid take them. */
export type At<R> = (
  path: NumberPath<R>,
) => readonly [source: CellSource, value: number | undefined];

/** The numbers of a record that stands at `root` in the model file of `step`. */
export function numbersIn<R>(record: R, step: string, root: string): At<R> {
  return (path) => {
    let found: unknown = record;
    for (const key of path.split(/[.[\]]+/u)) found = (found as Level)?.[key];
    const source = { step, path: `${root}.${path}` };
    return [source, typeof found === 'number' ? found : undefined];
  };
}

/** The source of both ends of an interval, by that of the lower one. */
export function bothEnds({ step, path }: CellSource): CellSource {
  return { step, path: path.replace(/\.conf_low$/u, "['conf_low','conf_high']") };
}

type Level = Readonly<Record<string, unknown>> | null | undefined;

/** A line of a table whose columns are records of one shape, and its cell in any of them. */
export type Line<R> = readonly [
  id: string,
  label: Text,
  cell: (at: At<R>, settings: ModelTableSettings, record: R) => Cell,
];

interface LineColumn<R> {
  readonly id: string;
  readonly heading: Text;
  readonly record: R;
  /** Of the record in the model file. */
  readonly root: string;
}

/** A table with a column for each record; lines that `ruled` names are parted from those above. */
export function lineTable<R>(
  settings: ModelTableSettings,
  columns: readonly LineColumn<R>[],
  lines: readonly Line<R>[],
  { ruled, ...grid }: Pick<Grid, 'corner' | 'notes'> & { readonly ruled: readonly string[] },
): Table {
  return gridTable(settings, {
    ...grid,
    columns: columns.map(({ id, heading }) => ({ id, heading, align: 'center' })),
    rows: lines.map(([id, label, cell]) => {
      const cells = columns.map(({ record, root }) =>
        cell(numbersIn(record, settings.source, root), settings, record),
      );
      const name = { text: textIn(label, settings.language) };
      return factRow(id, [name, ...cells], ruled.includes(id));
    }),
  });
}
