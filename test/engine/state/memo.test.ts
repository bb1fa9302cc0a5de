import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Memo, readCache, writeWhole } from '../../../src/engine/state/memo.ts';
import { folder } from '../../support/folder.ts';

describe('the memo', () => {
  it('asks once and forgets what is not used', async () => {
    let asked = 0;
    const answer = () => (asked += 1);
    let saved = new Memo(undefined);
    await saved.get('kept', answer);
    await saved.get('left', answer);
    for (let run = 0; run < 25; run += 1) {
      saved = new Memo(JSON.parse(JSON.stringify(saved)) as never);
      expect(await saved.get('kept', answer)).toBe(1);
    }
    expect(asked).toBe(2);
    expect(new Memo(JSON.parse(JSON.stringify(saved)) as never).peek('left')).toBeUndefined();
  });

  it('forgets what a program of another format remembers', () => {
    const memo = new Memo(undefined);
    memo.put('a', 1);
    const saved = JSON.parse(JSON.stringify(memo)) as { format: number };
    expect(new Memo(saved as never).peek('a')).toBe(1);
    expect(new Memo({ ...saved, format: 1 } as never).peek('a')).toBeUndefined();
  });
});

describe('a cache file', () => {
  it('is replaced whole, in a folder that may not be there yet', () => {
    const root = folder();
    const path = join(root, 'cache/memo.json');
    writeWhole(path, '{"a":1}');
    writeWhole(path, '{"a":2}');
    expect(readFileSync(path, 'utf8')).toBe('{"a":2}');
    expect(existsSync(`${path}.partial`)).toBe(false);
  });

  it('may be missing or damaged', () => {
    const path = join(folder(), 'memo.json');
    expect(readCache(path)).toBeUndefined();
    writeFileSync(path, '{"a":');
    expect(readCache(path)).toBeUndefined();
  });
});
