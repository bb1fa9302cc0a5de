import { formatError } from './diagnostic.ts';
import type { Emit, RunEvent } from './event.ts';
import { countText } from '../../text/numbers.ts';

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

const COLOURS: Readonly<Record<string, string>> = {
  built: '32',
  restored: '36',
  unchanged: '2',
  failed: '31',
  blocked: '33',
  build: '32',
  maybe: '33',
};
const STATE_WIDTH = 10;
const NAME_WIDTH = 20;

/** One JSON object a line. */
export function jsonLog(write: (text: string) => void): Emit {
  return (event) => write(`${JSON.stringify(event)}\n`);
}

/** Lines for a person. */
export function textLog(options: LogOptions): Emit {
  const running = new Map<string, Running>();
  let drawn = 0;

  const erase = () => {
    if (drawn > 0) options.write(`\u001B[${drawn}A\u001B[J`);
    drawn = 0;
  };
  const draw = () => {
    if (!options.live) return;
    for (const [step, state] of running)
      options.write(`${runningLine(step, state, options).slice(0, options.columns - 1)}\n`);
    drawn = running.size;
  };
  return (event) => {
    erase();
    follow(event, running, options.now());
    const text = eventText(event, options);
    if (text !== '') options.write(`${text}\n`);
    draw();
  };
}

function follow(event: RunEvent, running: Map<string, Running>, now: number): void {
  if (event.event === 'start') running.set(event.step, { since: now, done: 0, total: 0, unit: '' });
  if (event.event === 'step') running.delete(event.step);
  if (event.event === 'run') running.clear();
  if (event.event === 'progress') {
    const state = running.get(event.step);
    if (state) Object.assign(state, { done: event.done, total: event.total, unit: event.unit });
  }
}

function runningLine(step: string, state: Running, options: LogOptions): string {
  const elapsed = options.now() - state.since;
  const head = `${'running'.padEnd(STATE_WIDTH)} ${step.padEnd(NAME_WIDTH)} ${duration(elapsed)}`;
  if (state.total === 0) return head;
  const rate = state.done / (elapsed / 1000);
  const left =
    state.done === 0 ? '' : `, ${duration(((state.total - state.done) / rate) * 1000)} left`;
  const part = `${countText(state.done)} of ${countText(state.total)} ${state.unit}`;
  return `${head}  ${part}, ${countText(Math.round(rate))}/s${left}`;
}

function eventText(event: RunEvent, options: LogOptions): string {
  switch (event.event) {
    case 'log':
      return `${''.padEnd(STATE_WIDTH)} ${event.step}: ${event.message}`;
    case 'plan': {
      if (event.state === 'unchanged' && !options.verbose) return '';
      return stateLine(event.state, event.step, [because(event.why)], options);
    }
    case 'step': {
      if (event.state === 'unchanged' && !options.verbose) return '';
      const facts = [event.state === 'blocked' ? 'a step before it failed' : duration(event.ms)];
      if (event.rows !== undefined) facts.push(`${countText(event.rows)} rows`);
      for (const [name, count] of Object.entries(event.counts ?? {}))
        facts.push(`${name} ${countText(count)}`);
      facts.push(because(event.why));
      const line = stateLine(event.state, event.step, facts, options);
      return event.error === undefined ? line : `${line}\n${formatError(event.error)}`;
    }
    case 'run': {
      const names = ['built', 'restored', 'unchanged', 'failed', 'blocked'] as const;
      const counts = names
        .filter((name) => event[name] > 0)
        .map((name) => `${event[name]} ${name}`);
      return `${event.state}: ${counts.join(', ') || 'nothing to do'} in ${duration(event.ms)}`;
    }
    default:
      return '';
  }
}

function stateLine(
  state: string,
  step: string,
  facts: readonly string[],
  options: LogOptions,
): string {
  const padded = state.padEnd(STATE_WIDTH);
  const shown = options.colour ? `\u001B[${COLOURS[state] ?? '0'}m${padded}\u001B[0m` : padded;
  return `${shown} ${step.padEnd(NAME_WIDTH)} ${facts.filter((fact) => fact !== '').join('  ')}`.trimEnd();
}

/** The first causes of a rebuild; `why STEP` gives all. */
function because(why: readonly string[]): string {
  if (why.length === 0) return '';
  const more = why.length > 2 ? `, and ${why.length - 2} more` : '';
  return `(${why.slice(0, 2).join(', ')}${more})`;
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
