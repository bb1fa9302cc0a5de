import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  misfit,
  privatePath,
  publishOutput,
  syncOutput,
} from '../../../src/engine/state/publish.ts';
import { folder } from '../../support/folder.ts';

const FILE = 'outputs/models/fit.json';
const SITE = 'outputs/report/';

/** A project, and a private folder in which a step wrote a file and a folder. */
function made() {
  const root = folder();
  const work = join(root, '.didactic/work/1/step');
  const [file, site] = [privatePath(work, 'fit', FILE), privatePath(work, 'report', SITE)];
  for (const path of [dirname(file), join(site, 'data')]) mkdirSync(path, { recursive: true });
  writeFileSync(file, 'new');
  writeFileSync(join(site, 'index.html'), 'new');
  writeFileSync(join(site, 'data/a.js'), 'new');
  return { root, work };
}

/** Puts files below a project. */
function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

describe('an output', () => {
  it('that is a file takes the place of an earlier one', () => {
    const { root, work } = made();
    write(root, { [FILE]: 'old' });
    publishOutput(root, work, 'fit', FILE);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe('new');
    expect(readdirSync(join(root, 'outputs/models'))).toEqual(['fit.json']);
  });

  it('that is a folder takes its place whole: nothing of the earlier one is left', () => {
    const { root, work } = made();
    write(root, { [`${SITE}old.html`]: 'old' });
    publishOutput(root, work, 'report', SITE);
    expect(readdirSync(join(root, SITE)).sort()).toEqual(['data', 'index.html']);
    expect(existsSync(join(work, 'report.old'))).toBe(false);
  });

  it('is forced to the disk first, each file of a folder', () => {
    const { work } = made();
    syncOutput(privatePath(work, 'report', SITE), true);
    syncOutput(privatePath(work, 'fit', FILE), false);
    expect(() => syncOutput(join(work, 'gone'), false)).toThrow(/ENOENT/u);
  });

  it('that cannot be moved leaves the earlier folder in its place', () => {
    const { root, work } = made();
    write(root, { 'outputs/gone/page.html': 'old' });
    expect(() => publishOutput(root, work, 'gone', 'outputs/gone/')).toThrow(/ENOENT/u);
    expect(readFileSync(join(root, 'outputs/gone/page.html'), 'utf8')).toBe('old');
  });
});

describe('an output that does not fit', () => {
  it('is a file that should be a folder, or the other way', () => {
    const { root, work } = made();
    expect(misfit(root, work, 'fit', FILE)).toBeUndefined();
    expect(misfit(root, work, 'report', SITE)).toBeUndefined();
    write(work, { 'wrong.folder': 'a file' });
    expect(misfit(root, work, 'wrong', 'outputs/wrong/')).toBe('the step made a file of it');
  });

  it('has something else in its place', () => {
    const { root, work } = made();
    write(root, { 'outputs/report': 'a file', [`${FILE}/inside`]: '' });
    expect(misfit(root, work, 'report', SITE)).toBe('a file stands in its place');
    expect(misfit(root, work, 'fit', FILE)).toBe('a folder stands in its place');
  });
});
