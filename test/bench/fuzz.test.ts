import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fuzzCase, judgeCase } from '../../bench/fuzz/case.ts';

// `npm run fuzz -- ingest` does the same with thousands, in processes that it can end.
const FILES = 120;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a bad file', () => {
  test.each(Array.from({ length: FILES }, (_, number) => [number, fuzzCase(7, number)] as const))(
    '%i ends in a coded error, with its reason or with counts that add up',
    async (_, one) => {
      const { end, wrong } = await judgeCase(one, join(folder, 'project'));
      expect(wrong === '' ? '' : `${one.story}: ${end}: ${wrong}`).toBe('');
    },
  );

  test('is the same for the same seed and number', () => {
    expect(fuzzCase(3, 5).bytes.equals(fuzzCase(3, 5).bytes)).toBe(true);
    const stories = new Set(Array.from({ length: 30 }, (_, number) => fuzzCase(3, number).story));
    expect(stories.size).toBeGreaterThan(25);
  });
});
