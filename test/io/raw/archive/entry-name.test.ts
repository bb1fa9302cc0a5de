import { expect, it } from 'vitest';
import { entryName } from '../../../../src/io/raw/archive/entry-name.ts';

const GBK = Buffer.from('b3c7cad02f61', 'hex');
const CHECK = Buffer.from('0100000000', 'hex');

it.each([
  ['in UTF-8 with or without its mark', Buffer.from('省/a'), false, null, '省/a'],
  ['in GBK without a mark', GBK, false, null, '\u57CE\u5E02/a'],
  ['in a field of its own', GBK, false, Buffer.concat([CHECK, Buffer.from('省')]), '省'],
  ['with the slashes of Windows', Buffer.from('a\\b.csv'), false, null, 'a/b.csv'],
  ['with a path from the root', Buffer.from('/./a.csv'), false, null, 'a.csv'],
] as const)('reads a name %s', (_, bytes, marked, field, name) => {
  expect(entryName(bytes, marked, field)).toBe(name);
});
