import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonSchema, paramIssue } from '../../../src/kinds/ts/params.ts';

const PARAMS = z.strictObject({
  table: z.string(),
  digits: z.union([z.strictObject({ decimals: z.int() }), z.number()]).optional(),
  models: z.record(z.string(), z.strictObject({ formula: z.string() })).optional(),
});
const issue = (given: unknown) =>
  paramIssue(PARAMS.safeParse(given).error!.issues[0]!, PARAMS, given);

describe('what a schema refused', () => {
  it('is missing where nothing was given, wrong where something was', () => {
    expect(issue({})).toMatchObject({ path: ['table'], missing: true });
    expect(issue({ table: 1 })).toMatchObject({ path: ['table'], missing: false });
  });

  it('is a name that it does not know, beside those that it knows there', () => {
    expect(issue({ table: 't', tabel: 1 }).unknown).toEqual({
      key: 'tabel',
      known: ['table', 'digits', 'models'],
    });
    expect(issue({ table: 't', models: { a: { formula: 'y ~ x', formul: 1 } } })).toMatchObject({
      path: ['models', 'a'],
      unknown: { key: 'formul', known: ['formula'] },
    });
  });

  it('is looked for in the one branch of a union that nearly fits', () => {
    expect(issue({ table: 't', digits: { decimals: 2, sign: 1 } })).toMatchObject({
      path: ['digits'],
      unknown: { key: 'sign', known: ['decimals'] },
    });
  });
});

it('the JSON Schema is that of what is written, without the address of its dialect', () => {
  const schema = jsonSchema(z.strictObject({ n: z.int().default(3) }));
  expect(schema).toMatchObject({ type: 'object', properties: { n: { default: 3 } } });
  expect(schema).not.toHaveProperty('$schema');
  expect(schema['required']).toBeUndefined();
});
