import { expect, it } from 'vitest';
import { z } from 'zod';
import { figure, groupYears } from '../../src/templates/figure.ts';

it('a figure draws its title, with text as outlines, unless told otherwise', () => {
  const shape = z.strictObject(figure);
  expect(shape.parse({ title: 'T' })).toMatchObject({ titles: true, live_text: false });
  expect(shape.safeParse({}).success).toBe(false);
});

it('groups have names of their own where the study gives none, each by itself', () => {
  const given = { outcome: 'y', treated: 'd', time: 't', policy_year: 2001, outcome_label: 'Y' };
  const shape = z.strictObject(groupYears);
  expect(shape.parse(given).groups.treated).toEqual({ en: 'Treated', zh: '处理组' });
  const named = shape.parse({ ...given, groups: { treated: 'A' } }).groups;
  expect([named.treated, named.other]).toEqual(['A', { en: 'Not treated', zh: '对照组' }]);
  expect(shape.safeParse({ ...given, policy_year: 2001.5 }).success).toBe(false);
});
