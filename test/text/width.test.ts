import { describe, expect, it } from 'vitest';
import { displayWidth, padEnd, padStart, shortened, wrapped } from '../../src/text/width.ts';

describe('the width of a text', () => {
  it('counts Chinese twice and what combines not at all', () => {
    expect([displayWidth('abc'), displayWidth('城市'), displayWidth('e\u0301')]).toEqual([3, 4, 1]);
    expect([padEnd('城', 4), padStart('城', 4), padEnd('abc', 2)]).toEqual(['城  ', '  城', 'abc']);
  });

  it('breaks lines at blanks only', () => {
    expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapped('longerthanall b', 4)).toEqual(['longerthanall', 'b']);
  });

  it('cuts what is too long, and a number whole', () => {
    expect(shortened('abcdef', 6)).toBe('abcdef');
    expect(shortened('abcdefg', 6)).toBe('abcde…');
    // Half a number is another number.
    expect(shortened('rows 1,234,567', 9)).toBe('rows…');
    expect(shortened('城市城市', 5)).toBe('城市…');
  });
});
