import type { ErrorText } from '../../engine/events/event.ts';
import type { Described, Job } from '../../engine/kinds.ts';
import type { Json } from '../../engine/state/hash.ts';

/** A step whose code is asked what it writes and reads. */
export interface DescribeRequest {
  readonly step: string;
  /** Absolute path of its TypeScript file. */
  readonly file: string;
  readonly params: Readonly<Record<string, Json>>;
}

/** A parameter that the step's schema refuses. */
export interface ParamIssue {
  readonly path: readonly string[];
  readonly message: string;
  readonly unknownKey?: string;
}

export type ToHost =
  | { readonly type: 'describe'; readonly requests: readonly DescribeRequest[] }
  | { readonly type: 'run'; readonly job: Job };

export type FromHost =
  | { readonly type: 'described'; readonly step: string; readonly described: Described }
  | { readonly type: 'refused'; readonly step: string; readonly issues: readonly ParamIssue[] }
  | { readonly type: 'count'; readonly counts: Readonly<Record<string, number>> }
  | {
      readonly type: 'progress';
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    }
  | { readonly type: 'log'; readonly message: string }
  | { readonly type: 'done' }
  | { readonly type: 'error'; readonly step: string; readonly error: ErrorText };
