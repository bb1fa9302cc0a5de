import type { ZodType } from 'zod';
import { modelFile } from '../engine/places.ts';
import { readDefinitionRows } from '../io/definitions.ts';
import { writeBytes, writeJson } from '../io/write.ts';
import { defineStep, type StepContext, type StepDefinition } from '../step.ts';
import { definedNames, readDefinitions } from '../tables/definitions.ts';
import { tableOutputs, writeTable } from '../tables/formats/render.ts';
import type { TableSettings } from '../tables/settings.ts';
import { isSynthetic } from '../tables/synthetic.ts';
import type { StudyFacts } from '../tables/study-notes.ts';
import type { Table } from '../tables/table.ts';
import type { Language, Text } from '../text/language.ts';

/** Of the shape `table` what a table step's parameters have; a table with a title of its own has less. */
export interface TableParams {
  readonly language: Language;
  readonly data?: string;
  readonly label?: Text;
  readonly title?: Text;
  readonly study?: StudyFacts | undefined;
  /** Notes of the table; notes on single rows, by their ids, are for the step to place. */
  readonly notes?: readonly Text[] | Readonly<Record<string, unknown>>;
  readonly labels?: Readonly<Record<string, Text>>;
  readonly byte_order_mark?: boolean;
  readonly split?: number | undefined;
}

/** Of a step's definition all but what the template says. */
interface TableDefinition<P, R> extends Omit<StepDefinition<P>, 'outputs' | 'run'> {
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
  const { record: found, table, count, computed, ...rest } = definition;
  return defineStep<P>({
    ...rest,
    outputs: (step) => ({
      ...(computed === true ? { [step]: modelFile(step) } : {}),
      ...tableOutputs(step),
    }),
    async run(context) {
      const { params, step } = context;
      const record = await found(context);
      if (computed === true) await writeJson(context.output(step), record);
      const settings = settingsOf(context);
      const build = (language: Language): Table => table(record, { ...settings, language }, params);
      const { language, byte_order_mark: byteOrderMark = true, split } = params;
      await writeTable(context, writeBytes, build, { language, byteOrderMark, split });
      if (count !== undefined) context.count(count(build(language)));
    },
  });
}

/** What the parameters mean; names of variables are those of the definitions unless given. */
function settingsOf<P extends TableParams>(context: StepContext<P>): TableSettings {
  const { step, params } = context;
  const { data, language, label = '', title = '', study, notes, labels } = params;
  const names = definedNames(readDefinitions(readDefinitionRows(context)));
  return {
    id: step,
    language,
    label,
    title,
    notes: isList(notes) ? notes : [],
    labels: { ...names, ...labels },
    ...(study === undefined ? {} : { study }),
    synthetic: data !== undefined && isSynthetic(data),
  };
}

function isList(notes: TableParams['notes']): notes is readonly Text[] {
  return Array.isArray(notes);
}
