import { zipSync } from 'fflate';
import { integer, uniform, type RandomStream } from '../../src/econometrics/numeric/random.ts';
import type { Mutation } from './grid-mutations.ts';
import { bomb, entities, fakedDimension, nested, workbookBomb } from './hostile-files.ts';

/** Changes of bytes, whatever the format. */
export const BYTE_MUTATIONS: readonly Mutation<Buffer>[] = [
  { name: 'nothing', apply: (bytes) => bytes },
  {
    name: 'bytes flipped',
    apply(bytes, stream) {
      for (let i = 0; i < 1 + integer(stream, 40); i++) {
        bytes[integer(stream, bytes.length)] = integer(stream, 256);
      }
      return bytes;
    },
  },
  { name: 'cut', apply: (bytes, stream) => bytes.subarray(0, integer(stream, bytes.length)) },
  { name: 'head cut', apply: (bytes, stream) => bytes.subarray(integer(stream, 64)) },
  {
    name: 'a part twice',
    apply(bytes, stream) {
      const at = integer(stream, bytes.length);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.floor(at / 2))]);
    },
  },
  {
    name: 'zeros inside',
    apply(bytes, stream) {
      const at = integer(stream, bytes.length);
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1000), bytes.subarray(at)]);
    },
  },
  { name: 'other mark', apply: (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]) },
  { name: 'read as Latin-1', apply: (bytes) => Buffer.from(bytes.toString('latin1'), 'utf8') },
  {
    name: 'line ends',
    apply: (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r'), 'latin1'),
  },
  { name: 'a quote more', apply: (bytes, stream) => insert(bytes, '"', stream) },
  { name: 'faked sizes', apply: (bytes, stream) => fakeSizes(bytes, stream) },
  { name: 'a bomb', apply: () => bomb() },
  { name: 'a bomb in a workbook', apply: () => workbookBomb() },
  { name: 'a zip in a zip', apply: (bytes) => nested(bytes) },
  { name: 'a sheet of faked dimension', apply: () => fakedDimension() },
  { name: 'entities', apply: () => entities() },
  { name: 'empty', apply: () => Buffer.alloc(0) },
  {
    name: 'random',
    apply: (_, stream) => Buffer.from(Array.from({ length: 5000 }, () => integer(stream, 256))),
  },
  { name: 'one long line', apply: () => Buffer.from(`${'a,'.repeat(2_000_000)}b`) },
  {
    name: 'names out of the folder',
    apply: (bytes) => Buffer.from(zipSync({ '../../a.csv': bytes, '/b.csv': bytes })),
  },
];

function insert(bytes: Buffer, text: string, stream: RandomStream): Buffer {
  const at = integer(stream, bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at)]);
}

/** Sizes in the directory of a zip file that are not those of its parts. */
function fakeSizes(bytes: Buffer, stream: RandomStream): Buffer {
  const copy = Buffer.from(bytes);
  const entry = Buffer.from([0x50, 0x4b, 1, 2]);
  for (
    let at = copy.indexOf(entry);
    at >= 0 && at + 46 < copy.length;
    at = copy.indexOf(entry, at + 4)
  ) {
    copy.writeUInt32LE(
      uniform(stream) < 0.5 ? 0xffff_fff0 : 1,
      at + (uniform(stream) < 0.5 ? 20 : 24),
    );
  }
  return copy;
}

/** Names under which a file may lie; none of them says what it is. */
export const NAMES: readonly string[] = [
  'a b (1).xlsx',
  '数据 [2014].csv',
  "o'brien;rm -rf.xls",
  'new\nline.csv',
  '*?.csv',
  '%2e%2e.csv',
  'ｆｕｌｌ.xlsx',
  'e\u0301.csv',
  `${'长'.repeat(80)}.csv`,
  '.hidden.csv',
  'noextension',
  'CON.csv',
  '~$a.xlsx',
  'sub/a.csv',
];
