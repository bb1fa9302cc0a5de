import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { finished, project, stepFile } from '../support/rig.ts';

const STUDY = `study: { title: Run }
settings: { n: 3 }
steps:
  numbers: { kind: sql, with: { n: "\${settings.n}" }, expect: { key: [i], rows: [1, 3] } }
  squares: { kind: sql, needs: [numbers] }
  texts:   { kind: ts, run: steps/texts.ts, needs: [squares] }
  apart:   { kind: sql }
`;
const FILES = {
  'pipeline.yaml': STUDY,
  'sql/numbers.sql': "select range::integer as i from range(getvariable('n')) order by i",
  'sql/squares.sql': 'select i, i * i as square from numbers order by i',
  'sql/apart.sql': "select 'x' as x",
  'steps/texts.ts': stepFile({
    outputs: '{ [step]: `outputs/${step}.txt` }',
    reads: "{ squares: ['square'] }",
    body: `const f = await readFrame(c.input('squares'));
    await writeText(c.output('texts'), f.columns.square.values.join(' '));`,
  }),
};

describe('a failing step', () => {
  it('leaves every earlier output as it was, and names what it blocks', async () => {
    const p = project(FILES);
    expect((await p.run()).exit).toBe(0);
    const before = [p.bytes('outputs/texts.txt'), p.bytes('outputs/parquet/squares.parquet')];
    p.write({ 'sql/squares.sql': 'select i, j from numbers' });
    const failed = await p.run();
    expect(failed.exit).toBe(1);
    expect(failed.states).toMatchObject({
      numbers: 'unchanged',
      squares: 'failed',
      texts: 'blocked',
    });
    expect(failed.error).toMatchObject({ code: 'E_SQL', where: 'sql/squares.sql:1' });
    expect(failed.error?.message).toContain('"j"');
    expect([p.bytes('outputs/texts.txt'), p.bytes('outputs/parquet/squares.parquet')]).toEqual(
      before,
    );
    expect(failed.events.at(-1)).toMatchObject({ event: 'run', state: 'failed', failed: 1 });
    p.write({ 'sql/squares.sql': FILES['sql/squares.sql'] });
    expect((await p.run()).events.at(-1)).toMatchObject({ built: 0, unchanged: 4 });
  });

  it('stops what has not started, unless told to keep going', async () => {
    const p = project({ ...FILES, 'sql/numbers.sql': 'select nothing as i' });
    const stopped = await p.run('--jobs', '1');
    expect(stopped.states).toMatchObject({ numbers: 'failed', apart: 'blocked' });
    const going = await p.run('--jobs', '1', '--keep-going');
    expect(going.exit).toBe(1);
    expect(going.states).toEqual({
      numbers: 'failed',
      squares: 'blocked',
      texts: 'blocked',
      apart: 'built',
    });
  });

  it('shows the offending rows of a broken contract and publishes nothing', async () => {
    const p = project(FILES);
    await p.run();
    const before = p.bytes('outputs/parquet/numbers.parquet');
    const failed = await p.run('--set', 'settings.n=5');
    expect(failed.error).toMatchObject({ code: 'E_CONTRACT', where: 'pipeline.yaml:4:55' });
    expect(failed.error?.message).toContain('has 1 to 3 rows');
    expect(failed.error?.hint).toMatch(/^offending rows:\n {4}rows\n {7}5$/);
    expect(p.bytes('outputs/parquet/numbers.parquet')).toEqual(before);
  });

  it('tells a bug of a step from a mistake of the user', async () => {
    const p = project({
      ...FILES,
      'steps/texts.ts': stepFile({ body: "throw new TypeError('a bug of the step');" }),
    });
    const failed = await p.run();
    expect(failed.error?.code).toBe('E_BUG');
    expect(failed.error?.message).toBe('a bug of the step');
    expect(JSON.stringify(failed.events)).toContain('steps/texts.ts');
  });

  it('says that an output was not written', async () => {
    const p = project({
      ...FILES,
      'steps/texts.ts': stepFile({ body: 'await Promise.resolve();' }),
    });
    expect((await p.run()).error).toMatchObject({ code: 'E_NO_OUTPUT' });
  });
});

describe('the command line', () => {
  it('ends with 2 and the nearest name for what it does not know', async () => {
    const p = project(FILES);
    const cases: [string[], string][] = [
      [['rum'], 'Did you mean "run"?'],
      [['run', 'squaers'], 'Did you mean "squares"?'],
      [['run', '--jbos', '2'], 'Did you mean "--jobs"?'],
      [['run', '--jobs', 'many'], 'a whole number'],
      [['run', '--set', 'settings.m=3'], 'settings.m'],
      [['run', '--set', 'n=3'], 'settings.NAME=VALUE'],
      [['why'], 'needs a step'],
      [['graph', '--format', 'png'], 'text, mermaid or svg'],
    ];
    for (const [args, text] of cases) {
      const result = await p.call(args);
      expect(result.exit, args.join(' ')).toBe(2);
      expect(result.err).toContain(text);
      expect(result.err).not.toContain('    at ');
    }
  });

  it('says that a folder holds no study', async () => {
    const p = project({});
    const result = await p.run();
    expect(result.exit).toBe(2);
    expect(result.error).toMatchObject({ code: 'E_NO_STUDY' });
  });

  it('plans without doing, and explains', async () => {
    const p = project(FILES);
    const dry = await p.run('--dry-run');
    expect(dry.events.map((e) => ('state' in e ? e.state : ''))).toEqual([
      'build',
      'build',
      'build',
      'build',
    ]);
    expect(existsSync(join(p.root, 'outputs'))).toBe(false);
    await p.run();
    p.write({ 'sql/numbers.sql': 'select range::integer as i from range(3) order by i' });
    const why = await p.call(['why', 'numbers']);
    expect(why.out).toBe('numbers would be built\n  code\n');
    const status = await p.call(['status', '--json']);
    expect(status.events).toMatchObject([
      { step: 'numbers', state: 'build' },
      { step: 'squares', state: 'maybe' },
      { step: 'texts', state: 'maybe' },
      { step: 'apart', state: 'unchanged' },
    ]);
  });

  it('draws the graph', async () => {
    const p = project(FILES);
    expect((await p.call(['graph'])).out).toContain('squares  sql   <- numbers\n');
    expect((await p.call(['graph', '--format', 'mermaid'])).out).toContain('numbers --> squares');
    expect((await p.call(['graph', '--format', 'svg', 'squares'])).out).toMatch(
      /<svg[\s\S]*squares/,
    );
  });

  it('speaks plainly on a pipe', async () => {
    const p = project(FILES);
    const { out } = await p.call(['run']);
    expect(out).toMatch(/^built {6}numbers {14}\d.* 3 rows {2}\(never built\)$/m);
    expect(out).toMatch(/^ok: 4 built in /m);
    expect(out).not.toContain('\u001B');
  });
});

