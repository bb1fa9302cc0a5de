import type { Graph } from './graph.ts';
import { ownCauses, planStep } from './plan.ts';
import type { Session } from './session.ts';

export interface Preview {
  readonly step: string;
  /** `maybe`: depends on what a step before it gives. */
  readonly state: 'unchanged' | 'build' | 'maybe';
  readonly why: readonly string[];
}

/** What a run would do, without doing it. `force` names steps that it would build whatever their state. */
export async function preview(
  session: Session,
  graph: Graph,
  force: ReadonlySet<string> | 'all' = new Set(),
): Promise<Preview[]> {
  const forced = (step: string, why: readonly string[]): readonly string[] =>
    why.length === 0 && (force === 'all' || force.has(step)) ? ['forced'] : why;
  const found = new Map<string, Preview>();
  for (const [step, node] of graph) {
    const pending = node.upstream.filter((up) => found.get(up)?.state !== 'unchanged');
    if (pending.length === 0) {
      const why = forced(step, (await planStep(session, node, graph)).why);
      found.set(step, { step, state: why.length === 0 ? 'unchanged' : 'build', why });
      continue;
    }
    const own = forced(step, await ownCauses(session, node));
    const waits = `depends on what ${pending.join(', ')} will give`;
    found.set(step, { step, state: own.length > 0 ? 'build' : 'maybe', why: [...own, waits] });
  }
  return [...found.values()];
}
