/** Where a verb's words go; given by the command line, replaced in tests. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
  readonly colour: boolean;
}

export const EXIT = { done: 0, failed: 1, usage: 2, locked: 3, interrupted: 130 } as const;

/** What every verb gets. */
export interface VerbContext {
  readonly root: string;
  readonly terminal: Terminal;
  readonly now: () => number;
  readonly signal: AbortSignal;
}
