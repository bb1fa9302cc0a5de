import { describe, expect, it } from 'vitest';
import { parseArguments, parseJobs, parseOverrides } from '../../src/verbs/arguments.ts';

const parse = (...argv: string[]) => {
  const { words, flags } = parseArguments(argv, [
    '--set',
    '--force',
    '--json',
    '--jobs',
    '--where',
  ]);
  return { words, flags: Object.fromEntries(flags) };
};
const usage = (message: string, hint: unknown = expect.anything()) =>
  expect.objectContaining({ code: 'E_USAGE', message: expect.stringContaining(message), hint });

describe('a command line', () => {
  it('is words and flags, in any order', () => {
    expect(
      parse('a', '--json', 'b', '--jobs', '2', '--set=settings.x=1', '--set', 'settings.y=2'),
    ).toEqual({
      words: ['a', 'b'],
      flags: { '--json': [''], '--jobs': ['2'], '--set': ['settings.x=1', 'settings.y=2'] },
    });
  });

  it('gives a flag its value although that begins with a minus, but no other flag', () => {
    expect(parse('--where', '-x > 1').flags).toEqual({ '--where': ['-x > 1'] });
    expect(() => parse('--jobs', '--json')).toThrow(usage('--jobs needs a value'));
    expect(parse('--force', '--json').flags).toEqual({ '--force': [''], '--json': [''] });
    expect(parse('--force', 'panel').flags).toEqual({ '--force': ['panel'] });
  });

  it('with a flag that is not known names the nearest', () => {
    expect(() => parse('--jbos', '2')).toThrow(usage('no flag --jbos', 'Did you mean "--jobs"?'));
    expect(() => parse('--json=yes')).toThrow(usage('--json takes no value'));
  });
});

describe('a setting for one command', () => {
  it('is JSON, or else text', () => {
    const values = [
      'settings.a=2016',
      'settings.b=data/raw',
      'settings.c=[1,"x"]',
      'settings.d=a=b',
    ];
    expect(parseOverrides(values)).toEqual({ a: 2016, b: 'data/raw', c: [1, 'x'], d: 'a=b' });
  });

  it('is written with its name', () => {
    expect(() => parseOverrides(['a=1'])).toThrow(usage('--set a=1'));
  });
});

it('the number of steps at a time is a whole one', () => {
  expect(parseJobs('4')).toBe(4);
  expect(parseJobs(undefined)).toBeGreaterThan(0);
  for (const text of ['0', '1.5', 'many', '', '257'])
    expect(() => parseJobs(text)).toThrow(usage('--jobs'));
});
