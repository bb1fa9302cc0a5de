import { z } from 'zod';
import { readDefinitionRows } from '../src/io/definitions.ts';
import { readInput } from '../src/io/read-input.ts';
import { writeBytes } from '../src/io/write.ts';
import { readEventStudy } from '../src/records/event-study.ts';
import { readMatching } from '../src/records/matching.ts';
import { readMechanisms } from '../src/records/mechanisms.ts';
import { readPlacebo } from '../src/records/placebo.ts';
import { readPower } from '../src/records/power.ts';
import { readSubgroups } from '../src/records/subgroups.ts';
import { digits, table } from '../src/templates/table.ts';
import { defineStep } from '../src/step.ts';
import { balanceTableOf } from '../src/tables/balance.ts';
import { definedNames, readDefinitions } from '../src/tables/definitions.ts';
import { eventTable } from '../src/tables/event-study.ts';
import { mechanismTable } from '../src/tables/mechanisms.ts';
import { placeboTable } from '../src/tables/placebo.ts';
import { powerTable } from '../src/tables/power.ts';
import { tableOutputs, writeTable } from '../src/tables/formats/render.ts';
import { tableSettings, type TableSettings } from '../src/tables/settings.ts';
import { subgroupTable } from '../src/tables/subgroups.ts';
import type { Table } from '../src/tables/table.ts';
import type { Language } from '../src/text/language.ts';
import type { Digits } from '../src/text/numbers.ts';

type Build = (settings: TableSettings & { source: string; digits: Digits }) => Table;
type Read = (file: string, text: string) => Build;

/** What a model file may have beside its fits: its record, and the table of it. */
const SHOWN = {
  balance: shown(readMatching, balanceTableOf),
  event_study: shown(readEventStudy, eventTable),
  mechanisms: shown(readMechanisms, mechanismTable),
  placebo: shown(readPlacebo, placeboTable),
  power: shown(readPower, powerTable),
  subgroups: shown(readSubgroups, subgroupTable),
} as const;

/** Prints what a model file has beside its fits. */
export default defineStep({
  params: z.strictObject({
    ...table,
    /** The artifact of the model file: `event_study`, `placebo_model`; its step is in `needs`. */
    model: z.string(),
    show: z.literal(Object.keys(SHOWN) as (keyof typeof SHOWN)[]),
    digits: digits.default({ decimals: 3 }),
  }),
  outputs: tableOutputs,
  async run(context) {
    const { params } = context;
    const names = definedNames(readDefinitions(readDefinitionRows(context)));
    const printed = await readInput(context, params.model, SHOWN[params.show]);
    const build = (language: Language) =>
      printed({
        ...tableSettings(context, language),
        labels: { ...names, ...params.labels },
        source: context.input(params.model).step,
        digits: params.digits,
      });
    const { language, byte_order_mark: byteOrderMark } = params;
    await writeTable(context, writeBytes, build, { language, byteOrderMark });
    context.count({ printed_rows: build(language).body.length });
  },
});

function shown<R>(
  read: (file: string, text: string) => R,
  build: (record: R, settings: Parameters<Build>[0]) => Table,
): Read {
  return (file, text) => {
    const record = read(file, text);
    return (settings) => build(record, settings);
  };
}
