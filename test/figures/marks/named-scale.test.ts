import { expect, it } from 'vitest';
import { LINES, namedScale } from '../../../src/figures/marks/named-scale.ts';

it('leads from names to looks in their order, with a legend or none', () => {
  const names = ['b', 'a'];
  expect(namedScale('g', names, [1, 2], null)).toEqual({
    field: 'g',
    type: 'nominal',
    scale: { domain: ['b', 'a'], range: [1, 2] },
    legend: null,
  });
  expect(namedScale('g', names, [1, 2], LINES).legend).toMatchObject({ symbolType: 'stroke' });
});
