import { countText } from '../../text/numbers.ts';
import { shortened } from '../../text/width.ts';
import { formatError } from './diagnostic.ts';
import type { Emit, PlannedStep, RunEvent } from './event.ts';
import { duration, lineHead, stepLine, wholeSeconds } from './lines.ts';
import { timeLeft } from './time-left.ts';

export interface LogOptions {
  readonly write: (text: string) => void;
  /** Milliseconds; for elapsed and remaining time of running steps. */
  readonly now: () => number;
  readonly colour: boolean;
  /** A terminal shows running steps on lines that it rewrites; a pipe gets finished lines only. */
  readonly live: boolean;
  readonly verbose: boolean;
  /** Width of the terminal; a line that wraps could not be rewritten. */
  readonly columns: number;
}

interface Running {
  readonly since: number;
  done: number;
  total: number;
  unit: string;
}

/** Where a run stands. */
interface Progress {
  steps: readonly PlannedStep[];
  jobs: number;
  /** Steps that have ended -> whether they were built. */
  readonly settled: Map<string, boolean>;
  readonly running: Map<string, Running>;
}

/** One JSON object a line. */
export function jsonLog(write: (text: string) => void): Emit {
  return (event) => write(`${JSON.stringify(event)}\n`);
}

/** Lines for a person. */
export function textLog(options: LogOptions): Emit {
  const progress: Progress = { steps: [], jobs: 1, settled: new Map(), running: new Map() };
  const warnings: string[] = [];
  const blocked: string[] = [];
  let drawn = 0;

  const erase = () => {
    if (drawn > 0) options.write(`\u001B[${drawn}A\u001B[J`);
    drawn = 0;
  };
  const draw = () => {
    if (!options.live || progress.running.size === 0) return;
    const lines = liveLines(progress, options.now());
    for (const line of lines) options.write(`${shortened(line, options.columns - 1)}\n`);
    drawn = lines.length;
  };
  return (event) => {
    erase();
    follow(event, progress, options.now());
    // Warnings would be lost among the lines of a long run: they stand together before its last one.
    if (event.event === 'warning') warnings.push(`warning: ${event.step}: ${event.message}\n`);
    if (event.event === 'step' && event.state === 'blocked' && !options.verbose) {
      // One after the other they would push what failed out of sight.
      blocked.push(event.step);
      draw();
      return;
    }
    if (event.event === 'run') {
      if (blocked.length > 0) options.write(`${blockedText(blocked.splice(0))}\n`);
      warnings.splice(0).forEach(options.write);
    }
    const text = eventText(event, options);
    if (text !== '') options.write(`${text}\n`);
    draw();
  };
}

/** Steps named of those that were not started. */
const NAMED = 3;

function blockedText(steps: readonly string[]): string {
  const more = steps.length - NAMED;
  const named = steps.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `${'blocked'.padEnd(11)}${named}: not started, since a step failed`;
}

function follow(event: RunEvent, progress: Progress, now: number): void {
  const { running, settled } = progress;
  if (event.event === 'begin') Object.assign(progress, { steps: event.steps, jobs: event.jobs });
  if (event.event === 'start') running.set(event.step, { since: now, done: 0, total: 0, unit: '' });
  if (event.event === 'step') {
    running.delete(event.step);
    settled.set(event.step, event.state === 'built' || event.state === 'restored');
  }
  if (event.event === 'run') running.clear();
  if (event.event === 'progress') {
    const state = running.get(event.step);
    if (state) Object.assign(state, { done: event.done, total: event.total, unit: event.unit });
  }
}

function liveLines({ steps, jobs, settled, running }: Progress, now: number): string[] {
  const lines = [...running].map(([step, state]) => runningLine(step, state, now - state.since));
  if (steps.length === 0) return lines;
  const elapsed = new Map([...running].map(([step, { since }]) => [step, now - since]));
  const left = timeLeft(steps, jobs, settled, elapsed);
  const rest =
    left === undefined ? '' : `, ${left.isLeast ? 'over' : 'about'} ${wholeSeconds(left.ms)} left`;
  return [...lines, `${settled.size} of ${steps.length} steps${rest}`];
}

function runningLine(step: string, state: Running, elapsed: number): string {
  const head = `${lineHead('running', step)}${duration(elapsed)}`;
  if (state.total === 0) return head;
  const part = `${countText(state.done)} of ${countText(state.total)} ${state.unit}`;
  if (state.done === 0 || elapsed === 0) return `${head}  ${part}`;
  const rate = state.done / elapsed;
  const left = duration((state.total - state.done) / rate);
  return `${head}  ${part}, ${countText(Math.round(rate * 1000))}/s, ${left} left`;
}

function eventText(event: RunEvent, options: LogOptions): string {
  switch (event.event) {
    case 'log':
      return `${event.step}: ${event.message}`.replaceAll(/^/gmu, ' '.repeat(11));
    case 'step': {
      if (event.state === 'unchanged' && !options.verbose) return '';
      const facts = [
        event.state === 'blocked' ? 'not started, since a step failed' : duration(event.ms),
      ];
      const counts = event.rows === undefined ? [] : [`${countText(event.rows)} rows`];
      for (const [name, count] of Object.entries(event.counts ?? {}))
        counts.push(`${name} ${countText(count)}`);
      const line = stepLine(event, { facts, counts, why: event.why }, options);
      return event.error === undefined ? line : `${line}\n${formatError(event.error)}`;
    }
    case 'run': {
      const names = ['built', 'restored', 'unchanged', 'failed', 'blocked'] as const;
      const counts = names
        .filter((name) => event[name] > 0)
        .map((name) => `${event[name]} ${name}`);
      const line = `${event.state}: ${counts.join(', ') || 'nothing to do'} in ${duration(event.ms)}`;
      return event.report === undefined ? line : `${line}\nreport: ${event.report}`;
    }
    default:
      return '';
  }
}
