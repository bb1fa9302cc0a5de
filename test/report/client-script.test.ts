import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { clientScript } from '../../src/report/client-script.ts';
import { pagedTables } from '../../src/report/client/paged-tables.ts';

it('runs each function in a scope of its own, in order', () => {
  const said: string[] = [];
  const script = clientScript(
    () => {
      const one = 'a';
      say(one);
    },
    () => {
      const one = 'b';
      say(one);
    },
  );
  runInNewContext(script, { say: (word: string) => said.push(word) });
  expect(said).toEqual(['a', 'b']);
  expect(clientScript()).toBe('');
});

it('is strict: a name that nothing declares is a mistake and no new global', () => {
  const script = clientScript(() => {
    (globalThis as { undeclared?: number }).undeclared = 1;
  });
  expect(script).toMatch(/^'use strict';\n/u);
  expect(() => runInNewContext(script.replace(/\(?globalThis[^.]*\./u, ''))).toThrow(/undeclared/u);
});

it('holds no types and needs nothing outside the function', () => {
  const script = clientScript(pagedTables);
  expect(script).not.toMatch(/: HTML|interface |import /u);
  // A page without such a table: nothing is found, and nothing missed.
  const document = { querySelectorAll: () => [] };
  expect(() => runInNewContext(script, { document })).not.toThrow();
});

declare function say(word: string): void;
