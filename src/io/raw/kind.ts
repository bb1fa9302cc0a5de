/** What is done with a file that is not read. */
export type NotRead = {
  /** What it is, with its article. */
  readonly what: string;
  /** What to do where data may well be in it; null where a file of its kind holds no table. */
  readonly hint: string | null;
};

export type Packed = 'zip' | 'gzip' | 'compound' | 'bare biff' | 'dta' | 'parquet';

const UNPACK = 'Unpack it, and put the files here, or pack them as .zip.';
const SAVE_AS = 'Open it in the program that wrote it, and save its table as .csv, .xlsx or .dta.';
const OLD_STATA = 'Open it in a newer Stata and save it again.';

/** First bytes as hex, at an offset, and what they say. */
const SIGNATURES: readonly (readonly [hex: string, at: number, found: Packed | NotRead])[] = [
  ['504b0304', 0, 'zip'],
  ['504b0506', 0, 'zip'],
  ['504b3030', 0, { what: 'one volume of a zip archive in several', hint: UNPACK }],
  ['504b0708', 0, { what: 'one volume of a zip archive in several', hint: UNPACK }],
  ['d0cf11e0a1b11ae1', 0, 'compound'],
  ['1f8b', 0, 'gzip'],
  ['50415231', 0, 'parquet'],
  ['3c73746174615f6474613e', 0, 'dta'],
  ['526172211a07', 0, { what: 'a RAR archive', hint: UNPACK }],
  ['377abcaf271c', 0, { what: 'a 7-Zip archive', hint: UNPACK }],
  ['425a68', 0, { what: 'a bzip2 archive', hint: UNPACK }],
  ['fd377a585a00', 0, { what: 'an xz archive', hint: UNPACK }],
  ['28b52ffd', 0, { what: 'a zstd archive', hint: UNPACK }],
  ['4d534346', 0, { what: 'a cabinet archive', hint: UNPACK }],
  ['7573746172', 257, { what: 'a tar archive', hint: UNPACK }],
  ['25504446', 0, { what: 'a PDF document', hint: null }],
  ['7b5c727466', 0, { what: 'a text document (RTF)', hint: null }],
  ['89504e470d0a1a0a', 0, { what: 'a picture (PNG)', hint: null }],
  ['ffd8ff', 0, { what: 'a picture (JPEG)', hint: null }],
  ['47494638', 0, { what: 'a picture (GIF)', hint: null }],
  ['49492a00', 0, { what: 'a picture (TIFF)', hint: null }],
  ['4d4d002a', 0, { what: 'a picture (TIFF)', hint: null }],
  ['52494646', 0, { what: 'a picture or a sound', hint: null }],
  ['424d', 0, { what: 'a picture (BMP)', hint: null }],
  ['4d5a9000', 0, { what: 'a program', hint: null }],
  ['7f454c46', 0, { what: 'a program', hint: null }],
  ['43414a', 0, { what: 'a CAJ document', hint: null }],
  ['0000001866747970', 0, { what: 'a film', hint: null }],
  ['53514c69746520666f726d6174203300', 0, { what: 'an SQLite database', hint: SAVE_AS }],
  ['5244583', 0, { what: 'data of R (.RData)', hint: SAVE_AS }],
  ['580a0000', 0, { what: 'data of R (.rds)', hint: SAVE_AS }],
  ['24464c32', 0, { what: 'data of SPSS (.sav)', hint: SAVE_AS }],
  ['24464c33', 0, { what: 'data of SPSS (.zsav)', hint: SAVE_AS }],
  ['000000000000000000000000c2ea8160', 0, { what: 'data of SAS', hint: SAVE_AS }],
  ['00010000537461', 0, { what: 'an Access database', hint: SAVE_AS }],
  ['4152524f5731', 0, { what: 'a table of Arrow or Feather', hint: SAVE_AS }],
  ['894844460d0a1a0a', 0, { what: 'data in HDF5', hint: SAVE_AS }],
  ['4d41544c4142', 0, { what: 'data of MATLAB', hint: SAVE_AS }],
  ['932e4e554d5059', 0, { what: 'an array of NumPy', hint: SAVE_AS }],
  ['4556494557', 0, { what: 'a workfile of EViews', hint: SAVE_AS }],
];

const STATA = { oldest: 105, first: 113, last: 115 } as const;

/** What a file is by its first bytes; null if it may be text. */
export function kindOf(head: Buffer): Packed | NotRead | null {
  const hex = head.toString('hex', 0, 300);
  for (const [signature, at, found] of SIGNATURES) {
    if (!hex.startsWith(signature, at * 2)) continue;
    // Two letters may begin a text as well; a picture has zeros soon after.
    if (signature === '424d' && !head.subarray(0, 32).includes(0)) continue;
    return found;
  }
  if (isBareBiff(head)) return 'bare biff';
  return stataOf(head);
}

/** Stata before 13: its version, the order of bytes, a one and a zero. */
function stataOf(head: Buffer): Packed | NotRead | null {
  const [version = 0, order = 0, one = 0, zero = 1] = head;
  if ((order !== 1 && order !== 2) || one !== 1 || zero !== 0 || head.length < 109) return null;
  if (version >= STATA.first && version <= STATA.last) return 'dta';
  const isOld = version >= STATA.oldest && version < STATA.first;
  return isOld ? { what: 'data of a Stata before version 8', hint: OLD_STATA } : null;
}

/** BIFF 2 to 4: a BOF record without a compound file around it. */
function isBareBiff(head: Buffer): boolean {
  return head[0] === 0x09 && [0, 2, 4, 8].includes(head[1] ?? -1) && head[3] === 0;
}
