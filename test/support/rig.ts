import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunEvent } from '../../src/engine/events/event.ts';

const INSTALLATION = resolve(import.meta.dirname, '../..');
const START = join(INSTALLATION, 'src/didactic.mjs');

type StepEvent = Extract<RunEvent, { event: 'step' }>;
type ErrorEvent = { event: 'error'; code: string; where: string; message: string; hint: string };

export interface Result {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  readonly events: readonly (RunEvent | ErrorEvent)[];
  /** Step -> its state at the end. */
  readonly states: Readonly<Record<string, string>>;
  readonly why: Readonly<Record<string, readonly string[]>>;
  /** The first error of a step or of the command. */
  readonly error: { code: string; where: string; message: string; hint: string } | undefined;
}

export interface Project {
  readonly root: string;
  write(files: Readonly<Record<string, string>>): void;
  read(path: string): string;
  bytes(path: string): Buffer;
  /** Runs the program with `--json`. */
  run(...args: string[]): Promise<Result>;
  /** Runs any verb as it is. */
  call(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Result>;
  /** Starts a run and gives the process, to be killed. */
  start(...args: string[]): ChildProcess;
  /** Starts any verb, to be talked to while it runs. */
  startVerb(...args: string[]): ChildProcess;
}

/** A project in a folder of its own, removed after the test. */
export function project(files: Readonly<Record<string, string>>): Project {
  const root = mkdtempSync(join(tmpdir(), 'didactic-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  symlinkSync(join(INSTALLATION, 'node_modules'), join(root, 'node_modules'));
  const write = (more: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  write(files);
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, [START, ...args], { cwd: root, env: { ...process.env, ...env } });
  const call: Project['call'] = (args, env) => finished(start(args, env));
  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    bytes: (path) => readFileSync(join(root, path)),
    run: (...args) => call(['run', '--json', ...args]),
    call,
    start: (...args) => start(['run', ...args]),
    startVerb: (...args) => start(args),
  };
}

/** Waits for a process and reads what it said. */
export async function finished(child: ChildProcess): Promise<Result> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (err += text.toString()));
  const exit = await new Promise<number>((resolveExit) => {
    child.on('close', (code) => resolveExit(code ?? -1));
  });
  const events = out
    .split('\n')
    .filter((line) => line.startsWith('{"event":'))
    .map((line) => JSON.parse(line) as RunEvent | ErrorEvent);
  const steps = events.filter((event): event is StepEvent => event.event === 'step');
  const error = steps.find((step) => step.error !== undefined)?.error;
  return {
    exit,
    out,
    err,
    events,
    states: Object.fromEntries(steps.map((step) => [step.step, step.state])),
    why: Object.fromEntries(steps.map((step) => [step.step, step.why])),
    error: error ?? events.find((event): event is ErrorEvent => event.event === 'error'),
  };
}

/** A TypeScript step for a test project: `body` sees `c` (the context) and `writeParquet`. */
export function stepFile(options: {
  readonly params?: string;
  readonly outputs?: string;
  readonly reads?: string;
  readonly head?: string;
  /** Whether it is told of the steps before it. */
  readonly sees?: boolean;
  readonly synthetic?: boolean;
  /** Further lines of the definition. */
  readonly more?: string;
  readonly body: string;
}): string {
  return `import { z } from 'zod';
import { defineStep } from '${INSTALLATION}/src/step.ts';
import { writeParquet } from '${INSTALLATION}/src/io/tables/parquet.ts';
import { readFrame, readRows } from '${INSTALLATION}/src/io/tables/frame.ts';
import { writeText } from '${INSTALLATION}/src/io/write.ts';
import { readFileSync, writeFileSync } from 'node:fs';
${options.head ?? ''}
void [writeParquet, readFrame, readRows, writeText, readFileSync, writeFileSync];
export default defineStep({
  params: z.strictObject(${options.params ?? '{}'}),
  outputs: (step) => (${options.outputs ?? '{ [step]: `outputs/parquet/${step}.parquet` }'}),
  ${options.reads === undefined ? '' : `reads: (params) => (${options.reads}),`}
  ${options.sees === true ? 'seesSteps: true,' : ''}
  ${options.synthetic === true ? 'synthetic: true,' : ''}
  ${options.more ?? ''}
  async run(c) {
    ${options.body}
  },
});
`;
}
