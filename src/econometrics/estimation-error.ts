/**
 * A model that cannot be estimated, or a formula that cannot be read, through no fault of the
 * program. `code` is stable (`E_…`); `hint` says what to try, and is empty where nothing is known.
 */
export class EstimationError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint = '') {
    super(message);
    this.name = 'EstimationError';
    this.code = code;
    this.hint = hint;
  }
}
