import { expect, it } from 'vitest';
import { policyMarks } from '../../../src/figures/marks/policy-mark.ts';

const mark = (start: number) =>
  policyMarks({ field: 'year', start, text: 'Policy', first: 2000, last: 2010 });

it('stands half a period before the first one under the policy', () => {
  for (const { data } of mark(2008)) expect(data.values[0]).toMatchObject({ year: 2007.5 });
});

it('has its name on the side with more room', () => {
  expect(mark(2008)[1]?.mark).toMatchObject({ align: 'right', dx: -6 });
  expect(mark(2002)[1]?.mark).toMatchObject({ align: 'left', dx: 6 });
});
