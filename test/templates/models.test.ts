import { describe, expect, it } from 'vitest';
import { columnsOf, modelsOfTable } from '../../src/templates/models.ts';

const parse = (given: object) => modelsOfTable.parse({ vcov: 'iid', ...given }).models;
const problem = (given: object) =>
  modelsOfTable.safeParse({ vcov: 'iid', ...given }).error?.issues[0]?.message;

describe('models of a table', () => {
  it('take what they share, and their own before it', () => {
    const models = { 'a.1': 'y ~ x', 'a.2': { formula: 'y ~ z', vcov: 'hetero' }, 'a.3': {} };
    const found = parse({ formula: 'y ~ w', models });
    expect(found.map(({ id, formula, vcov }) => [id, formula, vcov])).toEqual([
      ['a.1', 'y ~ x', 'iid'],
      ['a.2', 'y ~ z', 'hetero'],
      ['a.3', 'y ~ w', 'iid'],
    ]);
  });

  it('are the same written as a list', () => {
    const list = [{ id: 'a.1', formula: 'y ~ x' }];
    expect(parse({ models: list })).toEqual(parse({ models: { 'a.1': 'y ~ x' } }));
    expect(problem({ models: [...list, ...list] })).toBe('two models have the same id');
  });

  it('read the columns of formula, variance, sample and weights', () => {
    const model = { formula: 'y ~ x | f', vcov: { cluster: ['c'] }, where: { g: 1 }, weights: 'w' };
    const [found] = parse({ models: { a: model } });
    expect(columnsOf(found!).toSorted()).toEqual(['c', 'f', 'g', 'w', 'x', 'y']);
  });

  it('have an offset only where the estimator takes one', () => {
    expect(problem({ models: { a: { formula: 'y ~ x', offset: 'o' } } })).toMatch(/offset$/u);
    const poisson = { formula: 'y ~ x', offset: 'o', estimator: 'fepois' };
    expect(problem({ models: { a: poisson } })).toBeUndefined();
  });
});
