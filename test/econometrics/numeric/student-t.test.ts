import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { criticalValue, twoSidedP } from '../../../src/econometrics/numeric/student-t.ts';
import { relative } from '../tolerance.ts';

interface Reference {
  readonly two_sided: readonly { readonly t: number; readonly df: number; readonly p: number }[];
  readonly critical_95: readonly { readonly df: number; readonly critical: number }[];
}

/** Both sides evaluate the incomplete beta function in doubles; the far tail loses a few digits. */
const TAIL = 1e-11;

const path = join(import.meta.dirname, '../../reference/student-t.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference;

it('two-sided p values equal the reference from 0.999 down to 1e-290', () => {
  const distances = reference.two_sided.map(({ t, df, p }) => relative(twoSidedP(t, df), p));
  expect(Math.max(...distances)).toBeLessThan(TAIL);
  expect(Math.min(...reference.two_sided.map(({ p }) => p))).toBeLessThan(1e-250);
  expect(twoSidedP(-2, 5)).toBe(twoSidedP(2, 5));
});

it('critical values equal the reference', () => {
  for (const { df, critical } of reference.critical_95) {
    expect(relative(criticalValue(0.95, df), critical)).toBeLessThan(TAIL);
  }
});

it('by hand: with one degree of freedom t is Cauchy, P(|T| > 1) = 1/2', () => {
  expect(twoSidedP(1, 1)).toBeCloseTo(0.5, 15);
  expect(criticalValue(0.5, 1)).toBeCloseTo(1, 12);
});
