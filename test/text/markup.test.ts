import { expect, test } from 'vitest';
import { escapedAttribute, escapedText } from '../../src/text/markup.ts';

test('text and attributes hold any sign, an entity as it was written', () => {
  expect(escapedText('a < b & "c" > &amp;')).toBe('a &lt; b &amp; "c" &gt; &amp;amp;');
  expect(escapedAttribute('say "a < b"')).toBe('say &quot;a &lt; b&quot;');
});
