import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedVersions, readLockfile } from '../../src/kinds/packages.ts';
import { folder } from '../support/folder.ts';

const LOCK = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.1.0', dependencies: { b: '^2', c: '^3' } },
    'node_modules/b': { version: '2.2.0', peerDependencies: { a: '*' } },
    'node_modules/c': { version: '3.0.0', optionalDependencies: { binary: '1' } },
    'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '^3' } },
    'node_modules/binary': { version: '1.0.0' },
    'node_modules/other': { version: '9.0.0' },
  },
};

describe('versions of packages', () => {
  it('are those of all that they depend on, as Node would find them', () => {
    // The b that a uses lies in a's own folder; what is for one platform only is left out.
    expect(installedVersions(LOCK, ['a'])).toEqual({
      a: '1.1.0',
      'a/node_modules/b': '2.0.0',
      c: '3.0.0',
    });
  });

  it('follow a circle of peers once, and pass over what is not installed', () => {
    expect(installedVersions(LOCK, ['b', 'missing'])).toHaveProperty('b', '2.2.0');
  });

  it('are the same in whatever order packages are named', () => {
    const one = JSON.stringify(installedVersions(LOCK, ['other', 'a']));
    expect(JSON.stringify(installedVersions(LOCK, ['a', 'other']))).toBe(one);
  });
});

describe('the lockfile', () => {
  it('is what npm installed; failing that, what is asked for; failing that, empty', () => {
    const root = folder();
    expect(readLockfile(root)).toEqual({ packages: {} });
    writeFileSync(join(root, 'package-lock.json'), '{"packages":{"asked":{}}}');
    expect(readLockfile(root)).toEqual({ packages: { asked: {} } });
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages":{"installed":{}}}');
    expect(readLockfile(root)).toEqual({ packages: { installed: {} } });
  });
});
