import { stepLine } from '../engine/events/lines.ts';
import type { Preview } from '../engine/plan.ts';
import { tell, type RunArguments, type VerbContext } from './terminal.ts';

/**
 * What a run would do, as `status` and a dry run say it: how many steps in each state, then those that
 * are not unchanged, or all, with the causes.
 */
export function tellPreview(
  context: VerbContext,
  args: Pick<RunArguments, 'json'>,
  steps: readonly Preview[],
  all: boolean,
): void {
  const { terminal } = context;
  if (!args.json) terminal.out(`${summary(steps)}\n`);
  for (const found of steps) {
    if (!args.json && !all && found.state === 'unchanged') continue;
    const line = `${stepLine(found, found, terminal)}\n`;
    tell(context, args, { event: 'plan', ...found }, line);
  }
  if (args.json) return;
  for (const { step, warnings } of steps) {
    for (const message of warnings ?? []) terminal.out(`warning: ${step}: ${message}\n`);
  }
}

function summary(steps: readonly Preview[]): string {
  const count = (state: Preview['state']) => steps.filter((found) => found.state === state).length;
  const parts = [
    [count('unchanged'), 'unchanged'],
    [count('build'), 'would be built'],
    [count('maybe'), 'may be built'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}: ${said.join(', ') || 'nothing'}`;
}
