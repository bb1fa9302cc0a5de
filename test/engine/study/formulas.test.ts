import { describe, expect, it } from 'vitest';
import { expandFormulas, type FormulaMistake } from '../../../src/engine/study/formulas.ts';

const FORMULAS = {
  controls: 'x1 + x2',
  effects: 'firm + year',
  full: 'y ~ d + ..controls | ..effects',
  loop: '..pool',
  pool: 'a + ..loop',
};

function expand(value: Parameters<typeof expandFormulas>[0]) {
  return expandFormulas(value, FORMULAS, (mistake: FormulaMistake) => {
    throw Object.assign(new Error(mistake.message), mistake);
  });
}

describe('..name', () => {
  it('stands for its text, in any text of the parameters, at any depth', () => {
    expect(expand('..full')).toBe('y ~ d + x1 + x2 | firm + year');
    expect(expand({ models: { a: 'z ~ ..controls', b: ['..effects', 3, null] } })).toEqual({
      models: { a: 'z ~ x1 + x2', b: ['firm + year', 3, null] },
    });
  });

  it('is no part of a path, a number or a longer word', () => {
    for (const text of ['../data/x.csv', 'a/../b', '1..2', 'see...', 'x..controls'])
      expect(expand(text)).toBe(text);
  });

  it('says what it does not know, and where', () => {
    expect(() => expand({ formula: 'y ~ ..contrls' })).toThrow(
      expect.objectContaining({
        path: ['formula'],
        message: 'formulas: has no "contrls"',
        hint: 'Did you mean "controls"?',
      }) as Error,
    );
  });

  it('refuses a formula that names itself', () => {
    expect(() => expand('..loop')).toThrow('loop -> pool -> loop');
  });
});
