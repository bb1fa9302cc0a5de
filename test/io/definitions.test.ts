import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { DEFINITIONS, readDefinitionRows } from '../../src/io/definitions.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'definitions-'));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

it('reads the file where the step has it, and nothing where the study has none', () => {
  mkdirSync(join(ROOT, 'data/reference'), { recursive: true });
  writeFileSync(join(ROOT, DEFINITIONS), 'variable,label\nx,Wealth\n');
  const context = { step: 's', root: ROOT, log: () => undefined };
  expect(readDefinitionRows({ ...context, files: [DEFINITIONS] })).toEqual([
    { variable: 'x', label: 'Wealth' },
  ]);
  expect(readDefinitionRows({ ...context, files: ['other.csv'] })).toEqual([]);
});
