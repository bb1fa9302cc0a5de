/** A file of printed tables that cannot be used: a mistake of the user. */
export class PublishedError extends Error {
  readonly code: string;
  readonly where: string;
  readonly hint: string;

  constructor(code: string, message: string, options: { where?: string; hint?: string } = {}) {
    super(message);
    this.name = 'PublishedError';
    this.code = code;
    this.where = options.where ?? '';
    this.hint = options.hint ?? '';
  }
}
