import type { UserError } from '../../text/user-error.ts';
import type { ErrorText } from './event.ts';

/** Puts any thrown value into words: a user's mistake without a stack, a bug with one. */
export function toErrorText(error: unknown): ErrorText {
  if (isUserError(error)) {
    const { code, where, message, hint, subject } = error;
    return { code, where, message, hint, ...(subject ? { subject } : {}) };
  }
  const known = systemError(error);
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return {
    code: 'E_BUG',
    where: '',
    message,
    hint: 'this is a bug of Didactic or of the step’s code',
    stack,
  };
}

/** By its name, not by its class: a study that brings its own copy of the program has its own class. */
function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError' && 'code' in error;
}

/** Node's own errors whose cause lies outside the program, as a user's mistake. */
function systemError(error: unknown): ErrorText | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, permission, resource } = error as Error &
    Partial<Record<'code' | 'path' | 'permission' | 'resource', string>>;
  if (code === 'ERR_ACCESS_DENIED') {
    return {
      code: 'E_NOT_DECLARED',
      where: resource ?? '',
      message: `the step did not declare this (${permission ?? 'permission'})`,
      hint: 'a file that a step reads stands under its reads:, one that it writes in its outputs',
    };
  }
  if (!/^(?:ENOSPC|EDQUOT|EACCES|EPERM|EROFS|EMFILE|ENFILE|EIO)$/.test(code ?? ''))
    return undefined;
  return {
    code: 'E_FILE_SYSTEM',
    where: path ?? '',
    message: error.message,
    hint: /^(?:EACCES|EPERM)$/.test(code ?? '')
      ? 'may this user read and write it? Its permissions say so'
      : 'is there space on the disk, and may this user write here?',
  };
}

/** `where CODE message hint`, the one form in which a mistake is shown. */
export function formatError(error: ErrorText): string {
  const line = [error.where, error.code, error.message].filter((part) => part !== '').join(' ');
  const hint = error.hint === '' ? '' : `\n  ${error.hint}`;
  return error.stack === undefined ? line + hint : `${line}${hint}\n${error.stack}`;
}
