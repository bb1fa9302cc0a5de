import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** A test of `src/a/b.ts` is found without a search: it is `test/a/b.test.ts`. */
const SHARE = 0.6;
/** Rooms whose tests are at least half as long as what they test. */
const TESTED = ['kinds', 'report', 'io'];

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`.replaceAll('\\', '/'))
    .sort();
}

function lines(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length - 1, 0);
}

describe('the tests', () => {
  it('of most files stand at the path of the file', () => {
    const files = filesOf('src');
    expect(files.length).toBeGreaterThan(300);
    const without = files.filter(
      (file) => !existsSync(file.replace(/^src/u, 'test').replace(/\.ts$/u, '.test.ts')),
    );
    const share = 1 - without.length / files.length;
    expect(share, `without a test:\n${without.join('\n')}`).toBeGreaterThanOrEqual(SHARE);
  });

  it.each(TESTED)('of %s are at least half as long as what they test', (room) => {
    expect(lines(filesOf(`test/${room}`)) / lines(filesOf(`src/${room}`))).toBeGreaterThan(0.5);
  });
});
