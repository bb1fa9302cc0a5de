import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { damage, recordArtifact } from '../../src/engine/artifacts.ts';
import { FileHashes } from '../../src/engine/state/files.ts';
import { folder } from '../support/folder.ts';

/** A project with an output that is a file and one that is a folder, as their receipt has them. */
async function published() {
  const root = folder();
  mkdirSync(join(root, 'outputs/site/data'), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(root, 'outputs', path), text);
  write('a.csv', 'one');
  write('site/index.html', 'page');
  write('site/data/x.js', 'data');
  // A clock of long ago: every look hashes anew.
  const files = new FileHashes(root, {}, () => 0n);
  return {
    write,
    remove: (path: string) => rmSync(join(root, 'outputs', path), { recursive: true }),
    file: await recordArtifact(root, files, 'outputs/a.csv', undefined),
    site: await recordArtifact(root, files, 'outputs/site/', undefined),
    damaged: (artifact: Parameters<typeof damage>[1]) => damage(files, artifact),
  };
}

describe('an output', () => {
  it('is described by its bytes, a folder by those of each file', async () => {
    const { file, site, damaged } = await published();
    expect(file).toMatchObject({ path: 'outputs/a.csv', bytes: 3 });
    expect(site).toMatchObject({ bytes: 8 });
    expect(Object.keys(site.files ?? {})).toEqual(['data/x.js', 'index.html']);
    expect([await damaged(file), await damaged(site)]).toEqual([undefined, undefined]);
  });

  it('that was edited or is missing is not as its receipt says', async () => {
    const { file, write, remove, damaged } = await published();
    write('a.csv', 'two');
    expect(await damaged(file)).toBe('output outputs/a.csv was edited');
    remove('a.csv');
    expect(await damaged(file)).toBe('output outputs/a.csv is missing');
  });

  it('that is a folder is damaged by each file of it, and by one too many', async () => {
    const { site, write, remove, damaged } = await published();
    write('site/index.html', 'PAGE');
    expect(await damaged(site)).toBe('output outputs/site/index.html was edited');
    write('site/index.html', 'page');
    write('site/more.html', '');
    expect(await damaged(site)).toBe("output outputs/site/more.html is not the step's");
    remove('site/more.html');
    remove('site/data');
    expect(await damaged(site)).toBe('output outputs/site/data/x.js is missing');
    remove('site');
    expect(await damaged(site)).toBe('output outputs/site/ is missing');
  });
});
