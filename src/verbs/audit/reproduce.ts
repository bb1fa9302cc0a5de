import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { select } from '../../engine/graph.ts';
import { hashFile } from '../../engine/state/hash.ts';
import { MEMORY, OUTPUTS, RECEIPTS } from '../../engine/places.ts';
import { ENGINE_FORMAT } from '../../engine/state/memo.ts';
import { readReceipt, type Receipt } from '../../engine/state/receipt.ts';
import { openProject } from '../open.ts';
import { filesOf } from './artifacts.ts';
import { EXIT, FailedError, tell, type RunArguments, type VerbContext } from '../terminal.ts';

/** What a rebuild does not take over: it makes these itself. */
const LEFT_OUT = new Set([OUTPUTS, MEMORY, '.git', 'node_modules']);
/** As far from most readers as can be: half a day ahead, another alphabet order, a decimal comma. */
const ELSEWHERE = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
const START = fileURLToPath(new URL('../../didactic.mjs', import.meta.url));

type State = 'same' | 'differs' | 'missing' | 'stale' | 'never built';

interface Compared {
  readonly step: string;
  readonly path: string;
  readonly state: State;
}

/**
 * `audit reproduce [STEP…]`: builds the steps, and what they need, anew from a copy of the project in
 * another folder, with other steps beside each other, another time zone and locale, and compares
 * every byte with the outputs here. A step whose inputs or code changed here since it was built is
 * `stale`: run first. Exit code 1 if anything is not the same.
 */
export async function auditReproduce(context: VerbContext, args: RunArguments): Promise<number> {
  const began = context.now();
  const { session, graph } = await openProject(context, args.overrides);
  const steps = [...select(graph, args.targets).keys()];
  const here = new Map(steps.map((step) => [step, session.receipt(step)]));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'didactic-reproduce-')));
  try {
    copyProject(context.root, folder);
    await rebuild(context, args, folder);
    const compared: Compared[] = [];
    for (const step of steps) {
      const there = readReceipt(join(folder, RECEIPTS), step, ENGINE_FORMAT);
      compared.push(...(await compareStep(context.root, folder, step, here.get(step), there)));
    }
    return conclude(context, args, compared, Math.round(context.now() - began));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyProject(root: string, folder: string): void {
  for (const name of readdirSync(root)) {
    if (!LEFT_OUT.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  const packages = join(root, 'node_modules');
  if (existsSync(packages))
    symlinkSync(realpathSync(packages), join(folder, 'node_modules'), 'junction');
}

/** Runs the program there. Errors: `E_REPRODUCE` with what it said if it fails. */
async function rebuild(context: VerbContext, args: RunArguments, folder: string): Promise<void> {
  const jobs = args.jobs > 1 ? 1 : 2;
  const sets = Object.entries(args.overrides).map(
    ([name, value]) => `--set=settings.${name}=${JSON.stringify(value)}`,
  );
  const child = spawn(
    process.execPath,
    [START, 'run', ...args.targets, '--json', '--jobs', String(jobs), ...sets],
    { cwd: folder, env: { ...process.env, ...ELSEWHERE }, signal: context.signal },
  );
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const event = JSON.parse(line) as { event: string; step?: string; state?: string; ms?: number };
    if (event.event !== 'step') return;
    if (event.state === 'failed') errors += `${line}\n`;
    if (!args.json) context.terminal.out(`rebuilt  ${event.step} ${event.state} ${event.ms} ms\n`);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === EXIT.done) return;
  throw new FailedError('E_REPRODUCE', 'the copy of the project cannot be built', {
    where: folder,
    hint: errors.trim() === '' ? `the program ended with ${code}` : errors.trim(),
  });
}

async function compareStep(
  root: string,
  folder: string,
  step: string,
  here: Receipt | undefined,
  there: Receipt | undefined,
): Promise<Compared[]> {
  if (here === undefined) return [{ step, path: '', state: 'never built' }];
  if (here.fingerprint !== there?.fingerprint && ownChange(here, there)) {
    return [{ step, path: '', state: 'stale' }];
  }
  const found: Compared[] = [];
  for (const artifact of Object.values(here.outputs)) {
    for (const [path] of filesOf(artifact)) {
      const [a, b] = await Promise.all([hashOf(join(root, path)), hashOf(join(folder, path))]);
      const state = a === undefined || b === undefined ? 'missing' : a === b ? 'same' : 'differs';
      found.push({ step, path, state });
    }
  }
  return found;
}

/** Whether a fingerprint differs by more than what steps before it gave: then that is the finding. */
function ownChange(here: Receipt, there: Receipt | undefined): boolean {
  const components = there?.components ?? {};
  const names = new Set([...Object.keys(here.components), ...Object.keys(components)]);
  return [...names].some(
    (name) => !/^(?:input|file) /u.test(name) && here.components[name] !== components[name],
  );
}

async function hashOf(path: string): Promise<string | undefined> {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true ? hashFile(path, stats.size) : undefined;
}

function conclude(
  context: VerbContext,
  args: RunArguments,
  compared: readonly Compared[],
  ms: number,
): number {
  const count = (state: State): number => compared.filter((one) => one.state === state).length;
  const others = compared.filter(({ state }) => state !== 'same');
  for (const one of args.json ? compared : others) {
    const { step, path, state } = one;
    const what = path === '' ? `step ${step}` : `${path} (step ${step})`;
    tell(context, args, { event: 'file', ...one }, `${state.padEnd(11)} ${what}\n`);
  }
  const totals = { same: count('same'), differs: count('differs'), missing: count('missing') };
  const event = { ...totals, stale: count('stale'), never_built: count('never built'), ms };
  const rest = others.length === 0 ? 'nothing differs' : `${others.length} not the same`;
  const text = `${totals.same} files the same, byte for byte; ${rest}\n`;
  tell(context, args, { event: 'reproduce', ...event }, text);
  return others.length === 0 ? EXIT.done : EXIT.failed;
}
