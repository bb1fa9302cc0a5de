import { describe, expect, it } from 'vitest';
import { NO_MAPPING } from '../../../src/sources/mapping.ts';
import { Ledger } from '../../../src/templates/sources/ledger.ts';
import { UserError } from '../../../src/text/user-error.ts';

const table = (file: string, sheet = '') => ({ file, sheet, format: 'text' as const });

describe('the ledger of raw files', () => {
  it('keeps what became of each, in the order in which they came', () => {
    const ledger = new Ledger();
    ledger.read(table('b.csv'), NO_MAPPING);
    ledger.ignore(table('a.csv', 'notes'), 'no header');
    ledger.leaveOut(table('a.csv', 'old'), 'a draft');
    ledger.refuse(table('c.csv'), new UserError('E_X', 'broken', { hint: 'Mend it.' }));
    expect(
      ledger.outcomes.map(({ file, sheet, outcome, settled, reason, code, todo }) => {
        return [file, sheet, outcome, settled, reason, code, todo];
      }),
    ).toEqual([
      ['b.csv', '', 'read', false, '', '', ''],
      ['a.csv', 'notes', 'ignored', false, 'no header', '', ''],
      ['a.csv', 'old', 'ignored', true, 'a draft', '', ''],
      ['c.csv', '', 'refused', false, 'broken', 'E_X', 'Mend it.'],
    ]);
    expect(ledger.errorsOf('c.csv').map(({ code }) => code)).toEqual(['E_X']);
    expect(ledger.errorsOf('b.csv')).toEqual([]);
  });

  it('adds counts by table, and over all', () => {
    const ledger = new Ledger();
    ledger.read(table('a.csv'), NO_MAPPING);
    ledger.read(table('b.csv'), NO_MAPPING);
    ledger.add(table('a.csv'), 'read', 3);
    ledger.add(table('b.csv'), 'read', 2);
    ledger.add(table('b.csv'), 'kept');
    ledger.reject({
      origin: { file: 'b.csv', sheet: '', row: 2, column: 'x' },
      value: 'y',
      reason: 'z',
    });
    expect(ledger.outcomes.map(({ counts }) => counts)).toEqual([
      { read: 3 },
      { read: 2, kept: 1, rejected: 1 },
    ]);
    // A source that knows no missing cells has no count of them.
    expect(ledger.counts).toEqual({ read: 5, kept: 1, merged: 0, rejected: 1 });
    ledger.add(table('a.csv'), 'missing', 0);
    expect(ledger.counts).toMatchObject({ missing: 0 });
  });

  it('keeps the counts of a table that breaks while it is read', () => {
    const ledger = new Ledger();
    ledger.read(table('a.csv'), NO_MAPPING);
    ledger.add(table('a.csv'), 'kept', 2);
    ledger.refuse(table('a.csv'), new UserError('E_X', 'cut short'));
    expect(ledger.outcomes).toMatchObject([{ outcome: 'refused', counts: { kept: 2 } }]);
  });

  it('knows no table that was not read', () => {
    expect(() => new Ledger().add(table('a.csv'), 'kept')).toThrow('a.csv');
  });
});
