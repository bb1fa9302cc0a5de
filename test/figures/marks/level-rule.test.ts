import { expect, it } from 'vitest';
import { levelRule } from '../../../src/figures/marks/level-rule.ts';

it('runs over the whole width at its place', () => {
  const { encoding, mark } = levelRule(0.05, 400, { title: 'p' });
  expect(encoding).toEqual({ x: { value: 0 }, x2: { value: 400 }, y: { datum: 0.05, title: 'p' } });
  expect(mark.type).toBe('rule');
});
