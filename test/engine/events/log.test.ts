import { describe, expect, it } from 'vitest';
import { jsonLog, textLog, type LogOptions } from '../../../src/engine/events/log.ts';

function written(options: Partial<LogOptions>) {
  let text = '';
  let now = 0;
  const emit = textLog({
    write: (part) => (text += part),
    now: () => now,
    colour: false,
    live: false,
    verbose: false,
    columns: 60,
    ...options,
  });
  const take = () => {
    const taken = text;
    text = '';
    return taken;
  };
  return { emit, take, at: (ms: number) => (now = ms) };
}

describe('the log of a person', () => {
  it('rewrites the lines of running steps on a terminal', () => {
    const { emit, take, at } = written({ live: true });
    emit({ event: 'start', step: 'incopat', why: [] });
    expect(take()).toBe('running    incopat              0 ms\n');
    at(2000);
    emit({ event: 'progress', step: 'incopat', done: 4, total: 10, unit: 'files' });
    const line = 'running    incopat              2.0 s  4 of 10 files, 2/s,…';
    expect(take()).toBe(`\u001B[1A\u001B[J${line}\n`);
    emit({ event: 'step', step: 'incopat', state: 'built', ms: 2000, why: ['code'], rows: 1234 });
    expect(take()).toBe(
      '\u001B[1A\u001B[Jbuilt      incopat              2.0 s  1,234 rows  (code)\n',
    );
  });

  it('counts steps and says how long the rest will take, below the running ones', () => {
    const { emit, take, at } = written({ live: true, columns: 80 });
    const steps = [
      { step: 'a', needs: [], ms: 3000 },
      { step: 'b', needs: ['a'], ms: 60_000 },
      { step: 'c', needs: [] },
    ];
    emit({ event: 'begin', jobs: 2, steps: steps.slice(0, 2) });
    emit({ event: 'start', step: 'a', why: ['code'] });
    expect(take()).toMatch(/running    a {20}0 ms\n0 of 2 steps, about 1 min 3 s left\n$/u);
    at(3000);
    emit({ event: 'step', step: 'a', state: 'built', ms: 3000, why: ['code'] });
    emit({ event: 'start', step: 'b', why: ['code'] });
    const redrawn = take();
    expect(redrawn).toContain('\u001B[2A\u001B[Jbuilt ');
    expect(redrawn).toMatch(/\n1 of 2 steps, about 1 min 0 s left\n$/u);
    emit({ event: 'begin', jobs: 2, steps });
    expect(take()).toMatch(/1 of 3 steps, over 1 min 0 s left\n$/u);
    emit({ event: 'begin', jobs: 2, steps: [{ step: 'b', needs: [] }] });
    expect(take()).toMatch(/1 of 1 steps\n$/u);
  });

  it('ends with what was done and where the report is', () => {
    const { emit, take } = written({});
    const totals = { built: 3, restored: 0, unchanged: 64, failed: 0, blocked: 0, ms: 4100 };
    const report = 'outputs/report/index.html';
    emit({ event: 'run', state: 'ok', ...totals, report });
    expect(take()).toBe(`ok: 3 built, 64 unchanged in 4.1 s\nreport: ${report}\n`);
  });

  it('says warnings of steps together, before its last line', () => {
    const { emit, take } = written({});
    emit({ event: 'warning', step: 'a', message: 'x.csv gives nothing' });
    expect(take()).toBe('');
    const totals = { built: 1, restored: 0, unchanged: 0, failed: 0, blocked: 0, ms: 10 };
    emit({ event: 'run', state: 'ok', ...totals });
    expect(take()).toBe('warning: a: x.csv gives nothing\nok: 1 built in 10 ms\n');
  });

  it('names the first steps that were not started, below what failed', () => {
    const { emit, take } = written({});
    for (const step of ['a', 'b', 'c', 'd', 'e']) {
      emit({ event: 'step', step, state: 'blocked', ms: 0, why: [] });
    }
    expect(take()).toBe('');
    const totals = { built: 0, restored: 0, unchanged: 0, failed: 1, blocked: 5, ms: 10 };
    emit({ event: 'run', state: 'failed', ...totals });
    expect(take()).toBe(
      'blocked    a, b, c and 2 more: not started, since a step failed\nfailed: 1 failed, 5 blocked in 10 ms\n',
    );
  });

  it('sets all lines of a message below the name of its step', () => {
    const { emit, take } = written({});
    emit({ event: 'log', step: 'a', message: 'left out: 1\n  b: a picture' });
    expect(take()).toBe('           a: left out: 1\n             b: a picture\n');
  });

  it('writes finished lines only on a pipe, and no codes of a terminal', () => {
    const { emit, take } = written({});
    emit({ event: 'start', step: 'panel', why: [] });
    emit({ event: 'tick' });
    emit({ event: 'step', step: 'cities', state: 'unchanged', ms: 1, why: [] });
    expect(take()).toBe('');
    const why = ['a', 'b', 'c', 'd'];
    emit({ event: 'step', step: 'panel', state: 'built', ms: 5, why });
    expect(take()).toBe('built      panel                5 ms  (a, b, and 2 more)\n');
  });

  it('shows a mistake with its place and what to try, and colours a state on request', () => {
    const { emit, take } = written({ colour: true });
    const error = { code: 'E_SQL', where: 'sql/a.sql:2', message: 'no', hint: 'try' };
    emit({ event: 'step', step: 'a', state: 'failed', ms: 1, why: [], error });
    expect(take()).toBe(
      '\u001B[31mfailed    \u001B[0m a                    1 ms\nsql/a.sql:2 E_SQL no\n  try\n',
    );
  });
});

describe('the log of a program', () => {
  it('is one JSON object a line', () => {
    let text = '';
    const emit = jsonLog((part) => (text += part));
    emit({ event: 'log', step: 'a', message: 'two\nlines' });
    emit({ event: 'start', step: 'b', why: [] });
    expect(
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => (JSON.parse(line) as { step: string }).step),
    ).toEqual(['a', 'b']);
  });
});
