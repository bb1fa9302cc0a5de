/**
 * `npm run fuzz -- ingest [FILES] [--seed N] [--only NUMBER]`: bad files through the source steps. Each must
 * end in a coded error, an ignored file with its reason, or counts that add up, within a minute and
 * 2 GiB. The last line says how many did; the exit code is 1 if any did not.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answered } from './fuzz/worker.ts';

const LIMIT_MS = 60_000;
const LIMIT_KIB = 2 * 1024 * 1024;
const WORKERS = 2;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const [what = 'ingest', wanted = '2000'] = positionals;
if (what !== 'ingest') throw new Error(`npm run fuzz -- ingest, not ${what}`);
const seed = Number(values.seed);
const queue =
  values.only === undefined
    ? Array.from({ length: Number(wanted) }, (_, i) => i)
    : [Number(values.only)];
const total = queue.length;
const ends = new Map<string, number>();
const bad: Answered[] = [];

await Promise.all(Array.from({ length: Math.min(WORKERS, total) }, work));

for (const [end, count] of [...ends].sort(([, a], [, b]) => b - a)) {
  process.stdout.write(`${String(count).padStart(6)}  ${end}\n`);
}
for (const { number, story, end, wrong } of bad.sort((a, b) => a.number - b.number)) {
  process.stdout.write(`WRONG ${number}: ${story}: ${end}: ${wrong}\n`);
}
process.stdout.write(
  `${total} files, seed ${seed}: ${total - bad.length} as they should, ${bad.length} not\n`,
);
process.exitCode = bad.length === 0 ? 0 : 1;

/** Takes files from the queue; a child that hangs, dies or grows is replaced. */
async function work(): Promise<void> {
  let child = start();
  for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
    const answer = await ask(child, number);
    ends.set(answer.end, (ends.get(answer.end) ?? 0) + 1);
    if (answer.wrong !== '') bad.push(answer);
    if (answer.end === 'hang' || !child.connected || peakKib(child) > LIMIT_KIB / 2) {
      child.kill('SIGKILL');
      child = start();
    }
  }
  child.disconnect();
}

function start(): ChildProcess {
  return fork(join(import.meta.dirname, 'fuzz/worker.ts'), {
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

function ask(child: ChildProcess, number: number): Promise<Answered> {
  return new Promise((resolve) => {
    let story = '';
    let timer: NodeJS.Timeout | undefined;
    const end = (answer: Answered): void => {
      clearTimeout(timer);
      child.removeAllListeners('message').removeAllListeners('exit');
      const peak = peakKib(child);
      const large = peak > LIMIT_KIB ? `${Math.round(peak / 1024)} MiB` : '';
      resolve(answer.wrong === '' ? { ...answer, wrong: large } : answer);
    };
    child.on('message', (message: Partial<Answered>) => {
      story = message.story ?? '';
      if (message.end !== undefined) end(message as Answered);
      // The time counts from when the file is made.
      else
        timer = setTimeout(() => {
          child.kill('SIGKILL');
          end({ number, story, end: 'hang', wrong: `no end after ${LIMIT_MS / 1000} s` });
        }, LIMIT_MS);
    });
    child.on('exit', (code, signal) =>
      end({ number, story, end: 'crash', wrong: `the process ended with ${signal ?? code}` }),
    );
    child.send({ seed, number });
  });
}

/** Largest memory of a process so far; zero where the system does not tell. */
function peakKib({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
