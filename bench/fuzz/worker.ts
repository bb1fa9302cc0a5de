/** The child of the fuzzer: it reads one bad file after the other, so that its parent can end it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzzCase, judgeCase, type Verdict } from './case.ts';

export interface Asked {
  readonly seed: number;
  readonly number: number;
}

export interface Answered extends Verdict {
  readonly number: number;
  readonly story: string;
}

const folder = mkdtempSync(join(tmpdir(), 'didactic-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('disconnect', () => process.exit());
process.on('message', ({ seed, number }: Asked) => {
  const one = fuzzCase(seed, number);
  process.send?.({ number, story: one.story });
  void judgeCase(one, join(folder, 'project')).then((verdict) => {
    process.send?.({ number, story: one.story, ...verdict } satisfies Answered);
  });
});
