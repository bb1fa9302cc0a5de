import { readFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { writeBytes, writeJson, writeText } from '../../src/io/write.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('makes the folder, and leaves the file alone in it', async () => {
  const at = temporaryFolder();
  await writeText(at('new/deep/a.txt'), '用能权\n');
  expect(readFileSync(at('new/deep/a.txt'), 'utf8')).toBe('用能权\n');
  expect(readdirSync(dirname(at('new/deep/a.txt')))).toEqual(['a.txt']);
});

it('writes over what was there, and keeps it where nothing can be written', async () => {
  const at = temporaryFolder({ 'a.txt': 'old' });
  await writeBytes(at('a.txt'), Uint8Array.of(110, 101, 119));
  expect(readFileSync(at('a.txt'), 'utf8')).toBe('new');
  await expect(writeText(at('a.txt/b.txt'), 'x')).rejects.toThrow();
  expect(readFileSync(at('a.txt'), 'utf8')).toBe('new');
});

it('indents JSON and ends it with a line break', async () => {
  const at = temporaryFolder();
  await writeJson(at('a.json'), { n: [1] });
  expect(readFileSync(at('a.json'), 'utf8')).toBe('{\n  "n": [\n    1\n  ]\n}\n');
});
