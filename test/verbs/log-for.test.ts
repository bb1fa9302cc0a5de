import { expect, it } from 'vitest';
import { logFor } from '../../src/verbs/log-for.ts';
import type { VerbContext } from '../../src/verbs/terminal.ts';

function said(json: boolean): string {
  let text = '';
  const out = (more: string) => void (text += more);
  const terminal = { out, colour: false, isTerminal: false, columns: 80 };
  const context = { terminal, now: () => 0 } as unknown as VerbContext;
  const emit = logFor(context, { json, verbose: true });
  emit({ event: 'step', step: 'panel', state: 'unchanged', ms: 0, why: [] });
  return text;
}

it('writes JSON for programs and lines for people', () => {
  expect(JSON.parse(said(true))).toMatchObject({ event: 'step', step: 'panel' });
  expect(said(false)).toContain('panel');
  expect(said(false)).not.toContain('{');
});
