import { Session } from '../engine/session.ts';
import type { Graph } from '../engine/graph.ts';
import type { Json } from '../engine/state/hash.ts';
import { createKinds } from '../kinds/runner.ts';
import type { VerbContext } from './terminal.ts';

export interface OpenProject {
  readonly session: Session;
  readonly graph: Graph;
}

/** Opens the project in the verb's folder, with settings replaced by those of `--set`. */
export async function openProject(
  context: VerbContext,
  overrides: Readonly<Record<string, Json>>,
): Promise<OpenProject> {
  // DuckDB looks for a file that a step's SQL names in the folder of the process first: started in
  // another project, it would read that one's file of the same name.
  process.chdir(context.root);
  const session = new Session({ root: context.root, now: context.now, kinds: createKinds });
  const graph = await session.open(overrides);
  return { session, graph };
}
