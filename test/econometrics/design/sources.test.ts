import { describe, expect, it } from 'vitest';
import {
  codesOf,
  columnOf,
  numbersOf,
  parts,
  readSources,
} from '../../../src/econometrics/design/sources.ts';
import { parseFormula } from '../../../src/econometrics/formula/formula.ts';
import { frameOf } from '../frame/read-frame.ts';

const frame = frameOf({
  y: [1, 2, 3],
  x: [4, 5, 0],
  city: ['b', 'a', 'b'],
  year: [2, 1, 2],
});
const names = { weights: undefined, clusters: ['city^year'] };

describe('the columns of a model', () => {
  it('are looked up once, in the order in which rows are counted', () => {
    const formula = parseFormula('y ~ log(x) + city | year');
    const { uses, columns, computed } = readSources(frame, formula, names);
    expect(uses.map(({ role, name }) => `${role} ${name}`)).toEqual([
      'outcome y',
      'regressor x',
      'regressor city',
      'fixed effect year',
      'cluster variable city',
      'cluster variable year',
    ]);
    expect([...columns.keys()]).toEqual(['y', 'x', 'city', 'year']);
    expect(computed.map(({ name }) => name)).toEqual(['log(x)']);
    expect(numbersOf(columns, 'x')).toBe(numbersOf(columns, 'x'));
  });

  it.each([
    ['z ~ x', 'E_UNKNOWN_COLUMN', /outcome "z"/u],
    ['city ~ x', 'E_NOT_NUMERIC', /outcome "city" holds text/u],
    ['y ~ x | town', 'E_UNKNOWN_COLUMN', /fixed effect "town"/u],
    ['y ~ i(year, z)', 'E_UNKNOWN_COLUMN', /regressor "z"/u],
  ])('%s is refused', (text, code, message) => {
    const run = (): unknown => readSources(frame, parseFormula(text), names);
    expect(run).toThrow(message);
    expect(run).toThrow(expect.objectContaining({ code }));
  });

  it('what was not looked up is no column of the model, though the frame has it', () => {
    const { columns } = readSources(frame, parseFormula('y ~ 1'), { ...names, clusters: [] });
    expect(() => columnOf(columns, 'x')).toThrow(/never looked up/u);
  });
});

describe('codes', () => {
  const { columns } = readSources(frame, parseFormula('y ~ x'), names);
  const rows = Int32Array.of(0, 1, 2);

  it('of a combination are one for each pair that occurs', () => {
    const both = codesOf(columns, 'city^year', parts('city^year'), rows);
    expect([both.name, both.levels]).toEqual(['city^year', 2]);
    expect(both.codes[0]).toBe(both.codes[2]);
  });

  it('are those of the rows asked for', () => {
    expect(codesOf(columns, 'city', ['city'], Int32Array.of(1))).toMatchObject({ levels: 1 });
  });
});
