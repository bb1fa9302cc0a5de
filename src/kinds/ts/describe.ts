import { posix } from 'node:path';
import type { CodeFacts, Described } from '../../engine/kinds.ts';
import { isOutput, OUTPUTS } from '../../engine/places.ts';
import { canonicalJson, type Json } from '../../engine/state/hash.ts';
import { parameterPath, STUDY_FILE, type StepSpec, type Study } from '../../engine/study/study.ts';
import { UserError } from '../../text/user-error.ts';
import { didYouMean } from '../../text/nearest.ts';
import { fileOf, type Tools } from '../tools.ts';
import type { Answer, FromHost, ParamIssue } from './protocol.ts';

interface Asked {
  readonly step: StepSpec;
  readonly facts: CodeFacts;
}

/**
 * Asks TypeScript steps what they write and read under their parameters. The answer depends on code,
 * parameters and what they take from the study, so it is remembered; the unknown ones are asked
 * together in one child.
 */
export async function describeSteps(
  { root, memo }: Pick<Tools, 'root' | 'memo'>,
  steps: readonly StepSpec[],
  study: Study,
  code: (step: StepSpec) => Promise<CodeFacts>,
): Promise<ReadonlyMap<string, Described>> {
  const offered = offeredBy(study);
  const found = new Map<string, Described>();
  const asked: Asked[] = [];
  const keyOf = ({ step, facts }: Asked, inherits: readonly string[]): string =>
    `described ${step.name} ${facts.hash} ${canonicalJson(paramsOf(step, inherits, offered))}`;
  for (const step of steps) {
    const one = { step, facts: await code(step) };
    const inherits = memo.peek(`inherits ${one.facts.hash}`) as readonly string[] | undefined;
    const known = inherits === undefined ? undefined : memo.peek(keyOf(one, inherits));
    if (known === undefined) asked.push(one);
    else found.set(step.name, toDescribed(step, known as unknown as Answer, offered));
  }
  if (asked.length === 0) return found;
  const { converse, rebuild } = await import('./ts.ts');
  const byName = new Map(asked.map((one) => [one.step.name, one]));
  const sources = asked.flatMap(({ facts }) => Object.keys(facts.files));
  const requests = asked.map(({ step }) => ({
    step: step.name,
    file: fileOf(root, step),
    params: step.with,
    study: Object.fromEntries(Object.entries(offered).map(([name, { value }]) => [name, value])),
  }));
  const limits = {
    root,
    code: sources.map((file) => posix.join(root, file)),
    reads: [],
    writes: [],
  };
  await converse(
    limits,
    { type: 'describe', requests },
    new AbortController().signal,
    () => undefined,
    (message: FromHost) => {
      if (message.type === 'error') {
        // A mistake without a place, such as a formula that cannot be read, stands in the parameters.
        const { step, error } = message;
        throw rebuild({ ...error, where: error.where || parametersOf(byName.get(step) as Asked) });
      }
      if (message.type === 'refused') {
        throw paramError(byName.get(message.step) as Asked, message.issues, study, offered);
      }
      if (message.type !== 'described') return;
      const { step, answer } = message;
      const one = byName.get(step) as Asked;
      checkOutputs(one.step, answer.outputs);
      memo.put(`inherits ${one.facts.hash}`, [...answer.inherits]);
      memo.put(keyOf(one, answer.inherits), answer as unknown as Json);
      found.set(step, toDescribed(one.step, answer, offered));
    },
  );
  for (const { step } of asked) {
    if (!found.has(step.name)) throw new Error(`step "${step.name}" did not describe itself`);
  }
  return found;
}

/** Where a step’s parameters stand. */
function parametersOf({ step }: Asked): string {
  const [first = `${STUDY_FILE}#steps.${step.name}.`] = Object.values(step.places);
  return first.slice(0, first.lastIndexOf('.'));
}

/** What a study offers its steps, and where it stands: roles, settings, its raw files, its languages. */
type Offered = Readonly<Record<string, { readonly value: Json; readonly place: string }>>;

