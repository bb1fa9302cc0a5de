import { expect, test } from 'vitest';
import { fromJapanese, isJapanese } from '../../../src/patents/numbers/japanese.ts';

test.each([
  ['特開2010-123456', 'JP2010-123456A'],
  ['JP特开2010-123456A', 'JP2010-123456A'],
  ['特開平6-123456', 'JPH6-123456A'],
  ['特開平成6年第123456号公報', 'JPH6-123456A'],
  ['JP昭62012345A', 'JPS62012345A'],
  ['特許第5012345号', 'JP5012345'],
  ['実開平5-12345', 'JPH5-12345U'],
])('%s is %s', (text, expected) => {
  expect(fromJapanese(text)).toBe(expected);
  expect(isJapanese(text)).toBe(true);
});

test.each(['JP2010123456A', '平凡社', '特許庁', 'CN101234567A'])('%s stays', (text) => {
  expect(fromJapanese(text)).toBe(text);
  expect(isJapanese(text)).toBe(false);
});
