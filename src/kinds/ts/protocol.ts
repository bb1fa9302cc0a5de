import type { ErrorText } from '../../engine/events/event.ts';
import type { Job } from '../../engine/kinds.ts';
import type { Json } from '../../engine/state/hash.ts';
import type { StepDefinition } from '../../step.ts';

/** A step whose code is asked what it writes and reads. */
export interface DescribeRequest {
  readonly step: string;
  /** Absolute path of its TypeScript file. */
  readonly file: string;
  readonly params: Readonly<Record<string, Json>>;
  /** What it may inherit: roles and settings of the study by name. */
  readonly study: Readonly<Record<string, Json>>;
}

/** What a definition says under given parameters, each function called. */
export interface Answer {
  readonly inherits: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly reads: ReturnType<NonNullable<StepDefinition<unknown>['reads']>>;
  readonly models: readonly string[];
  readonly files: readonly string[];
  readonly fits: ReturnType<NonNullable<StepDefinition<unknown>['fits']>>;
  readonly asks: ReturnType<NonNullable<StepDefinition<unknown>['asks']>>;
  readonly tables: ReturnType<NonNullable<StepDefinition<unknown>['tables']>>;
  readonly tells: NonNullable<StepDefinition<unknown>['tells']>;
  readonly synthetic: boolean;
  readonly unit: string;
  readonly seesSteps: boolean;
  readonly byFile: Readonly<Record<string, string>>;
}

/** A parameter that the step's schema refuses. */
export interface ParamIssue {
  readonly path: readonly string[];
  readonly message: string;
  readonly missing: boolean;
  /** A name that the schema does not know, and those that it knows there. */
  readonly unknown?: { readonly key: string; readonly known: readonly string[] };
}

export type ToHost =
  | { readonly type: 'describe'; readonly requests: readonly DescribeRequest[] }
  | { readonly type: 'schema'; readonly files: Readonly<Record<string, string>> }
  | { readonly type: 'run'; readonly job: Job };

export type FromHost =
  | { readonly type: 'described'; readonly step: string; readonly answer: Answer }
  | { readonly type: 'refused'; readonly step: string; readonly issues: readonly ParamIssue[] }
  | { readonly type: 'schema'; readonly step: string; readonly schema: Json }
  | { readonly type: 'count'; readonly counts: Readonly<Record<string, number>> }
  | {
      readonly type: 'progress';
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    }
  | { readonly type: 'log' | 'warn'; readonly message: string }
  | { readonly type: 'done' }
  | { readonly type: 'error'; readonly step: string; readonly error: ErrorText };
