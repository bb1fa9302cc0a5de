import { expect, it } from 'vitest';
import { bracketed, spreadsOf } from '../../../src/tables/regression/brackets.ts';

it('gives intervals square brackets, and the others what is left in order', () => {
  const brackets = (...kinds: Parameters<typeof spreadsOf>[0][]) =>
    spreadsOf(kinds.flat()).map(({ bracket }) => bracket);
  expect(brackets('std_error')).toEqual(['round']);
  expect(brackets('std_error', 'p_value')).toEqual(['round', 'square']);
  expect(brackets('p_value', 'conf_int', 'std_error')).toEqual(['round', 'square', 'curly']);
});

it('prints each line once, within its brackets', () => {
  const [only, ...more] = spreadsOf(['conf_int', 'conf_int']);
  expect(more).toEqual([]);
  expect(bracketed(only!, '0.1, 0.2')).toBe('[0.1, 0.2]');
});
