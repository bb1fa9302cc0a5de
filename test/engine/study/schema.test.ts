import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('pipeline.schema.json', () => {
  it('is what the program checks by (npm run schema writes it)', () => {
    const made = execFileSync(process.execPath, ['src/didactic.mjs', 'schema'], {
      encoding: 'utf8',
    });
    expect(readFileSync('pipeline.schema.json', 'utf8')).toBe(made);
  });

  it('stands in the first line of the study', () => {
    const [first] = readFileSync('pipeline.yaml', 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=./pipeline.schema.json');
  });
});
