import { expect, it } from 'vitest';
import { z } from 'zod';
import { assignedColumns, assignment } from '../../src/templates/assigned.ts';

const MODEL = {
  formula: 'y ~ did + x | city + year',
  treatment: 'did',
  post: 'post',
  unit: 'city',
};

it('reads what the formula, the treatment and the groups name, each once', () => {
  expect(assignedColumns(MODEL).toSorted()).toEqual(['city', 'did', 'post', 'x', 'y', 'year']);
  expect(assignedColumns({ ...MODEL, group: 'province' }).at(-1)).toBe('province');
  expect(assignedColumns({ ...MODEL, group: 'city' })).toEqual(assignedColumns(MODEL));
});

it('draws a thousand times, from a seed that has to be given', () => {
  const shape = z.strictObject(assignment);
  expect(shape.parse({ ...MODEL, id: 'p', seed: 1 }).draws).toBe(1000);
  expect(shape.safeParse({ ...MODEL, id: 'p' }).error?.issues[0]?.path).toEqual(['seed']);
});
