import { expect, it } from 'vitest';
import { kindOf } from '../../../src/io/raw/kind.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

it.each([
  [hex('504b0304'), 'zip'],
  [hex('504b0506'), 'zip'],
  [hex('1f8b08'), 'gzip'],
  [hex('d0cf11e0a1b11ae1'), 'compound'],
  [hex('0904060000001000'), 'bare biff'],
  [Buffer.from('PAR1'), 'parquet'],
  [Buffer.from('<stata_dta><header>'), 'dta'],
  [Buffer.concat([hex('72020100'), Buffer.alloc(110)]), 'dta'],
  [Buffer.concat([hex('71010100'), Buffer.alloc(110)]), 'dta'],
])('%s begins a file that is read', (head, kind) => {
  expect(kindOf(head)).toBe(kind);
});

it.each([
  [hex('526172211a07'), 'RAR'],
  [hex('377abcaf271c'), '7-Zip'],
  [Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar')]), 'tar'],
  [Buffer.from('%PDF-1.7'), 'PDF'],
  [hex('424d36000000000000003600'), 'BMP'],
  [Buffer.from('SQLite format 3\0'), 'SQLite'],
  [Buffer.from('RDX3\n'), 'of R'],
  [Buffer.from('$FL2'), 'SPSS'],
  [Buffer.concat([hex('6e020100'), Buffer.alloc(110)]), 'before version 8'],
])('%s begins a file that is named', (head, what) => {
  expect(kindOf(head)).toMatchObject({ what: expect.stringContaining(what) as string });
});

it.each(['BMW,Audi\n1,2\n', 'a,b\n', 'MZ,b\n', '', 'qr\n', 'PK,b\n', 'Rare,b\n'])(
  '%j may be text',
  (text) => {
    expect(kindOf(Buffer.from(text))).toBeNull();
  },
);
