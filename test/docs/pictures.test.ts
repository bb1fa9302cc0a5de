import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOf, PICTURES, PROJECT, RECORD } from '../../docs/pictures.ts';

const record = JSON.parse(readFileSync(join(PROJECT, RECORD), 'utf8')) as Record<string, string>;
const texts = ['README.md', 'README.zh.md', ...inDocs((file) => file.endsWith('.md'))].map((file) =>
  readFileSync(join(PROJECT, file), 'utf8'),
);

/** What a run makes is there in CI, which runs the pipeline before the tests. */
const HAS_OUTPUTS =
  process.env['CI'] === 'true' ||
  PICTURES.every(({ sources }) => sources.every((file) => existsSync(join(PROJECT, file))));

function inDocs(chosen: (file: string) => boolean): string[] {
  return readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
    .filter(chosen)
    .sort();
}

describe('the pictures of the README', () => {
  it('are those that the script draws, and each is shown somewhere', () => {
    const drawn = PICTURES.map(({ name }) => `docs/images/${name}`).sort();
    expect(inDocs((file) => file.endsWith('.png'))).toEqual(drawn);
    expect(Object.keys(record).sort()).toEqual(PICTURES.map(({ name }) => name).sort());
    const unseen = PICTURES.filter(
      ({ name }) => !texts.some((text) => text.includes(`images/${name})`)),
    );
    expect(unseen).toEqual([]);
  });

  it.skipIf(!HAS_OUTPUTS).each(PICTURES)('$name shows what a run makes today', (picture) => {
    const hint = 'npm run pipeline, then npm run pictures, and look at docs/images';
    expect(hashOf(picture), hint).toBe(record[picture.name]);
  });
});
