import type { StepFacts } from '../step.ts';
import { table, wordsOf, type PageContext } from './blocks.ts';
import type { Html } from './html.ts';
import { recordText } from '../text/numbers.ts';

type Bounds = readonly [number | null, number | null];

/** `expect:` of a step as the study's schema knows it. */
interface Expect {
  readonly key?: readonly string[];
  readonly not_null?: readonly string[];
  readonly range?: Readonly<Record<string, Bounds>>;
  readonly rows?: number | Bounds;
  readonly balanced?: boolean;
  readonly accepted?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  readonly references?: Readonly<Record<string, string>>;
}

/** The rules that a step's table holds, in words. */
export function contractRules(context: PageContext, step: StepFacts): readonly string[] {
  const { rule } = wordsOf(context);
  const expect = step.expect as Expect;
  const all = <T>(
    map: Readonly<Record<string, T>> | undefined,
    say: (name: string, value: T) => string,
  ) => Object.entries(map ?? {}).map(([name, value]) => say(name, value));
  const end = (value: number | null, open: string) => (value === null ? open : recordText(value));
  const between = ([low, high]: Bounds) => [end(low, '−∞'), end(high, '∞')] as const;
  const rows =
    expect.rows === undefined
      ? undefined
      : typeof expect.rows === 'number'
        ? recordText(expect.rows)
        : between(expect.rows).join(' – ');
  return [
    ...(expect.key === undefined ? [] : [rule.key(expect.key.join(', '))]),
    ...(expect.balanced === true ? [rule.balanced] : []),
    ...(rows === undefined ? [] : [rule.rows(rows)]),
    ...(expect.not_null === undefined ? [] : [rule.notNull(expect.not_null.join(', '))]),
    ...all(expect.range, (column, bounds) => rule.range(column, ...between(bounds))),
    ...all(expect.accepted, (column, values) => rule.accepted(column, values.join(', '))),
    ...all(expect.references, (column, target) => rule.references(column, target)),
    ...(step.checks === undefined ? [] : [rule.checks(step.checks)]),
  ];
}

/** What a published table has passed. */
export function rulesTable(context: PageContext, rules: readonly string[]): Html {
  const { rule, step } = wordsOf(context);
  return table(
    step.contractHolds,
    [rule.rule, rule.result],
    rules.map((text) => [text, rule.holds]),
  );
}
