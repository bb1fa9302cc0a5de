import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/io/raw/encoding.ts';

const TEXT = '城市,年份\n深圳,2017\n';
/** 城市 in GB18030. */
const CITY = [0xb3, 0xc7, 0xca, 0xd0];

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('the encoding of a text file', () => {
  it('is told by its mark, which is no part of the text', () => {
    expect(decodeText(Buffer.from(`\ufeff${TEXT}`))).toEqual({ encoding: 'utf-8', text: TEXT });
    for (const order of ['le', 'be'] as const)
      expect(decodeText(utf16(TEXT, order, true))).toEqual({
        encoding: `utf-16${order}`,
        text: TEXT,
      });
  });

  it('is told by zero bytes where UTF-16 has no mark', () => {
    const text = 'city,year\n1,2017\n';
    for (const order of ['le', 'be'] as const)
      expect(decodeText(utf16(text, order, false))).toEqual({ encoding: `utf-16${order}`, text });
  });

  it('is UTF-8 where that is valid, and GB18030 where it says everyday Chinese', () => {
    expect(decodeText(Buffer.from(TEXT))).toEqual({ encoding: 'utf-8', text: TEXT });
    expect(decodeText(Uint8Array.from(CITY))).toEqual({ encoding: 'gb18030', text: '城市' });
    expect(decodeText(new Uint8Array())).toEqual({ encoding: 'utf-8', text: '' });
  });

  it('is unknown for Latin-1, which GB18030 would read as nonsense; the first such byte is named', () => {
    expect(decodeText(Buffer.from('Übergröße, Häuser', 'latin1'))).toMatchObject({
      encoding: null,
    });
    expect(decodeText(Uint8Array.from([97, 98, 0xff, 97]))).toEqual({ encoding: null, offset: 2 });
  });
});
