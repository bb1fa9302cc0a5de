/** What a run says. The log prints events; nothing else prints. */
export type StepState = 'unchanged' | 'restored' | 'built' | 'failed' | 'blocked';

export interface ErrorText {
  readonly code: string;
  readonly where: string;
  readonly message: string;
  readonly hint: string;
  /** The name that is wrong, while nobody knows yet where it stands. */
  readonly subject?: string;
  /** Present for a bug of the program or of a step's code, absent for a user's mistake. */
  readonly stack?: string;
}

/** A step of a run that begins, with how long it took when it was last built, where that is known. */
export interface PlannedStep {
  readonly step: string;
  readonly needs: readonly string[];
  readonly ms?: number;
}

export type RunEvent =
  /** All steps of the run, each after what it needs. */
  | { readonly event: 'begin'; readonly jobs: number; readonly steps: readonly PlannedStep[] }
  | { readonly event: 'start'; readonly step: string; readonly why: readonly string[] }
  | {
      readonly event: 'progress';
      readonly step: string;
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    }
  /** Time has passed: a terminal draws its running steps anew. Never part of `--json`. */
  | { readonly event: 'tick' }
  | { readonly event: 'log'; readonly step: string; readonly message: string }
  /** What the reader should know of a step's outputs, told in every run that has the step. */
  | { readonly event: 'warning'; readonly step: string; readonly message: string }
  | {
      readonly event: 'step';
      readonly step: string;
      readonly state: StepState;
      readonly ms: number;
      readonly why: readonly string[];
      readonly counts?: Readonly<Record<string, number>>;
      readonly rows?: number;
      readonly error?: ErrorText;
    }
  | {
      /** One line of a dry run or of `status`: what would be done, and why. */
      readonly event: 'plan';
      readonly step: string;
      readonly state: 'unchanged' | 'build' | 'maybe';
      readonly why: readonly string[];
    }
  | {
      readonly event: 'run';
      readonly state: 'ok' | 'failed' | 'interrupted';
      readonly built: number;
      readonly restored: number;
      readonly unchanged: number;
      readonly failed: number;
      readonly blocked: number;
      readonly ms: number;
      /** First page of the report that is up to date with this run. */
      readonly report?: string;
    };

export type Emit = (event: RunEvent) => void;
