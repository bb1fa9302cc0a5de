import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../src/econometrics/formula/tokens.ts';

const kinds = (text: string): string[] =>
  tokenize(text).map((token) => `${token.kind} ${token.text}`);

describe('tokens', () => {
  it('are names, numbers, texts and symbols', () => {
    expect(kinds("ln_y ~ i(x, ref = 'a') | f[[t]]").join(' / ')).toBe(
      'name ln_y / symbol ~ / name i / symbol ( / name x / symbol , / name ref / symbol = / ' +
        'string a / symbol ) / symbol | / name f / symbol [[ / name t / symbol ]] / end ',
    );
  });

  it('names may be of any alphabet, or stand in backticks', () => {
    expect(kinds('产出 + `GDP per head`')).toEqual([
      'name 产出',
      'symbol +',
      'name GDP per head',
      'end ',
    ]);
  });

  it('say where they stand', () => {
    expect(tokenize(' ab+1.5e3').map(({ at, end }) => [at, end])).toEqual([
      [1, 3],
      [3, 4],
      [4, 9],
      [9, 9],
    ]);
  });

  it.each([
    ['y ~ x; z', /character 6: ";" has no meaning here\n {2}y ~ x; z\n {7}\^$/u],
    ['y ~ `x', /character 5: this backtick is never closed/u],
    ['y ~ ``', /must not be empty/u],
    // A sign outside the basic plane is one character.
    ['𝑦 ~ $', /character 5: "\$"/u],
  ])('%s is refused at its place', (text, message) => {
    expect(() => tokenize(text)).toThrow(message);
  });
});
