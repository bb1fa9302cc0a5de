import { readFileSync } from 'node:fs';
import type { ZodType } from 'zod';
import { modelFile } from '../engine/places.ts';
import { numberValues } from '../econometrics/frame/column.ts';
import type { Figure, FigureSettings } from '../figures/figure.ts';
import { notoSansSc } from '../figures/formats/noto-sans-sc.ts';
import { figureOutputs, writeFigure } from '../figures/formats/render.ts';
import { readInput } from '../io/read-input.ts';
import { readFrame } from '../io/tables/frame.ts';
import { writeBytes, writeJson } from '../io/write.ts';
import type { FigureSource } from '../records/figure.ts';
import { defineStep, type StepContext, type StepDefinition } from '../step.ts';
import type { Language, Text } from '../text/language.ts';
import { isSynthetic } from '../tables/synthetic.ts';

/** What the shapes `drawing` and `figure` give, which a figure step's parameters take in. */
interface Drawing {
  readonly data?: string;
  readonly language: Language;
  readonly title: Text;
  readonly titles: boolean;
  readonly live_text: boolean;
}

/** Where the numbers of a figure come from. */
interface Origin<P, R> {
  record(context: StepContext<P>): Promise<R>;
  sources(context: StepContext<P>, record: R): readonly FigureSource[];
  reads?: StepDefinition<P>['reads'];
  /** Whether they are computed here, of a table: they are then written to `outputs/models/<step>.json`. */
  readonly computed?: true;
}

interface FigureDefinition<P, R> extends Origin<NoInfer<P>, R> {
  readonly params: ZodType<P>;
  draw(record: R, settings: FigureSettings, params: P): Figure;
  count(record: R): Readonly<Record<string, number>>;
}

/** A step that draws a record, in every format and both languages. */
export function figureStep<P extends Drawing, R>(
  definition: FigureDefinition<P, R>,
): StepDefinition<P> {
  const { reads, computed } = definition;
  return defineStep<P>({
    params: definition.params,
    outputs: (step) => ({
      ...(computed === true ? { [step]: modelFile(step) } : {}),
      ...figureOutputs(step),
    }),
    ...(reads === undefined ? {} : { reads }),
    async run(context) {
      const { params, step } = context;
      const { data, language, title, titles, live_text: liveText } = params;
      const record = await definition.record(context);
      if (computed === true) await writeJson(context.output(step), record);
      const synthetic = data !== undefined && isSynthetic(data);
      const settings = {
        id: step,
        title,
        titles,
        synthetic,
        sources: definition.sources(context, record),
      };
      const build = (own: Language) =>
        definition.draw(record, { ...settings, language: own }, params);
      await writeFigure(context, writeBytes, build, {
        language,
        liveText,
        typeface: notoSansSc(readFileSync),
      });
      context.count(definition.count(record));
    },
  });
}

/** The numbers stand in a model file, at these places: the parameter `model` names the artifact. */
export function ofModel<P extends { readonly model: string }, R>(
  read: (file: string, text: string) => R,
  paths: (params: P) => readonly string[],
): Origin<P, R> {
  return {
    record: (context) => readInput(context, context.params.model, read),
    sources(context) {
      const { step } = context.input(context.params.model);
      return paths(context.params).map((path) => ({ step, path }));
    },
  };
}

/** The numbers are computed of columns of a table, which the parameter `table` names. */
export function ofTable<
  P extends { readonly table: string },
  Name extends string,
  R extends object,
>(
  columns: (params: P) => Readonly<Record<Name, string>>,
  compute: (values: Readonly<Record<Name, Float64Array>>) => R,
): Origin<P, R> {
  return {
    computed: true,
    reads: (params) => ({ [params.table]: Object.values<string>(columns(params)) }),
    async record(context) {
      const { params } = context;
      const frame = await readFrame(context.input(params.table));
      const named = Object.entries<string>(columns(params)).map(([name, column]) => [
        name,
        numberValues(frame, column, 'column'),
      ]);
      return compute(Object.fromEntries(named) as Record<Name, Float64Array>);
    },
    sources: ({ step }, record) => Object.keys(record).map((key) => ({ step, path: `$.${key}` })),
  };
}
