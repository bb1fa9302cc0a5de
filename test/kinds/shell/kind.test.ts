import { expect, it } from 'vitest';
import type { FileHashes } from '../../../src/engine/state/files.ts';
import type { StepSpec } from '../../../src/engine/study/study.ts';
import { shellKind } from '../../../src/kinds/shell/kind.ts';
import type { Tools } from '../../../src/kinds/tools.ts';

/** The kind in a project that has these files, each with its hash. */
const kindIn = (known: Readonly<Record<string, string>>) => {
  const files = {
    exists: (path: string) => path in known,
    hash: (path: string) => Promise.resolve(known[path]),
  } as unknown as FileHashes;
  return shellKind({ root: '/p', files } as unknown as Tools);
};
const step = (run: string) => ({ name: 's', run }) as unknown as StepSpec;

it('counts the files that a command names as its code, and nothing else', async () => {
  const known = { 'check.R': 'a', 'my data.csv': 'b', 'unnamed.R': 'c' };
  const { files } = await kindIn(known).code(step('Rscript check.R --in="my data.csv" /etc/hosts'));
  expect(files).toEqual({ 'check.R': 'a', 'my data.csv': 'b' });
});

it('has other code for another command or another file, and the same for the same', async () => {
  const hash = async (run: string, content: string) =>
    (await kindIn({ 'check.R': content }).code(step(run))).hash;
  const once = await hash('Rscript check.R', 'a');
  expect(await hash('Rscript check.R', 'a')).toBe(once);
  expect(await hash('Rscript check.R', 'b')).not.toBe(once);
  expect(await hash('Rscript check.R -q', 'a')).not.toBe(once);
});