describe('the lock', () => {
  it('refuses a second run while the first works, and is taken over from the dead', async () => {
    const p = project(FILES);
    mkdirSync(join(p.root, '.didactic'));
    const lock = join(p.root, '.didactic/lock');
    const own = { pid: process.pid, started: startOf(process.pid) };
    writeFileSync(lock, JSON.stringify(own));
    const refused = await p.run();
    expect(refused.exit).toBe(3);
    expect(refused.error).toMatchObject({ code: 'E_LOCKED' });
    expect(refused.error?.message).toContain(String(process.pid));
    // The same process id, started at another time: the owner is dead.
    writeFileSync(lock, JSON.stringify({ ...own, started: '1' }));
    expect((await p.run()).exit).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });
});

describe('a killed run', () => {
  const slow = {
    ...FILES,
    'steps/texts.ts': stepFile({
      outputs: '{ [step]: `outputs/${step}.txt` }',
      reads: "{ squares: ['square'] }",
      params: '{}',
      body: `c.log('working');
    await writeText(c.output('texts'), 'half');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await writeText(c.output('texts'), 'whole');`,
    }),
  };

  it('recovers by itself and ends as a clean run does', async () => {
    const clean = project(FILES);
    await clean.run();
    const p = project(slow);
    const child = p.start('--json');
    const ended = finished(child);
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (text: Buffer) => text.includes('working') && resolve());
    });
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(join(p.root, 'outputs/texts.txt'))).toBe(false);
    p.write({ 'steps/texts.ts': FILES['steps/texts.ts'] });
    const again = await p.run();
    expect(again.exit).toBe(0);
    expect(again.states).toMatchObject({
      numbers: 'unchanged',
      squares: 'unchanged',
      texts: 'built',
    });
    for (const file of ['texts.txt', 'parquet/numbers.parquet', 'parquet/squares.parquet']) {
      expect(p.bytes(`outputs/${file}`)).toEqual(clean.bytes(`outputs/${file}`));
    }
    expect(existsSync(join(p.root, '.didactic/work'))).toBe(false);
  });

  it('ends with 130 on an interrupt and leaves no child and no lock', async () => {
    const p = project(slow);
    const child = p.start('--json');
    const ended = finished(child);
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (text: Buffer) => text.includes('working') && resolve());
    });
    child.kill('SIGINT');
    const result = await ended;
    expect(result.exit).toBe(130);
    expect(result.events.at(-1)).toMatchObject({ event: 'run', state: 'interrupted' });
    expect(existsSync(join(p.root, '.didactic/lock'))).toBe(false);
    await sleep(200);
    expect(processesIn(p.root)).toEqual([]);
  });
});

/** Start time of a process as the lock writes it, from the same source. */
function startOf(pid: number): string {
  const stat = process.platform === 'linux' ? readText(`/proc/${pid}/stat`) : '';
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function readText(path: string): string {
  return process.getBuiltinModule('node:fs').readFileSync(path, 'utf8');
}

/** Command lines of living processes that name a folder. */
function processesIn(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((command) => command.includes(folder));
}

describe('a warning of a step', () => {
  const warned = (text: string) => ({
    'pipeline.yaml': 'study: {}\nsteps: { a: { kind: ts, run: steps/a.ts } }\n',
    'steps/a.ts': stepFile({
      body: `c.warn(${JSON.stringify(text)});
    await writeParquet(c.output('a'), { x: 'INTEGER' }, [[1]]);`,
    }),
  });
  const warnings = ({ events }: { readonly events: readonly object[] }) =>
    events.filter((event) => 'event' in event && event.event === 'warning');

  it('is told by the run that builds it, and by each that leaves it as it is', async () => {
    const p = project(warned('two files gave nothing'));
    const told = [{ event: 'warning', step: 'a', message: 'two files gave nothing' }];
    for (const state of ['built', 'unchanged', 'unchanged']) {
      const ran = await p.run();
      expect(ran.states).toEqual({ a: state });
      expect(warnings(ran)).toEqual(told);
    }
    const status = await p.call(['status']);
    expect(status.out).toContain('warning: a: two files gave nothing\n');
    p.write(warned('one file gave nothing'));
    expect(warnings(await p.run())).toEqual([{ ...told[0], message: 'one file gave nothing' }]);
  });
});
