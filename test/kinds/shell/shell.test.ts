import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/engine/kinds.ts';
import { runShell } from '../../../src/kinds/shell/shell.ts';
import { folder } from '../../support/folder.ts';

/** Runs a command in a folder of its own; gives the text that it wrote and what it printed. */
async function ran(run: string, more: Partial<Job> = {}, signal = new AbortController().signal) {
  const root = folder();
  const out = join(root, 'out.txt');
  const printed: string[] = [];
  const job: Job = {
    step: 'own',
    kind: 'shell',
    root,
    run,
    params: {},
    inputs: [],
    reads: {},
    files: [],
    steps: [],
    tool: false,
    synthetic: false,
    settings: [],
    fits: [],
    models: {},
    outputs: { own: out },
    work: root,
    threads: 1,
    ...more,
  };
  const log = (line: string) => void printed.push(line);
  await runShell(job, {
    log,
    count: () => undefined,
    progress: () => undefined,
    warn: () => undefined,
    signal,
  });
  return { text: readFileSync(out, 'utf8'), printed };
}

describe('a command', () => {
  it('gets inputs, parameters and files as one argument each, and writes its output', async () => {
    const { text } = await ran(
      "printf '[%s]' ${needs.panel} ${with.word} ${with.models} ${reads} > ${outputs.own}",
      {
        inputs: [{ name: 'panel', step: 'panel', path: '/a b/panel.parquet' }],
        params: { word: '$(touch x) "q"', models: [1, 2] },
        files: ['data/one.csv', 'data/t w o.csv'],
      },
    );
    expect(text).toBe('[/a b/panel.parquet][$(touch x) "q"][[1,2]][data/one.csv][data/t w o.csv]');
  });

  it('runs under a zone and locale of its own, and what it prints is logged by line', async () => {
    const { text, printed } = await ran(
      'echo one; echo; echo two; echo "$TZ $LANG" > ${outputs.own}',
    );
    expect(text).toBe('UTC C.UTF-8\n');
    expect(printed).toEqual(['one', 'two']);
  });

  it.each([
    ['exit 3', 'exit code 3', 'it printed nothing'],
    ['echo wrong >&2; false', 'exit code 1', 'wrong'],
    ['no-such-program', 'exit code 127', 'on the PATH?'],
    ['kill -9 $$', 'signal SIGKILL', 'it printed nothing'],
  ])('that fails is shown with what it said: %s', async (run, ended, hint) => {
    await expect(ran(run)).rejects.toMatchObject({
      code: 'E_COMMAND',
      where: 'pipeline.yaml#steps.own.run',
      message: expect.stringContaining(ended),
      hint: expect.stringContaining(hint),
    });
  });

  it('names what its placeholders may be', async () => {
    await expect(ran('cat ${need.panel}', { params: { year: 1 } })).rejects.toMatchObject({
      code: 'E_UNKNOWN_PLACEHOLDER',
      hint: 'it knows outputs.own, with.year, reads',
    });
  });

  it('is stopped by an interrupt', async () => {
    const stop = new AbortController();
    const run = ran('sleep 20', {}, stop.signal);
    stop.abort();
    await expect(run).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});
