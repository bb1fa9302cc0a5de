import { posix, join } from 'node:path';
import { canonicalJson, type Json } from '../../engine/state/hash.ts';
import type { CodeFacts, Described } from '../../engine/kinds.ts';
import type { Memo } from '../../engine/state/memo.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { StepSpec } from '../../engine/study/study.ts';
import { UserError } from '../../text/user-error.ts';
import type { FromHost, ParamIssue } from './protocol.ts';

/**
 * Asks TypeScript steps what they write and read under their parameters. The answer depends on code
 * and parameters alone, so it is remembered; the unknown ones are asked together in one child.
 */
export async function describeSteps(
  root: string,
  memo: Memo,
  steps: readonly StepSpec[],
  code: (step: StepSpec) => Promise<CodeFacts>,
): Promise<ReadonlyMap<string, Described>> {
  const found = new Map<string, Described>();
  const asked: { step: StepSpec; key: string; sources: readonly string[] }[] = [];
  for (const step of steps) {
    const facts = await code(step);
    const key = `described ${step.name} ${facts.hash} ${canonicalJson(step.with)}`;
    const known = memo.peek(key) as unknown as Described | undefined;
    if (known === undefined) asked.push({ step, key, sources: Object.keys(facts.files) });
    else found.set(step.name, known);
  }
  if (asked.length === 0) return found;
  const { converse, rebuild } = await import('./ts.ts');
  // A mistake without a place, such as a formula that cannot be read, stands in the step's parameters.
  const inParameters = ({ step, error }: Extract<FromHost, { type: 'error' }>): Error =>
    rebuild({ ...error, where: error.where || `pipeline.yaml#steps.${step}.with` });
  const sources = asked.flatMap((item) => item.sources.map((file) => join(root, file)));
  const requests = asked.map(({ step }) => ({
    step: step.name,
    file: join(root, step.run),
    params: step.with,
  }));
  const never = new AbortController().signal;
  const limits = { root, reads: [...new Set(sources)], writes: [] };
  await converse(
    limits,
    { type: 'describe', requests },
    never,
    () => undefined,
    (message) => {
      if (message.type === 'error') throw inParameters(message);
      if (message.type === 'refused') throw paramError(message.step, message.issues);
      if (message.type !== 'described') return;
      checkOutputs(message.step, message.described);
      found.set(message.step, message.described);
    },
  );
  for (const { step, key } of asked) {
    const described = found.get(step.name);
    if (described === undefined) throw new Error(`step "${step.name}" did not describe itself`);
    memo.put(key, described as unknown as Json);
  }
  return found;
}

/** Artifacts are named by their step, and live under outputs/. */
function checkOutputs(step: string, described: Described): void {
  for (const [name, path] of Object.entries(described.outputs)) {
    const inside = posix.normalize(path) === path && path.startsWith('outputs/');
    const named = name === step || name.startsWith(`${step}_`);
    if (inside && named) continue;
    throw new UserError('E_PATH_OUTSIDE', `step "${step}" declares output "${name}" at ${path}`, {
      hint: `outputs are named "${step}" or "${step}_…" and lie under outputs/`,
    });
  }
}

function paramError(step: string, issues: readonly ParamIssue[]): UserError {
  const [first] = issues;
  const path = ['steps', step, 'with', ...(first?.path ?? [])];
  const key = first?.unknownKey;
  const at = (key === undefined ? path : [...path, key]).join('.');
  const message =
    key === undefined
      ? `${path.join('.')}: ${first?.message ?? 'wrong'}`
      : `"${key}" is no parameter of step "${step}"`;
  return new UserError('E_STEP_PARAMETER', message, {
    where: `pipeline.yaml#${at}`,
    hint: key === undefined ? '' : didYouMean(key, []),
  });
}
