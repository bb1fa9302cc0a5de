import { describe, expect, it } from 'vitest';
import { invalidUtf8, wholeCharacters } from '../../../../src/io/raw/text/utf8.ts';

describe('the first byte that is no UTF-8', () => {
  it.each([
    ['61ff62', 1],
    ['c3a9c3', 2],
    ['e5809', 0],
    ['eda08061', 0],
    ['c080', 0],
    ['f4908080', 0],
    ['61f09d93b3', 5],
    ['', 0],
  ])('of %s is at %i', (hex, at) => {
    expect(invalidUtf8(Buffer.from(hex, 'hex'))).toBe(at);
  });
});

it('cuts bytes between characters only, and keeps a rest that is none', async () => {
  async function* bytes() {
    yield Buffer.from('61e5', 'hex');
    yield Buffer.from('8d', 'hex');
    yield Buffer.from('8ef09f', 'hex');
  }
  const pieces = await Array.fromAsync(wholeCharacters(bytes()));
  expect(pieces.map((piece) => piece.toString('hex'))).toEqual(['61', 'e58d8e', 'f09f']);
});
