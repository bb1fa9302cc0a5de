import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { toErrorText } from '../../engine/events/diagnostic.ts';
import type { ErrorText } from '../../engine/events/event.ts';
import { jobOf } from '../../engine/build.ts';
import type { Graph, Node } from '../../engine/graph.ts';
import { planStep } from '../../engine/plan.ts';
import type { Session } from '../../engine/session.ts';

/** What a step did that was run for a look. */
export interface Trial {
  /** Artifact -> absolute path, for those that it wrote, or that are up to date. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Files of the project that it read. */
  readonly files: readonly string[];
  readonly warnings: readonly string[];
  /** What it ended with; what it wrote before may be looked at all the same. */
  readonly error?: ErrorText;
}

/**
 * Runs a step as it would be built, in a folder of the caller's, and publishes nothing. What is up to
 * date is not made again. `only` names the files that it reads in place of its own.
 */
export async function tryStep(
  session: Session,
  graph: Graph,
  node: Node,
  folder: string,
  signal: AbortSignal,
  only?: (files: readonly string[]) => readonly string[],
): Promise<Trial> {
  const warnings: string[] = [];
  let outputs: Readonly<Record<string, string>> = {};
  let files: readonly string[] = [];
  const written = () =>
    Object.fromEntries(Object.entries(outputs).filter(([, path]) => existsSync(path)));
  try {
    const plan = await planStep(session, node, graph);
    if (plan.why.length === 0 && only === undefined) {
      const made = Object.entries(plan.receipt?.outputs ?? {});
      outputs = Object.fromEntries(made.map(([name, { path }]) => [name, session.path(path)]));
      const known = plan.receipt?.warnings ?? [];
      return { outputs: written(), files: plan.files, warnings: known };
    }
    files = only?.(plan.files) ?? plan.files;
    const job = jobOf(session.root, folder, { ...plan, files });
    ({ outputs } = job);
    for (const path of Object.values(outputs)) mkdirSync(dirname(path), { recursive: true });
    await session.kinds.of(job.kind).run(job, {
      signal,
      count: () => undefined,
      progress: () => undefined,
      log: () => undefined,
      warn: (message) => void warnings.push(message),
    });
    return { outputs: written(), files, warnings };
  } catch (error) {
    signal.throwIfAborted();
    const text = toErrorText(session.located(error, node));
    return { outputs: written(), files, warnings, error: text };
  }
}
