import { z } from 'zod';
import type { BalanceTable } from '../src/econometrics/matching/balance.ts';
import type { EventStudy } from '../src/econometrics/event-study.ts';
import { readModel } from '../src/io/read-model.ts';
import { digits, table } from '../src/templates/table.ts';
import { tableStep } from '../src/templates/table-step.ts';
import type { InputTable } from '../src/step.ts';
import { balanceTableOf } from '../src/tables/balance.ts';
import { eventTable } from '../src/tables/event-study.ts';
import { mechanismTable, type MechanismRecord } from '../src/tables/mechanisms.ts';
import type { Digits } from '../src/text/numbers.ts';
import { placeboTable, type PlaceboSummary } from '../src/tables/placebo.ts';
import { powerTable, type PowerRecord } from '../src/tables/power.ts';
import type { TableSettings } from '../src/tables/settings.ts';
import { subgroupTable, type Comparison } from '../src/tables/subgroups.ts';
import type { Table } from '../src/tables/table.ts';

type Build = (settings: TableSettings & { source: string; digits: Digits }) => Table;

/** What a model file may have beside its fits, and the table of it. */
const SHOWN = {
  balance: async (input: InputTable): Promise<Build> => {
    const { balance } = await readModel(input, z.object({ balance: part<BalanceTable>() }));
    return (settings) => balanceTableOf(balance, settings);
  },
  event_study: async (input: InputTable): Promise<Build> => {
    const model = z.object({ event_study: part<Pick<EventStudy, 'points' | 'pretrend'>>() });
    const { event_study: study } = await readModel(input, model);
    return (settings) => eventTable(study, settings);
  },
  mechanisms: async (input: InputTable): Promise<Build> => {
    const model = z.object({ mechanisms: z.array(part<MechanismRecord>()) });
    const { mechanisms } = await readModel(input, model);
    return (settings) => mechanismTable(mechanisms, settings);
  },
  placebo: async (input: InputTable): Promise<Build> => {
    const test = part<PlaceboSummary>();
    const model = z.object({ placebo: test, placebo_groups: test.nullable().default(null) });
    const { placebo, placebo_groups: groups } = await readModel(input, model);
    const more = groups === null ? [] : [{ key: 'placebo_groups', test: groups }];
    return (settings) => placeboTable([{ key: 'placebo', test: placebo }, ...more], settings);
  },
  power: async (input: InputTable): Promise<Build> => {
    const analysis = part<PowerRecord>();
    const model = z.object({ power: analysis, power_groups: analysis.nullable().default(null) });
    const { power, power_groups: groups } = await readModel(input, model);
    const more = groups === null ? [] : [{ key: 'power_groups', analysis: groups }];
    return (settings) => powerTable([{ key: 'power', analysis: power }, ...more], settings);
  },
  subgroups: async (input: InputTable): Promise<Build> => {
    const model = z.object({ comparisons: z.array(part<Comparison>()) });
    const { comparisons } = await readModel(input, model);
    return (settings) => subgroupTable(comparisons, settings);
  },
} as const;
const KINDS = ['balance', 'event_study', 'mechanisms', 'placebo', 'power', 'subgroups'] as const;

/** Prints what a model file has beside its fits. */
export default tableStep({
  params: z.strictObject({
    ...table,
    /** The artifact of the model file: `event_study`, `placebo_model`; its step is in `needs`. */
    model: z.string(),
    show: z.enum(KINDS),
    digits: digits.default({ decimals: 3 }),
  }),
  record: (context) => SHOWN[context.params.show](context.input(context.params.model)),
  table: (printed, settings, { model, digits: shown }) =>
    printed({ ...settings, source: model.replace(/_model$/u, ''), digits: shown }),
  count: ({ body }) => ({ rows: body.length }),
});

/** A part of a file that a step of ours wrote: its numbers are taken as typed. */
function part<T>() {
  return z.custom<T>((value) => typeof value === 'object' && value !== null);
}
