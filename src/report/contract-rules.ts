import type { Expectation } from '../engine/study/study.ts';
import type { StepFacts } from '../step.ts';
import { table, wordsOf, type PageContext } from './blocks.ts';
import type { Html } from './html.ts';
import { recordText } from '../text/numbers.ts';

type Bounds = readonly [number | null, number | null];

export function contractRules(context: PageContext, step: StepFacts): readonly string[] {
  const { rule } = wordsOf(context);
  const expect = step.expect as Expectation;
  const all = <T>(
    map: Readonly<Record<string, T>> | undefined,
    say: (name: string, value: T) => string,
  ) => Object.entries(map ?? {}).map(([name, value]) => say(name, value));
  const end = (value: number | null, open: string) => (value === null ? open : recordText(value));
  const between = ([low, high]: Bounds) => [end(low, '−∞'), end(high, '∞')] as const;
  const { key, rows, not_null: filled } = expect;
  const number = (is: number | Bounds) =>
    typeof is === 'number' ? recordText(is) : between(is).join(' – ');
  const rules = [
    key && rule.key(key.join(', ')),
    expect.balanced === true && rule.balanced,
    rows !== undefined && rule.rows(number(rows)),
    filled && rule.notNull(filled.join(', ')),
    ...all(expect.range, (column, bounds) => rule.range(column, ...between(bounds))),
    ...all(expect.accepted, (column, values) => rule.accepted(column, values.join(', '))),
    ...all(expect.references, rule.references),
    step.checks !== undefined && rule.checks(step.checks),
  ];
  return rules.filter((text) => typeof text === 'string');
}

/** What a published table has passed. */
export function rulesTable(context: PageContext, rules: readonly string[]): Html {
  const { rule, step } = wordsOf(context);
  const rows = rules.map((text) => [text, rule.holds]);
  return table(step.contractHolds, [rule.rule, rule.result], rows);
}
