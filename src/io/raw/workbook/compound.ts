import { CFB } from '@e965/xlsx';
import { decrypt } from 'officecrypto-tool';
import type { RuleOfTable } from '../../../sources/rule.ts';
import type { RawFile } from '../../../sources/table.ts';
import { UserError } from '../../../text/user-error.ts';
import { corrupt, guard, problem } from '../problems.ts';
import { memoryBytes, wholeOf, type RawBytes } from '../raw-bytes.ts';
import { isWholeBiff } from './biff.ts';
import { openBySheetJs, WORKBOOK_LIMIT } from './sheetjs.ts';

/** Excel opens a workbook that is protected by it without asking. */
const DEFAULT_PASSWORD = 'VelvetSweatshop';
/** Excel writes 100,000 rounds; a file that asks for many more would only stop the program. */
const ROUNDS_LIMIT = 2_000_000;

/** Streams of a compound file, and what it is then. */
const OTHERS: readonly (readonly [stream: RegExp, what: string])[] = [
  [/^WordDocument$/iu, 'a Word document (.doc)'],
  [/^PowerPoint Document$/iu, 'slides of PowerPoint'],
  [/^Catalog$/iu, 'small pictures of a folder'],
  [/^VisioDocument$/iu, 'a drawing of Visio'],
  [/^__properties_version1\.0$/iu, 'a mail of Outlook'],
  [/^FileHeader$|^HwpSummaryInformation$/iu, 'a document of Hangul'],
];

/** Opens an .xls, or a workbook within the envelope of a protected one. `open` opens what was in it. */
export async function openCompound(
  bytes: RawBytes,
  rule: RuleOfTable | undefined,
  open: (inner: RawBytes) => Promise<RawFile>,
): Promise<RawFile> {
  const { file } = bytes;
  const whole = await wholeOf(bytes, WORKBOOK_LIMIT);
  const streams = await guard(file, () => streamsOf(whole));
  const names = [...streams.keys()];
  if (names.includes('EncryptedPackage')) {
    const rounds = /spinCount="(\d+)"/u.exec(
      streams.get('EncryptionInfo')?.toString('latin1') ?? '',
    )?.[1];
    if (Number(rounds ?? 0) > ROUNDS_LIMIT) throw corrupt(file, 'its protection is damaged');
    return await open(memoryBytes(await unlock(whole, file, rule), file));
  }
  const book = names.find((name) => /^(?:workbook|book)$/iu.test(name));
  if (book !== undefined) {
    return await openXls(whole, streams.get(book) ?? Buffer.alloc(0), file, rule);
  }
  const other = OTHERS.find(([stream]) => names.some((name) => stream.test(name)));
  if (other === undefined && /\.xls$/iu.test(file)) {
    throw corrupt(
      file,
      'it cannot be read: it has no workbook in it, as where its directory is damaged',
    );
  }
  return { outcome: 'ignored', reason: other?.[1] ?? 'a document that is no workbook' };
}

/** Opens the bytes of an .xls, given with its records. Errors: E_FILE_CORRUPT, E_FILE_ENCRYPTED. */
export async function openXls(
  bytes: Buffer,
  records: Buffer,
  file: string,
  rule: RuleOfTable | undefined,
): Promise<RawFile> {
  if (!isWholeBiff(records)) throw corrupt(file, 'it cannot be read: it is cut short or damaged');
  try {
    return await openBySheetJs(bytes, file, 'xls');
  } catch (error) {
    if (!(error instanceof UserError) || !/password|encrypt/iu.test(error.message)) throw error;
    return await openBySheetJs(await unlock(bytes, file, rule), file, 'xls');
  }
}

interface CompoundEntry {
  readonly name: string;
  readonly content?: Uint8Array;
}

/** The streams by name. */
function streamsOf(bytes: Buffer): Map<string, Buffer> {
  const container = CFB.read(bytes, { type: 'buffer' });
  return new Map(
    (container.FileIndex as CompoundEntry[]).map(({ name, content }) => [
      name,
      Buffer.from(content ?? []),
    ]),
  );
}

async function unlock(bytes: Buffer, file: string, rule: RuleOfTable | undefined): Promise<Buffer> {
  for (const password of [DEFAULT_PASSWORD, rule?.password]) {
    if (password === undefined) continue;
    try {
      return await decrypt(bytes, { password });
    } catch {
      // A wrong password and a damaged file are told apart by nothing that is sure.
    }
  }
  throw problem(
    'E_FILE_ENCRYPTED',
    file,
    rule?.password === undefined
      ? 'the workbook is protected by a password'
      : 'the workbook is protected by another password than the one that is set',
    'Say `password:` of it in `sources:`, or open it with its password and save a copy without one (File > Info > Protect Workbook).',
  );
}
