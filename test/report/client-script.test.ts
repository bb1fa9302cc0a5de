import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { clientScript } from '../../src/report/client-script.ts';

it('gives each file a scope of its own, without types', () => {
  const script = clientScript(
    ['const a: number = 1;', 'const a = "x" as string;'],
    stripTypeScriptTypes,
  );
  expect(script).not.toMatch(/: number|as string/u);
  // Two files with one name would not stand beside each other in one scope.
  expect(() => runInNewContext(script)).not.toThrow();
  expect(() => runInNewContext('const a = 1; const a = 2;')).toThrow();
});

it('is strict in every file', () => {
  expect(clientScript(['x = 1;'], (source) => source)).toBe(
    "(() => {\n'use strict';\nx = 1;})();\n",
  );
});
