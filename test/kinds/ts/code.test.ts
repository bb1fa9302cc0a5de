import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleClosure } from '../../../src/kinds/ts/code.ts';
import { folder } from '../../support/folder.ts';

const FILES = {
  'steps/a.ts': `import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { double } from '../lib/double.ts';
export const run = (x: number): number => double(z.number().parse(x));
void readFile;
`,
  'lib/double.ts': 'export const double = (x: number): number => x * 2;\n',
};

/** The bundle of a step in a project of these files. */
function bundle(files: Readonly<Record<string, string>> = {}) {
  const root = folder();
  for (const [path, text] of Object.entries({ ...FILES, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return bundleClosure(root, 'steps/a.ts');
}

describe('the code of a TypeScript step', () => {
  it('is what it imports from the project; packages are named, Node’s own are not', async () => {
    const { files, packages } = await bundle();
    expect(files).toEqual(['lib/double.ts', 'steps/a.ts']);
    expect(packages).toEqual(['zod']);
  });

  it('is the same in another folder', async () => {
    expect((await bundle()).hash).toBe((await bundle()).hash);
  });

  it.each([
    ['a comment', '/** Twice. */\nexport const double = (x: number): number => x * 2; // two\n'],
    ['a type', 'type N = number;\nexport const double = (x: N): N => x * 2;\n'],
    [
      'a helper that nobody uses',
      `${FILES['lib/double.ts']}export const half = (x: number) => x / 2;\n`,
    ],
    ['blanks', 'export const double = (x: number): number =>\n\n    x   *   2;\n'],
  ])('does not change with %s', async (_, text) => {
    expect((await bundle({ 'lib/double.ts': text })).hash).toBe((await bundle()).hash);
  });

  it('changes with what it does, in whatever file that stands', async () => {
    const other = { 'lib/double.ts': 'export const double = (x: number): number => x * 3;\n' };
    expect((await bundle(other)).hash).not.toBe((await bundle()).hash);
  });

  it.each([
    ['does not parse', 'export const double = ;', 'lib/double.ts:1:23'],
    ['names a file that is not there', "export { double } from './gone.ts';", 'lib/double.ts:1:24'],
  ])('that %s is a mistake at its line', async (_, text, where) => {
    await expect(bundle({ 'lib/double.ts': text })).rejects.toMatchObject({
      code: 'E_STEP_CODE',
      where,
    });
  });
});
