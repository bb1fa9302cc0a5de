import { contractOf } from '../../engine/contract.ts';
import { formatError, toErrorText } from '../../engine/events/diagnostic.ts';
import type { ErrorText } from '../../engine/events/event.ts';
import type { Node } from '../../engine/graph.ts';
import { heldBy, inputsOf } from '../../engine/plan.ts';
import type { Session } from '../../engine/session.ts';
import { openArtifacts } from './artifacts.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from '../terminal.ts';

type State = 'kept' | 'broken' | 'none' | 'never built';

/**
 * `audit check [STEP…]`: every data contract again (`expect:` and `sql/checks/`), on the tables as
 * they stand now. Exit code 1 if one is broken.
 */
export async function auditCheck(context: VerbContext, args: RunArguments): Promise<number> {
  const { session, chosen } = await openArtifacts(context, args);
  const count = { kept: 0, broken: 0, none: 0, 'never built': 0 };
  for (const node of chosen.values()) {
    const { state, error } = await checked(session, node);
    count[state] += 1;
    if (!args.json && (state === 'none' || state === 'never built')) continue;
    const step = node.spec.name;
    const why = error === undefined ? '' : `${formatError(error)}\n`;
    const text = `${state.padEnd(6)} ${step}\n${why}`;
    tell(context, args, { event: 'contract', step, state, error }, text);
  }
  const { kept, broken, none, 'never built': never } = count;
  const rest = `${none} steps without one, ${never} never built`;
  const text = `${kept} contracts kept, ${broken} broken; ${rest}\n`;
  tell(context, args, { event: 'check', kept, broken, none, never_built: never }, text);
  return broken === 0 ? EXIT.done : EXIT.failed;
}

async function checked(session: Session, node: Node): Promise<{ state: State; error?: ErrorText }> {
  const receipt = session.receipt(node.spec.name);
  if (receipt === undefined) return { state: 'never built' };
  const compared = inputsOf(session, { ...node.compared, ...node.inputs });
  const own = Object.fromEntries(Object.keys(node.outputs).map((name) => [name, node.spec.name]));
  const contract = contractOf(session.files, node, {
    root: session.root,
    tables: inputsOf(session, own).filter(({ table }) => table !== undefined),
    ...heldBy(session, { node, compared }),
  });
  if (contract === undefined) return { state: 'none' };
  try {
    await session.kinds.check(contract);
    return { state: 'kept' };
  } catch (error) {
    return { state: 'broken', error: toErrorText(session.located(error, node)) };
  }
}
