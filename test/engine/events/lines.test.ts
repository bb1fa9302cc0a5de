import { describe, expect, it } from 'vitest';
import { duration, stepLine, wholeSeconds } from '../../../src/engine/events/lines.ts';
import { displayWidth } from '../../../src/text/width.ts';

const PLAIN = { columns: 80, colour: false };
const BUILT = { state: 'built', step: 'statistics' };

describe('a line about a step', () => {
  it('fits the terminal: counts that have no room beside it stand below it, all of them', () => {
    const counts = ['files 15', 'read 47,838', 'kept 37,121', 'merged 8,051', 'missing 616'];
    const line = stepLine(BUILT, { facts: ['4.5 s', '37,121 rows'], counts, why: ['code'] }, PLAIN);
    expect(line.split('\n')).toEqual([
      'built      statistics           4.5 s  37,121 rows  (code)',
      '           files 15  read 47,838  kept 37,121  merged 8,051  missing 616',
    ]);
    const narrow = stepLine(BUILT, { counts, why: [] }, { ...PLAIN, columns: 50 }).split('\n');
    expect(
      narrow
        .slice(1)
        .join('')
        .match(/\w+ [\d,]+/gu),
    ).toEqual(counts);
    for (const one of narrow) expect(displayWidth(one)).toBeLessThanOrEqual(50);
    const wide = stepLine(BUILT, { facts: [], counts, why: [] }, { ...PLAIN, columns: 120 });
    expect(wide).toContain('missing 616');
  });

  it('cuts a cause with an ellipsis, never within a number', () => {
    const why = [
      'models[0].formula: "ln_et ~ did | city" → "ln_et ~ did + 1234567.8 | city + year"',
    ];
    for (let columns = 45; columns < 130; columns += 1) {
      const line = stepLine(BUILT, { facts: ['4.5 s'], why }, { ...PLAIN, columns });
      expect(displayWidth(line)).toBeLessThanOrEqual(columns);
      expect(line).not.toMatch(/1(?!234567\.8)[\d.]*…/u);
      expect(line.endsWith(')')).toBe(true);
    }
  });

  it('says how many causes there are more', () => {
    expect(stepLine(BUILT, { why: ['a', 'b', 'c', 'd'] }, PLAIN)).toMatch(/\(a, b, and 2 more\)$/u);
    const long = stepLine(BUILT, { why: ['a'.repeat(90), 'b'] }, PLAIN);
    expect(long).toMatch(/a…, \+1\)$/u);
    expect(displayWidth(long)).toBe(80);
    const tight = stepLine(
      BUILT,
      { facts: ['1.6 s'], why: ['settings.policy_year: 2016 → 2017', 'b'.repeat(9), 'c'] },
      PLAIN,
    );
    expect(tight).toMatch(/\(settings\.policy_year: 2016 → 2017, \+2\)$/u);
  });

  it('counts a Chinese character as two columns', () => {
    const line = stepLine(BUILT, { why: [`label: "${'用能权交易'.repeat(8)}"`] }, PLAIN);
    expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  it('colours its state only', () => {
    const line = stepLine(BUILT, { why: [] }, { ...PLAIN, colour: true });
    expect(line).toBe('\u001B[32mbuilt     \u001B[0m statistics');
  });
});

it('times are written for a person', () => {
  expect([41, 999.6, 4100, 59_990, 65_000, 119_700].map(duration)).toEqual([
    '41 ms',
    '1.0 s',
    '4.1 s',
    '1 min 0 s',
    '1 min 5 s',
    '2 min 0 s',
  ]);
  expect([10, 59_400, 60_000].map(wholeSeconds)).toEqual(['1 s', '59 s', '1 min 0 s']);
});
