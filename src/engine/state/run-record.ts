import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Emit, RunEvent } from '../events/event.ts';
import { writeWhole } from './memo.ts';

type StepEvent = Extract<RunEvent, { readonly event: 'step' }>;

/** What one run did, the only place, beside receipts, that knows times. */
export interface RunRecord {
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly state: 'ok' | 'failed' | 'interrupted';
  readonly ms: number;
  readonly steps: readonly Pick<StepEvent, 'step' | 'state' | 'ms' | 'why'>[];
}

/** Records of older runs are removed: a study is run thousands of times. */
const KEPT = 200;

/** Passes events on and remembers what happened to each step. */
export function recordingEmit(emit: Emit): {
  readonly emit: Emit;
  readonly steps: RunRecord['steps'];
} {
  const steps: Pick<StepEvent, 'step' | 'state' | 'ms' | 'why'>[] = [];
  return {
    steps,
    emit: (event) => {
      if (event.event === 'step') {
        const { step, state, ms, why } = event;
        steps.push({ step, state, ms, why });
      }
      emit(event);
    },
  };
}

/** Writes a record into `folder`, named by when the run started, and removes the oldest beyond 200. */
export function writeRunRecord(folder: string, record: RunRecord): void {
  mkdirSync(folder, { recursive: true });
  const name = `${record.started.replaceAll(/[:.]/g, '-')}.json`;
  writeWhole(join(folder, name), `${JSON.stringify(record, null, 1)}\n`);
  const names = readdirSync(folder)
    .filter((file) => /^\d{4}-\d\d-\d\dT.*\.json$/.test(file))
    .sort();
  for (const old of names.slice(0, -KEPT)) rmSync(join(folder, old), { force: true });
}
