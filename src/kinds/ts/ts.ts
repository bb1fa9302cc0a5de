import { fork, type ChildProcess } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job, JobHooks } from '../../engine/kinds.ts';
import { UserError } from '../../text/user-error.ts';
import { INSTALLATION } from '../tools.ts';
import type { FromHost, ToHost } from './protocol.ts';

const HOST = fileURLToPath(new URL('./host.ts', import.meta.url));
/** Where an installation keeps compiled code, within its packages. */
const COMPILED = '.cache/didactic/code';
/** Lines of a dead child's standard error that are worth showing. */
const LAST_LINES = 12;

interface ChildLimits {
  readonly root: string;
  /** Absolute files of the code that it runs. */
  readonly code: readonly string[];
  /** Absolute files and folders that may be read besides code and packages. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/**
 * Runs a step's code in a child that can read its inputs and write its own folder, nothing else; Node keeps
 * the compiled form of the tool's own steps (`compiledFolder`).
 */
export async function runTs(job: Job, code: readonly string[], hooks: JobHooks): Promise<void> {
  const declared = job.inputs.filter(
    (i) => i.table === undefined || job.reads[i.name] !== undefined,
  );
  const inProject = (files: readonly string[]) => files.map((file) => join(job.root, file));
  const limits = {
    root: job.root,
    code: inProject(code),
    reads: [...inProject(job.files), ...declared.map((i) => i.path)],
    writes: [job.work],
  };
  let finished = false;
  await converse(limits, { type: 'run', job }, hooks.signal, hooks.log, (message) => {
    if (message.type === 'count') hooks.count(message.counts);
    else if (message.type === 'progress') hooks.progress(message.done, message.total, message.unit);
    else if (message.type === 'log') hooks.log(message.message);
    else if (message.type === 'warn') hooks.warn(message.message);
    else if (message.type === 'done') finished = true;
    else if (message.type === 'error') throw rebuild(message.error);
  });
  if (!finished) throw new Error(`step "${job.step}" ended before its work was done`);
}

/** Starts a child, sends it one message and handles what it answers until it ends. */
export function converse(
  limits: ChildLimits,
  message: ToHost,
  signal: AbortSignal,
  printed: (line: string) => void,
  handle: (message: FromHost) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = start(limits);
    const stderr = collectLines(child, printed);
    let failure: unknown;
    const stop = () => child.kill('SIGKILL');
    signal.addEventListener('abort', stop);
    child.on('message', (answer) => {
      try {
        handle(answer as FromHost);
      } catch (error) {
        failure ??= error;
      }
    });
    child.on('error', (error) => (failure ??= error));
    child.on('close', (exit, killedBy) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(new UserError('E_INTERRUPTED', 'interrupted'));
      else if (failure !== undefined) reject(failure);
      else if (exit === 0) resolve();
      else
        reject(
          new Error(`the step’s process ended with ${killedBy ?? exit}\n${stderr.join('\n')}`),
        );
    });
    child.send(message);
  });
}

function start(limits: ChildLimits): ChildProcess {
  const compiled = compiledFolder(limits.code);
  const writes = [...limits.writes, ...compiled];
  const reads = [
    join(INSTALLATION, 'src', '*'),
    join(INSTALLATION, 'steps', '*'),
    ...packageFolders(limits.root).map((folder) => join(folder, '*')),
    join(INSTALLATION, 'package.json'),
    join(limits.root, 'package.json'),
    ...limits.code,
    ...limits.reads,
    ...writes,
  ];
  return fork(HOST, [], {
    cwd: limits.root,
    execArgv: [
      '--permission',
      // DuckDB and the figure renderer are native; their own locks hold them to their inputs.
      '--allow-addons',
      '--no-warnings',
      ...[...new Set(reads)].map((path) => `--allow-fs-read=${path}`),
      ...writes.map((path) => `--allow-fs-write=${path}`),
    ],
    // The reader's locale, zone and settings must not reach a result.
    env: {
      TZ: 'UTC',
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
      PATH: process.env['PATH'] ?? '',
      ...(compiled[0] === undefined ? {} : { NODE_COMPILE_CACHE: compiled[0] }),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/**
 * Where Node keeps compiled code, by the content of each file and its own version: a child that finds
 * its modules compiled starts in half the time. It lies with the packages, since all studies of an
 * installation run the same code. A study's own code may not write there, or one step could leave
 * something behind that another finds; nor does anything where the packages cannot be written.
 */
function compiledFolder(code: readonly string[]): string[] {
  const isOwn = (file: string): boolean =>
    ['src', 'steps'].some((folder) => file.startsWith(join(INSTALLATION, folder) + sep));
  const packages = join(INSTALLATION, 'node_modules');
  if (!code.every(isOwn) || !existsSync(packages)) return [];
  const folder = join(realpathSync(packages), COMPILED);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return [folder];
  } catch {
    return [];
  }
}

/** Where packages lie; followed through links, since Node checks the real path. */
function packageFolders(root: string): string[] {
  const named = [INSTALLATION, root].map((folder) => join(folder, 'node_modules'));
  const real = named.filter((folder) => existsSync(folder)).map((folder) => realpathSync(folder));
  return [...named, ...real];
}

/** Passes on what a child prints, line by line, and keeps the end of its standard error. */
function collectLines(child: ChildProcess, printed: (line: string) => void): string[] {
  const last: string[] = [];
  follow(child.stdout, printed);
  follow(child.stderr, (text) => {
    last.push(text);
    if (last.length > LAST_LINES) last.shift();
  });
  return last;
}

function follow(stream: ChildProcess['stdout'], line: (text: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(line);
  });
  stream?.on('end', () => {
    if (rest !== '') line(rest);
  });
}

/** An error as the child described it, with its own code and stack. */
export function rebuild(text: Extract<FromHost, { type: 'error' }>['error']): Error {
  if (text.stack === undefined) return new UserError(text.code, text.message, text);
  const error = new Error(text.message);
  error.stack = text.stack;
  return error;
}
