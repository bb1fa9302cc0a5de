import { expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/text/nearest.ts';

it('finds the nearest name or none', () => {
  expect(nearest('panle', ['panel', 'patents'])).toBe('panel');
  expect(nearest('PANEL', ['panel', 'patents'])).toBe('panel');
  expect(nearest('zzz', ['panel', 'patents'])).toBeUndefined();
  // As near by letters: the one that starts alike.
  expect(nearest('table5.3', ['table2.3', 'table5.1', 'table5.2'])).toBe('table5.1');
});

it('asks whether it was meant', () => {
  expect(didYouMean('panle', ['panel'])).toBe('Did you mean "panel"?');
  expect(didYouMean('zzz', ['panel'])).toBe('');
});
