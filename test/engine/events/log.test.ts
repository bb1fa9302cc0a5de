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
    const line = 'running    incopat              2.0 s  4 of 10 files, 2/s, 3.0 s left';
    expect(take()).toBe(`\u001B[1A\u001B[J${line.slice(0, 59)}\n`);
    emit({ event: 'step', step: 'incopat', state: 'built', ms: 2000, why: ['code'], rows: 1234 });
    expect(take()).toBe(
      '\u001B[1A\u001B[Jbuilt      incopat              2.0 s  1,234 rows  (code)\n',
    );
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
