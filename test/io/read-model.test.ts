import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readModel } from '../../src/io/read-model.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'model-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const SHAPE = z.object({ points: z.array(z.object({ x: z.number() })) });

function model(text: string) {
  const path = join(ROOT, 'model.json');
  writeFileSync(path, text);
  return { name: 'event_study', path, columns: '*' as const };
}

describe('readModel', () => {
  test('gives the parts asked for', async () => {
    const input = model('{"fits": [], "points": [{"x": 1, "y": 2}]}');
    expect(await readModel(input, SHAPE)).toEqual({ points: [{ x: 1 }] });
  });

  test.each([
    ['{"points": [{"x": 1}, {"x": "a"}]}', '"event_study" is not what this step reads: points.1.x'],
    ['{"fits": []}', '"event_study" is not what this step reads: points'],
    ['', '"event_study" is not what this step reads: it is not JSON'],
  ])('says where %s is wrong', async (text, message) => {
    await expect(readModel(model(text), SHAPE)).rejects.toMatchObject({
      code: 'E_MODEL_FILE',
      message: expect.stringContaining(message) as unknown,
    });
  });
});
