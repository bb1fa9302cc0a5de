import { expect, it } from 'vitest';
import { writeCsv } from '../../../src/demo/formats/write-csv.ts';

const ROWS = [
  ['城市', 'a,b'],
  [null, 1.5],
];

it('is read back in either encoding', () => {
  const text = '城市,"a,b"\r\n,1.5\r\n';
  expect(new TextDecoder('gb18030').decode(writeCsv(ROWS, 'gb18030'))).toBe(text);
  const marked = writeCsv(ROWS, 'utf-8-bom');
  expect([...marked.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(marked)).toBe(text);
});

it('has no mark, and quotes around every cell, where a source has it so', () => {
  const plain = writeCsv([['say "a"', null]], 'utf-8', 'all');
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(plain)).toBe('"say ""a""",""\r\n');
});
