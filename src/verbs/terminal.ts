import type { Json } from '../engine/state/hash.ts';
import { UserError } from '../text/user-error.ts';

/** Where a verb's words go; given by the command line, replaced in tests. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
  readonly colour: boolean;
  readonly columns: number;
}

export const EXIT = { done: 0, failed: 1, usage: 2, locked: 3, interrupted: 130 } as const;

/** The call was right and its work impossible: shown like a mistake, exit code 1. */
export class FailedError extends UserError {
  readonly exit = EXIT.failed;
}

export interface VerbContext {
  readonly root: string;
  readonly terminal: Terminal;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Says one thing: as one JSON object a line with `--json`, else in a text for a person. */
export function tell(
  { terminal }: VerbContext,
  { json }: Pick<RunArguments, 'json'>,
  event: object,
  text: string,
): void {
  terminal.out(json ? `${JSON.stringify(event)}\n` : text);
}

export interface RunArguments {
  readonly targets: readonly string[];
  readonly dryRun: boolean;
  readonly force: ReadonlySet<string> | 'all';
  readonly jobs: number;
  readonly keepGoing: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  /** Show unchanged steps too. */
  readonly all: boolean;
  readonly overrides: Readonly<Record<string, Json>>;
}
