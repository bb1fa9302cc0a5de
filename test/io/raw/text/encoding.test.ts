import { describe, expect, it } from 'vitest';
import { memoryBytes } from '../../../../src/io/raw/raw-bytes.ts';
import { decodeText, detectEncoding } from '../../../../src/io/raw/text/encoding.ts';

const TEXT = '省份,年份\n浙江,2017\n';
/** 城市 in GB18030. */
const NAME = [0xb3, 0xc7, 0xca, 0xd0];

async function decoded(bytes: Uint8Array): Promise<{ encoding: string; text: string }> {
  const raw = memoryBytes(Buffer.from(bytes), 'a.csv');
  const encoding = await detectEncoding(raw);
  return { encoding, text: (await Array.fromAsync(decodeText(raw, encoding))).join('') };
}

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('the encoding of a text file', () => {
  it('is told by its mark, which is no part of the text', async () => {
    expect(await decoded(Buffer.from(`\uFEFF${TEXT}`))).toEqual({ encoding: 'utf-8', text: TEXT });
    for (const order of ['le', 'be'] as const)
      expect(await decoded(utf16(TEXT, order, true))).toEqual({
        encoding: `utf-16${order}`,
        text: TEXT,
      });
  });

  it('is told by zero bytes where UTF-16 has no mark', async () => {
    const text = 'name,year\n1,2017\n';
    for (const order of ['le', 'be'] as const)
      expect(await decoded(utf16(text, order, false))).toEqual({
        encoding: `utf-16${order}`,
        text,
      });
  });

  it('is UTF-8 where that is valid, and GB18030 where it says everyday Chinese', async () => {
    expect(await decoded(Buffer.from(TEXT))).toEqual({ encoding: 'utf-8', text: TEXT });
    const chinese = new TextDecoder('gb18030').decode(Uint8Array.from(NAME));
    expect(await decoded(Uint8Array.from(NAME))).toEqual({ encoding: 'gb18030', text: chinese });
    expect(await decoded(new Uint8Array())).toEqual({ encoding: 'utf-8', text: '' });
  });

  it('is GB18030 also where the Chinese begins far behind a head of plain ASCII', async () => {
    const bytes = Buffer.concat([Buffer.alloc(1_500_000, 'a,b\n'), Buffer.from(NAME)]);
    const { encoding, text } = await decoded(bytes);
    expect(encoding).toBe('gb18030');
    expect(text.length).toBe(1_500_002);
  });

  it('is unknown for Latin-1, which GB18030 would read as nonsense; the first such byte is named', async () => {
    const latin1 = Buffer.from('Übergröße, Häuser', 'latin1');
    await expect(decoded(latin1)).rejects.toMatchObject({ code: 'E_FILE_ENCODING' });
    const far = Buffer.concat([Buffer.alloc(600_000, 'x\n'), Buffer.from([97, 98, 0xff, 97])]);
    await expect(decoded(far)).rejects.toMatchObject({
      message: expect.stringContaining('from byte 600003, line 300001') as string,
    });
  });
});

describe('text that comes in pieces', () => {
  it('loses no character that lies across two of them', async () => {
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      const text = shift + '城𝒳é'.repeat(60_000);
      expect((await decoded(Buffer.from(text))).text === text).toBe(true);
    }
  });

  it('may end in a character that is cut, which is an error', async () => {
    const bytes = Buffer.from('省份,值\n浙').subarray(0, -1);
    await expect(decoded(bytes)).rejects.toMatchObject({ code: 'E_FILE_ENCODING' });
  });
});
