import { expect, it } from 'vitest';
import { encodeGb18030 } from '../../../src/demo/formats/gb18030.ts';

it('takes a byte for ASCII and two for Chinese', () => {
  expect([...encodeGb18030('a中')]).toEqual([0x61, 0xd6, 0xd0]);
  expect(encodeGb18030('')).toHaveLength(0);
});

it('is read back by others', () => {
  const text = '地区生产总值（万元）, 1.5';
  expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text);
});
