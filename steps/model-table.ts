import { z } from 'zod';
import { readModelOf } from '../src/io/read-input.ts';
import { readEventStudy } from '../src/records/event-study.ts';
import { readMatching } from '../src/records/matching.ts';
import { readMechanisms } from '../src/records/mechanisms.ts';
import { readPlacebo } from '../src/records/placebo.ts';
import { readPower } from '../src/records/power.ts';
import { readSubgroups } from '../src/records/subgroups.ts';
import { digits, model, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import { balanceTableOf } from '../src/tables/balance.ts';
import { eventTable } from '../src/tables/event-study.ts';
import { mechanismTable } from '../src/tables/mechanisms.ts';
import { placeboTable } from '../src/tables/placebo.ts';
import { powerTable } from '../src/tables/power.ts';
import type { ModelTableSettings } from '../src/tables/settings.ts';
import { subgroupTable } from '../src/tables/subgroups.ts';
import type { Table } from '../src/tables/table.ts';

type Build = (settings: ModelTableSettings) => Table;
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
export default tableStep({
  params: z.strictObject({
    ...table,
    /** The step that made it. */
    model,
    show: z.literal(Object.keys(SHOWN) as (keyof typeof SHOWN)[]),
    digits: digits.default({ decimals: 3 }),
  }),
  models: ({ model: step }) => [step],
  async record(context) {
    const { model: step, show } = context.params;
    return {
      print: await readModelOf(context, step, SHOWN[show]),
      source: context.model(step).step,
    };
  },
  table: ({ print, source }, settings, { digits: own }) =>
    print({ ...settings, source, digits: own }),
  count: ({ body }) => ({ rows: body.length }),
});

function shown<R>(
  read: (file: string, text: string) => R,
  build: (record: R, settings: ModelTableSettings) => Table,
): Read {
  return (file, text) => {
    const record = read(file, text);
    return (settings) => build(record, settings);
  };
}