function offeredBy({ roles, settings, sources, languages }: Study): Offered {
  const at =
    (place: string) =>
    ([name, value]: readonly [string, Json]) =>
      [name, { value, place: `${STUDY_FILE}#${place}.${name}` }] as const;
  return {
    languages: { value: [...languages], place: STUDY_FILE },
    ...(sources === undefined
      ? {}
      : { sources: { value: sources, place: `${STUDY_FILE}#sources` } }),
    ...Object.fromEntries(Object.entries(settings).map(at('settings'))),
    ...Object.fromEntries((Object.entries(roles) as [string, string][]).map(at('study'))),
  };
}

/** A step's parameters with those that it takes from the study. */
function paramsOf(
  step: StepSpec,
  inherits: readonly string[],
  offered: Offered,
): Record<string, Json> {
  const taken = inherits.flatMap((name) => {
    const value = Object.hasOwn(offered, name) ? offered[name]?.value : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(taken), ...step.with };
}

function toDescribed(step: StepSpec, answer: Answer, offered: Offered): Described {
  const { inherits, tables, reads, ...rest } = answer;
  const taken = inherits.filter((name) => name in offered && !(name in step.with));
  return {
    ...rest,
    reads,
    params: paramsOf(step, inherits, offered),
    places: Object.fromEntries(taken.map((name) => [name, offered[name]?.place ?? ''])),
    settings: taken.filter((name) => offered[name]?.place.includes('#settings.')),
    named: {},
    tables: Object.fromEntries(
      Object.entries(tables).map(([table, columns]) => [
        table,
        Object.entries(columns).map(([name, type]) => ({ name, type })),
      ]),
    ),
  };
}

/** Artifacts are named by their step, and live under the folder of outputs. */
function checkOutputs(step: StepSpec, outputs: Answer['outputs']): void {
  for (const [name, path] of Object.entries(outputs)) {
    const named = name === step.name || name.startsWith(`${step.name}_`);
    if (isOutput(path) && named) continue;
    throw new UserError(
      'E_PATH_OUTSIDE',
      `step "${step.name}" declares output "${name}" at ${path}`,
      {
        hint: `outputs are named "${step.name}" or "${step.name}_…" and lie under ${OUTPUTS}/`,
      },
    );
  }
}

/** What the tool's own tables and figures were given by hand before the engine told it. */
function retired(key: string, known: readonly string[]): string {
  const reasons: Readonly<Record<string, string>> = {
    data: 'leave it out: what is synthetic is known by what a step reads',
    study:
      'leave it out: the settings behind a step are known; their words are in texts/, settings:',
    definitions: 'leave it out: they are read from data/reference/definitions.csv',
  };
  return known.includes('languages') && Object.hasOwn(reasons, key) ? (reasons[key] ?? '') : '';
}

function paramError(
  { step }: Asked,
  issues: readonly ParamIssue[],
  study: Study,
  offered: Offered,
): UserError {
  const [first] = issues;
  const isOffered = (name = '') => !(name in step.with) && Object.hasOwn(offered, name);
  const placeOf = (at: readonly string[]): string => {
    const [name = '', ...rest] = at;
    if (!isOffered(name)) return parameterPath(step, at);
    return [offered[name]?.place ?? STUDY_FILE, ...rest].join('.');
  };
  const path = first?.path ?? [];
  const shown = path.join('.');
  if (first?.unknown !== undefined) {
    const { key, known } = first.unknown;
    const whole = isOffered(path[0]) ? shown : '';
    const of = whole === '' ? `no parameter of step "${step.name}"` : `no key of ${whole}`;
    return new UserError('E_STEP_PARAMETER', `"${key}" is ${of}`, {
      where: placeOf([...path, key]),
      hint:
        retired(key, known) ||
        didYouMean(key, known) ||
        (known.length === 0 ? '' : `it knows ${known.join(', ')}`),
    });
  }
  if (first?.missing === true) {
    const texts = study.languages.map((language) => `texts/${language}.yaml`).join(' and ');
    const where = placeOf(path);
    return new UserError('E_STEP_PARAMETER', `step "${step.name}" is not given "${shown}"`, {
      where,
      hint: `write it at the step, under study: or settings:, or, if it is words, in ${texts}`,
    });
  }
  return new UserError('E_STEP_PARAMETER', `${step.name}, ${shown}: ${first?.message ?? 'wrong'}`, {
    where: placeOf(path),
  });
}
