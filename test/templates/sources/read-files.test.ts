import { describe, expect, it } from 'vitest';
import { NO_MAPPING } from '../../../src/sources/mapping.ts';
import { Ledger } from '../../../src/templates/sources/ledger.ts';
import { readFiles } from '../../../src/templates/sources/read-files.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { temporaryFolder } from '../../io/temporary-folder.ts';
import { workbook } from '../../support/workbook.ts';

const TABLE = 'x,y\n1,2\n';

/** Reads files of which only all together show that the one at `where` is of no use. */
async function readTo(where: string, contents: Readonly<Record<string, string | Buffer>>) {
  const ledger = new Ledger();
  const records = readFiles<string>(
    { root: temporaryFolder(contents)('.'), progress: () => undefined },
    Object.keys(contents),
    [],
    {
      read: () =>
        Promise.resolve({
          mapping: NO_MAPPING,
          batches: [],
          tally: () => ({ counts: { read: 1 }, rejected: [] }),
        }),
      rest: () => {
        throw new UserError('E_ALONE', 'nothing goes with it', { where });
      },
    },
    ledger,
  );
  for await (const _ of records);
  return ledger.outcomes.map(({ file, outcome, code, counts }) => [
    file,
    outcome,
    code,
    counts.read ?? 0,
  ]);
}

describe('a file that only all files together show to be of no use', () => {
  it('is refused as others are, and the others are told all the same', async () => {
    expect(await readTo('a.csv', { 'a.csv': TABLE, 'b.csv': TABLE })).toEqual([
      ['a.csv', 'refused', 'E_ALONE', 0],
      ['b.csv', 'read', '', 1],
    ]);
  });

  it.each(['c.csv', 'a.xlsx, sheet one'])(
    'stops at once where it is none of them, or a sheet beside others: %s',
    async (where) => {
      const sheets = workbook({ one: [['x'], [1]], two: [['x'], [1]] });
      await expect(readTo(where, { 'a.xlsx': sheets, 'b.csv': TABLE })).rejects.toMatchObject({
        code: 'E_ALONE',
      });
    },
  );
});
