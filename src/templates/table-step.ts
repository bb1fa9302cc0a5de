import type { ZodType } from 'zod';
import { modelFile } from '../engine/places.ts';
import { DEFINITIONS, readDefinitionRows } from '../io/definitions.ts';
import { writeBytes, writeJson } from '../io/write.ts';
import { defineStep, type StepContext, type StepDefinition } from '../step.ts';
import { definedTexts, readDefinitions } from '../tables/definitions.ts';
import { tableOutputs, writeTable } from '../tables/formats/render.ts';
import type { TableSettings } from '../tables/settings.ts';
import type { Table } from '../tables/table.ts';
import type { Language, Text } from '../text/language.ts';

/** Of the shape `table` what a table step's parameters have; a table with a title of its own has less. */
export interface TableParams {
  readonly language: Language;
  readonly languages: readonly Language[];
  readonly label?: Text;
  readonly title?: Text;
  /** Notes of the table; notes on single rows, by their ids, are for the step to place. */
  readonly notes?: readonly Text[] | Readonly<Record<string, unknown>>;
  readonly labels?: Readonly<Record<string, Text>>;
  readonly byte_order_mark?: boolean;
  readonly split?: number | undefined;
}

interface TableDefinition<P, R> extends Pick<
  StepDefinition<NoInfer<P>>,
  'reads' | 'models' | 'asks' | 'files'
> {
  readonly params: ZodType<P>;
  /** Whether the numbers are computed here: they are then written to `outputs/models/<step>.json`. */
  readonly computed?: true;
  /** What the table prints: read from a model file, or computed. */
  readonly record: (context: StepContext<P>) => Promise<R>;
  readonly table: (record: R, settings: TableSettings, params: P) => Table;
  /** What the step says of its work, where `record` has not said it. */
  readonly count?: (table: Table) => Readonly<Record<string, number>>;
}

/** A step that prints a record as a table, in every format. */
export function tableStep<P extends TableParams, R>(
  definition: TableDefinition<P, R>,
): StepDefinition<P> {
  const { params: shape, computed, record: recordOf, table: tableOf, count, ...names } = definition;
  return defineStep<P>({
    files: () => [DEFINITIONS],
    ...names,
    params: shape,
    inherits: ['language', 'languages'],
    tells: ['synthetic', 'settings'],
    outputs: (step, { languages }) => ({
      ...(computed === true ? { [step]: modelFile(step) } : {}),
      ...tableOutputs(step, languages),
    }),
    async run(context) {
      const { params, step } = context;
      const record = await recordOf(context);
      if (computed === true) await writeJson(context.output(step), record);
      const settings = settingsOf(context);
      const build = (language: Language): Table =>
        tableOf(record, { ...settings, language }, params);
      const { language, languages, byte_order_mark: byteOrderMark = true, split } = params;
      await writeTable(context, writeBytes, build, { language, languages, byteOrderMark, split });
      if (count !== undefined) context.count(count(build(languages[0] ?? language)));
    },
  });
}

/** What the parameters mean; names of variables are those of the definitions unless given. */
function settingsOf<P extends TableParams>(context: StepContext<P>): TableSettings {
  const { step, params, settings, synthetic } = context;
  const { language, label = '', title = '', notes, labels } = params;
  const definitions = readDefinitions(readDefinitionRows(context));
  return {
    id: step,
    language,
    label,
    title,
    notes: isList(notes) ? notes : [],
    labels: { ...definedTexts(definitions, 'name'), ...labels },
    definitions: definedTexts(definitions, 'definition'),
    settings,
    synthetic,
  };
}

function isList(notes: TableParams['notes']): notes is readonly Text[] {
  return Array.isArray(notes);
}
