import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readModelOf } from '../../src/io/read-input.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'input-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

test('reads a model file under the name that the project knows it by', async () => {
  const path = join(ROOT, 'outputs/models/power.json');
  mkdirSync(join(ROOT, 'outputs/models'), { recursive: true });
  writeFileSync(path, '{"功效": 1}');
  const context = {
    root: ROOT,
    model: (step: string) => ({ step, path }),
  };
  expect(await readModelOf(context, 'power', (file, text) => [file, text])).toEqual([
    'outputs/models/power.json',
    '{"功效": 1}',
  ]);
});
