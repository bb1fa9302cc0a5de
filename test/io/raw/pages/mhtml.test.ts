import { expect, it } from 'vitest';
import { sheetsOf } from '../../../support/sheets.ts';

const HTML = '<html><body><table><tr><td>省份</td><td>GDP=1</td></tr></table></body></html>';

function quoted(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte),
    )
    .join('')
    .replace('<body>', '<body>=\r\n');
}

function mhtml(...parts: readonly string[]): string {
  return [
    'From: <Saved by a browser>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    '\ttype="text/html"; boundary="--=_Part_1"',
    '',
    'This is a message.',
    ...parts.flatMap((part) => ['----=_Part_1', part]),
    '----=_Part_1--',
    '',
  ].join('\r\n');
}

const QUOTED = `Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quoted(HTML)}`;
const BASE64 = `Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(HTML).toString('base64')}`;
const PICTURE = 'Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=';

it.each([
  ['quoted-printable', QUOTED],
  ['base64', BASE64],
])('reads the table of a page saved with its parts: %s', async (_, part) => {
  const [sheet] = await sheetsOf(mhtml(part, PICTURE), 'a.xls');
  expect(sheet).toMatchObject({ format: 'html', sheet: '', rows: [['省份', 'GDP=1']] });
});

it('reads the tables of all its pages', async () => {
  const sheets = await sheetsOf(mhtml(QUOTED, PICTURE, BASE64), 'a.mht');
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['table 1', 'table 2']);
});

it('reads a page in the encoding of its part', async () => {
  const head =
    'Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n';
  const bytes = Buffer.concat([
    Buffer.from('<html><table><tr><td>'),
    Buffer.from('b3c7cad0', 'hex'),
    Buffer.from('</td></tr></table></html>'),
  ]);
  const [sheet] = await sheetsOf(mhtml(head + bytes.toString('base64')), 'a.mht');
  expect(sheet?.rows).toEqual([['城市']]);
});
