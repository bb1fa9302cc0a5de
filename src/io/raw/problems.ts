import { UserError } from '../../text/user-error.ts';

const TRY_SAVING =
  'Open it in Excel or LibreOffice and save it again as .xlsx or as "CSV UTF-8", or download it again.';

/** A file that cannot be read, with what to try. */
export function problem(
  code: string,
  file: string,
  message: string,
  hint: string = TRY_SAVING,
): UserError {
  return new UserError(code, message, { where: file, hint });
}

export function corrupt(file: string, message: string): UserError {
  return problem('E_FILE_CORRUPT', file, message);
}

export function tooLarge(file: string, message: string): UserError {
  return problem(
    'E_FILE_TOO_LARGE',
    file,
    message,
    'Save it as .csv, which is read piece by piece, or split it into several files.',
  );
}

/** Runs a parser over a file, whose every failure says that the file is damaged. */
export async function guard<T>(file: string, parse: () => T | Promise<T>): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    throw asProblem(file, error);
  }
}

/** As `guard`, for rows that come while they are asked for. */
export async function* guardRows<T>(file: string, rows: () => AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* rows();
  } catch (error) {
    throw asProblem(file, error);
  }
}

function asProblem(file: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  // What a parser trips over inside itself tells a reader nothing.
  const inside = error instanceof TypeError;
  const message = error instanceof Error ? error.message : String(error);
  const why = inside ? '' : ` (${message.slice(0, 200)})`;
  return corrupt(file, `it cannot be read, since it is damaged${why}`);
}

const ACCESS: Readonly<Record<string, readonly [code: string, message: string, hint: string]>> = {
  EACCES: [
    'E_FILE_UNREADABLE',
    'this program may not read it',
    'Give yourself the right to read it (on Linux and macOS: chmod u+r FILE).',
  ],
  EPERM: [
    'E_FILE_UNREADABLE',
    'this program may not read it',
    'Give yourself the right to read it, or close the program that holds it.',
  ],
  EBUSY: ['E_FILE_UNREADABLE', 'another program holds it', 'Close it there and run again.'],
  ENOENT: [
    'E_FILE_MISSING',
    'it is not there, or it is a link to a file that is not',
    'Put it back, or take the link away.',
  ],
  ELOOP: ['E_FILE_MISSING', 'it is a link that leads back to itself', 'Take the link away.'],
  ENAMETOOLONG: ['E_FILE_UNREADABLE', 'its path is too long for this system', 'Shorten its name.'],
};

/** What to say of a file that the system would not give; null for an error of another kind. */
export function accessProblem(file: string, error: unknown): UserError | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const known = ACCESS[String(error.code)];
  if (known !== undefined) return problem(known[0], file, known[1], known[2]);
  if (!('syscall' in error)) return null;
  return problem(
    'E_FILE_UNREADABLE',
    file,
    `the system cannot read it (${error.message})`,
    'Copy it to another disk, or download it again.',
  );
}
