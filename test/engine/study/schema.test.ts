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

  it('leads nowhere that is not there', () => {
    const text = readFileSync('pipeline.schema.json', 'utf8');
    const { definitions } = JSON.parse(text) as {
      definitions: Record<string, Record<string, unknown>>;
    };
    const led = [...text.matchAll(/"\$ref": "#\/definitions\/([^"]+)"/gu)].map(([, to = '']) => to);
    expect(led.length).toBeGreaterThan(100);
    const lost = led.filter((to) => {
      const [of = '', name] = to.split('/');
      return name === undefined ? !(of in definitions) : !(name in (definitions[of] ?? {}));
    });
    expect(lost).toEqual([]);
  });

  it('completes the fits, models, tables, steps and settings of the study', () => {
    const text = readFileSync('pipeline.schema.json', 'utf8');
    for (const name of ['table1.2', 'event_study', 'matched_panel', '${settings.seed}'])
      expect(text, name).toContain(JSON.stringify(name));
  });

  it('stands in the first line of the study', () => {
    const [first] = readFileSync('pipeline.yaml', 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=./pipeline.schema.json');
  });
});
