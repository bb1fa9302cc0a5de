import { expect, test } from 'vitest';
import { parameterPlace } from '../../../src/kinds/ts/parameter-place.ts';

const PARAMS = {
  models: [
    { id: 'table1.1', formula: 'ln_et ~ did | city + year' },
    { id: 'table1.2', formula: 'ln_ett ~ did | city + year', where: { regionn: 'east' } },
  ],
};
const place = (message: string): string => parameterPlace('baseline', PARAMS, message);

test.each([
  ['table "panel" has no column "ln_ett"', 'models.1.formula'],
  ['table "panel" has no column "regionn"', 'models.1.where.regionn'],
  ['"table1.1" is there twice', 'models.0.id'],
])('%s', (message, path) => {
  expect(place(message)).toBe(`pipeline.yaml#steps.baseline.with.${path}`);
});

test('a name that is only a part of another, or none, leads to the parameters', () => {
  expect(place('no column "ett"')).toBe('pipeline.yaml#steps.baseline.with');
  expect(place('no rows are left')).toBe('pipeline.yaml#steps.baseline.with');
});
