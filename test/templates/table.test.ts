import { expect, it } from 'vitest';
import { z } from 'zod';
import { digits, table } from '../../src/templates/table.ts';

it('a table needs a title, and has the rest unless it is given', () => {
  const shape = z.strictObject(table);
  expect(shape.parse({ title: 'T' })).toMatchObject({
    label: '',
    notes: [],
    labels: {},
    byte_order_mark: true,
  });
  expect(shape.safeParse({}).error?.issues[0]?.path).toEqual(['title']);
  expect(shape.safeParse({ title: 'T', split: 0 }).success).toBe(false);
});

it('digits are significant ones or decimals, never both', () => {
  expect(digits.parse({ decimals: 0 })).toEqual({ decimals: 0 });
  for (const wrong of [{ significant: 0 }, { decimals: 16 }, { decimals: 2, significant: 2 }, 3])
    expect(digits.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
});
