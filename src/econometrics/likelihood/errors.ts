import { UserError } from '../../text/user-error.ts';

/** `E_SEPARATION`: the terms in `running` decide the rows marked 1. */
export function separated(rows: Uint8Array, running: readonly string[]): UserError {
  const count = rows.reduce((total, mark) => total + mark, 0);
  const by = running.length === 0 ? 'the fixed effects' : running.join(', ');
  const share = count === rows.length ? `all ${count}` : `${count} of ${rows.length}`;
  return new UserError(
    'E_SEPARATION',
    `${by} predict${running.length === 1 ? 's' : ''} the outcome of ${share} rows perfectly, so the estimates would be infinite.`,
    {
      hint: 'Tabulate the outcome by these variables; drop the variable, or the rows that it decides.',
    },
  );
}
