import { describe, expect, it } from 'vitest';
import type { Preview } from '../../src/engine/plan.ts';
import { tellPreview } from '../../src/verbs/preview-text.ts';
import type { VerbContext } from '../../src/verbs/terminal.ts';

const STEPS: Preview[] = [
  { step: 'cities', state: 'unchanged', why: [] },
  { step: 'panel', state: 'build', why: ['settings.policy_year: 2017 → 2016'] },
  { step: 'table1', state: 'maybe', why: ['depends on what panel will give'] },
];

function told(steps: readonly Preview[], { json = false, all = false } = {}): string {
  let text = '';
  const terminal = {
    out: (part: string) => (text += part),
    err: () => undefined,
    isTerminal: false,
    colour: false,
    columns: 80,
  };
  tellPreview({ terminal } as unknown as VerbContext, { json }, steps, all);
  return text;
}

describe('what a run would do', () => {
  it('is summed up first, then told of the steps that are not unchanged', () => {
    expect(told(STEPS).split('\n')).toEqual([
      '3 steps: 1 unchanged, 1 would be built, 1 may be built',
      'build      panel                (settings.policy_year: 2017 → 2016)',
      'maybe      table1               (depends on what panel will give)',
      '',
    ]);
    expect(told(STEPS, { all: true })).toContain('\nunchanged  cities\n');
  });

  it('ends with what the reader should know of steps that stay as they are', () => {
    const warned: Preview = { step: 'cities', state: 'unchanged', why: [], warnings: ['one'] };
    expect(told([warned])).toBe('1 step: 1 unchanged\nwarning: cities: one\n');
    expect(told([warned], { json: true })).toContain('"warnings":["one"]');
  });

  it('is one line where there is nothing to do', () => {
    expect(told(STEPS.slice(0, 1))).toBe('1 step: 1 unchanged\n');
    expect(told([])).toBe('0 steps: nothing\n');
  });

  it('is an object a step for a program, and nothing else', () => {
    const lines = told(STEPS, { json: true }).trim().split('\n');
    const events = lines.map((line) => JSON.parse(line) as unknown);
    expect(events).toEqual(STEPS.map((step) => ({ event: 'plan', ...step })));
  });
});
