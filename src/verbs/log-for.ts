import type { Emit } from '../engine/events/event.ts';
import { jsonLog, textLog } from '../engine/events/log.ts';
import type { RunArguments, VerbContext } from './terminal.ts';

export function logFor(context: VerbContext, args: Pick<RunArguments, 'json' | 'verbose'>): Emit {
  const { terminal, now } = context;
  if (args.json) return jsonLog(terminal.out);
  return textLog({
    write: terminal.out,
    now,
    colour: terminal.colour,
    live: terminal.isTerminal,
    verbose: args.verbose,
    get columns() {
      return terminal.columns;
    },
  });
}
