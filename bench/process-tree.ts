import { readdirSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';

export interface Measured {
  readonly exit: number;
  readonly wallMs: number;
  /** Largest sum of resident memory of the process and its children, bytes; NaN off Linux. */
  readonly peakBytes: number;
  readonly out: string;
}

const SAMPLE_MS = 40;
const PAGE_BYTES = 4096;

/** Runs a command and samples the memory of all its processes from /proc. */
export async function measure(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Measured> {
  const began = performance.now();
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  let peak = process.platform === 'linux' ? 0 : Number.NaN;
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  const timer = setInterval(() => {
    if (child.pid !== undefined) peak = Math.max(peak, residentBytes(child.pid));
  }, SAMPLE_MS);
  const exit = await new Promise<number>((resolve) =>
    child.on('close', (code) => resolve(code ?? -1)),
  );
  clearInterval(timer);
  return { exit, wallMs: performance.now() - began, peakBytes: peak, out };
}

function residentBytes(root: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const children = new Map<number, number[]>();
  const resident = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const parent = Number(fields[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
      resident.set(Number(name), Number(fields[21]) * PAGE_BYTES);
    } catch {
      // The process ended between listing and reading.
      continue;
    }
  }
  let sum = 0;
  const pending = [root];
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    sum += resident.get(pid) ?? 0;
    pending.push(...(children.get(pid) ?? []));
  }
  return sum;
}
