import { z } from 'zod';
import type { Ask, AskedFit } from '../step.ts';
import type { ColumnSettings, PanelSettings } from '../tables/regression/layout.ts';
import { model } from './table.ts';
import { UserError } from '../text/user-error.ts';
import { text } from './text.ts';

const fit = z.string().meta({ completes: 'fit' });
/** One heading, or several from the outermost in; neighbours with the same one share it. */
const heading = z.union([text, z.array(text)]);
const column = z.union([
  fit,
  z.strictObject({ fit, heading: heading.default(''), sample: text.default('') }),
]);
const columns = z.union([fit.transform((one) => [one]), z.array(column).min(1)]);

/** Parameters of a table that prints fits as columns. */
export const fitColumns = {
  /** Ids of fits from left to right, or patterns such as `table1.*`, or `{ fit, heading, sample }`. */
  columns: columns.optional(),
  /**
   * In place of `columns`: blocks of rows under the headings of the first one. By the name of a block
   * its columns, whose fits `fits` then names, such as `forms.${panel}.${column}`; or a list of blocks.
   */
  panels: z
    .union([
      z.record(z.string(), z.array(z.string()).min(1)),
      z.array(z.strictObject({ title: text, columns })).min(1),
    ])
    .optional(),
  fits: z.string().default('${column}'),
  panel_titles: z.record(z.string(), text).default({}),
  /** Above a column, by the id of its fit or by the column's name in a block. */
  headings: z.record(z.string(), heading).default({}),
  /** What rows the fit of a column uses, in a word or two, by the same names. */
  samples: z.record(z.string(), text).default({}),
  /** Steps whose fits the table may print although they do not declare them. */
  models: z.array(model).optional(),
};

type Given = z.output<z.ZodObject<typeof fitColumns>>;

interface Block {
  readonly title: z.output<typeof text>;
  readonly columns: readonly (ColumnSettings & { readonly at: readonly string[] })[];
}

/** The fits that the parameters name, each with its place. */
export function askedFits(given: Given): Ask[] {
  return blocksOf(given).flatMap(({ columns: all }) =>
    all.map(({ fit: id, at }) => ({ fit: id, at })),
  );
}

/** The columns, and the blocks if there are several, with patterns written out. */
export function columnsOf(
  given: Given,
  asked: readonly AskedFit[],
): { readonly columns: readonly ColumnSettings[]; readonly panels?: readonly PanelSettings[] } {
  const blocks = blocksOf(given).map(({ title, columns: all }) => ({
    title,
    columns: all.flatMap(({ at: _at, ...one }): ColumnSettings[] => {
      if (!one.fit.includes('*')) return [one];
      const matching = asked.filter((found) => found.asked === one.fit);
      if (matching.length === 0) throw undeclared(one.fit);
      return matching.map(({ fit: id }) => named(given, id, id));
    }),
  }));
  const first = blocks[0]?.columns ?? [];
  return given.panels === undefined ? { columns: first } : { columns: first, panels: blocks };
}

/** A step that does not declare its fits can print them by their ids only. */
function undeclared(pattern: string): UserError {
  return new UserError('E_UNKNOWN_FIT', `no step declares a fit that "${pattern}" stands for`, {
    hint: 'name each fit, or let the step declare them (fits: in its definition)',
  });
}

function blocksOf(given: Given): Block[] {
  const { panels, columns: all = [], fits, panel_titles: titles } = given;
  if (panels === undefined) return [{ title: '', columns: listed(given, all, ['columns']) }];
  if (Array.isArray(panels)) {
    return panels.map(({ title, columns: own }, i) => ({
      title,
      columns: listed(given, own, ['panels', `${i}`, 'columns']),
    }));
  }
  return Object.entries(panels).map(([panel, names]) => ({
    title: titles[panel] ?? panel,
    columns: names.map((name, i) => ({
      ...named(given, fits.replaceAll('${panel}', panel).replaceAll('${column}', name), name),
      at: ['panels', panel, `${i}`],
    })),
  }));
}

function listed(
  given: Given,
  all: NonNullable<Given['columns']>,
  at: readonly string[],
): Block['columns'] {
  return all.map((one, i) => ({
    ...(typeof one === 'string' ? named(given, one, one) : one),
    at: [...at, `${i}`],
  }));
}

function named({ headings, samples }: Given, id: string, name: string): ColumnSettings {
  const found = headings[name] ?? headings[id];
  const sample = samples[name] ?? samples[id];
  return {
    fit: id,
    ...(found === undefined ? {} : { heading: found }),
    ...(sample === undefined ? {} : { sample }),
  };
}
