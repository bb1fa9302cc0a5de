import { contractOf } from '../../engine/contract.ts';
import { formatError, toErrorText } from '../../engine/events/diagnostic.ts';
import type { ErrorText } from '../../engine/events/event.ts';
import type { Node } from '../../engine/graph.ts';
import { heldBy, inputsOf } from '../../engine/plan.ts';
import type { Session } from '../../engine/session.ts';
import { openArtifacts } from './artifacts.ts';
import { EXIT, type RunArguments, type VerbContext } from '../terminal.ts';

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
    if (args.json) {
      const event = { event: 'contract', step: node.spec.name, state };
      context.terminal.out(
        `${JSON.stringify(error === undefined ? event : { ...event, error })}\n`,
      );
    } else if (state === 'kept' || state === 'broken') {
      context.terminal.out(`${state.padEnd(6)} ${node.spec.name}\n`);
      if (error !== undefined) context.terminal.out(`${formatError(error)}\n`);
    }
  }
  if (args.json) {
    const { kept, broken, none } = count;
    const summary = { kept, broken, none, never_built: count['never built'] };
    context.terminal.out(`${JSON.stringify({ event: 'check', ...summary })}\n`);
  } else {
    const rest = `${count.none} steps without one, ${count['never built']} never built`;
    context.terminal.out(`${count.kept} contracts kept, ${count.broken} broken; ${rest}\n`);
  }
  return count.broken === 0 ? EXIT.done : EXIT.failed;
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
    return { state: 'broken', error: toErrorText(session.located(error)) };
  }
}
