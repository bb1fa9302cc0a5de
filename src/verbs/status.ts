import { select, stepNamed } from '../engine/graph.ts';
import { wrapped } from '../text/width.ts';
import { preview } from '../engine/plan.ts';
import { openProject } from './open.ts';
import { tellPreview } from './preview-text.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from './terminal.ts';

/** `status`: what a run would do and why. Needs no lock, since it writes nothing. */
export async function status(context: VerbContext, args: RunArguments): Promise<number> {
  const { session, graph } = await openProject(context, args.overrides);
  const steps = await preview(session, select(graph, args.targets));
  tellPreview(context, args, steps, args.all || args.targets.length > 0);
  return EXIT.done;
}

/** `why STEP`: every cause for which a step would be built. */
export async function why(context: VerbContext, args: RunArguments): Promise<number> {
  const { session, graph } = await openProject(context, args.overrides);
  const chosen = select(graph, args.targets);
  const named = new Set(args.targets.map(stepNamed));
  for (const found of await preview(session, chosen)) {
    if (!named.has(found.step)) continue;
    const lines = found.why.map((cause) => wrapped(cause, context.terminal.columns - 4));
    const causes = lines.map((parts) => `  ${parts.join('\n    ')}\n`).join('');
    const head =
      found.state === 'unchanged'
        ? 'is unchanged'
        : `would be built${found.state === 'maybe' ? ', perhaps' : ''}`;
    tell(context, args, { event: 'plan', ...found }, `${found.step} ${head}\n${causes}`);
  }
  return EXIT.done;
}
