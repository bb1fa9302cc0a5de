import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { studyJsonSchema } from '../../../src/engine/study/schema.ts';

describe('pipeline.schema.json', () => {
  it('is what the program checks by (npm run schema writes it)', () => {
    const committed: unknown = JSON.parse(readFileSync('pipeline.schema.json', 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(studyJsonSchema())));
  });

  it('stands in the first line of the study', () => {
    const [first] = readFileSync('pipeline.yaml', 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=./pipeline.schema.json');
  });
});
