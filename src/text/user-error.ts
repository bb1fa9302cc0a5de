/**
 * A mistake of the user: in a file, a setting, a formula or a call. Shown without a stack. `code` is
 * stable (`E_…`); `where` is `file:line:column`, or file, sheet, row and column of a table; `hint`
 * says what to try; `subject` is the name or value that is wrong, as the user wrote it, by which the
 * parameter that it stands in is found. All three are empty where nothing is known.
 */
export class UserError extends Error {
  readonly code: string;
  readonly where: string;
  readonly hint: string;
  readonly subject: string;

  constructor(
    code: string,
    message: string,
    options: { where?: string; hint?: string; subject?: string | undefined } = {},
  ) {
    super(message);
    this.name = 'UserError';
    this.code = code;
    this.where = options.where ?? '';
    this.hint = options.hint ?? '';
    this.subject = options.subject ?? '';
  }
}
