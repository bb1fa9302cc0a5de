import { describe, expect, test } from 'vitest';
import { textToPaths } from '../../../src/figures/formats/text-to-paths.ts';
import type { Typeface } from '../../../src/figures/formats/typeface.ts';

/** Letters as wide as the text is large; the path says what was drawn. */
const SQUARE: Typeface = {
  width: (text, size) => text.length * size,
  path: (text, size, weight) => `${text}/${size}/${weight}`,
  file: () => new Uint8Array(),
};

describe('textToPaths', () => {
  test('draws a line where its anchor says, and keeps place, colour and words', () => {
    const svg =
      '<text text-anchor="end" transform="translate(1,2)" font-size="10px" font-weight="bold" fill="#000">ab</text>';
    expect(textToPaths(svg, SQUARE)).toBe(
      '<g data-text="ab" transform="translate(1,2)" fill="#000"><path transform="translate(-20,0)" d="ab/10/700"/></g>',
    );
  });

  test('draws several lines below each other', () => {
    const svg =
      '<text text-anchor="middle" font-size="10px"><tspan>ab</tspan><tspan x="0" dy="12">c</tspan></text>';
    expect(textToPaths(svg, SQUARE)).toBe(
      '<g data-text="ab c"><path transform="translate(-10,0)" d="ab/10/400"/><path transform="translate(-5,12)" d="c/10/400"/></g>',
    );
  });

  test('draws signs, not their entities', () => {
    const svg = '<text font-size="10px">a &lt; b &amp; c</text>';
    const drawn = textToPaths(svg, SQUARE);
    expect(drawn).toContain('d="a < b & c/10/400"');
    expect(drawn).toContain('data-text="a &lt; b &amp; c"');
  });

  test('refuses to leave a text behind', () => {
    expect(() => textToPaths('<text font-size=10>a</text>', SQUARE)).toThrow('could not be turned');
    expect(() => textToPaths('<text font-size="1px">&euro;</text>', SQUARE)).toThrow('&euro;');
  });
});
