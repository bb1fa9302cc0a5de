import { describe, expect, it } from 'vitest';
import { NO_MAPPING } from '../../../src/sources/mapping.ts';
import { idleEntries, judge, leftOutOf, warningsOf } from '../../../src/templates/sources/judge.ts';
import { Ledger } from '../../../src/templates/sources/ledger.ts';
import { UserError } from '../../../src/text/user-error.ts';

const table = (file: string, sheet = '') => ({ file, sheet, format: 'xlsx' as const });

function ledgerOf(good: readonly string[]): Ledger {
  const ledger = new Ledger();
  for (const file of good) {
    ledger.read(table(file), NO_MAPPING);
    ledger.add(table(file), 'kept');
  }
  return ledger;
}

describe('what is said of raw files', () => {
  it('is nothing where all give something, or the study left them out', () => {
    const ledger = ledgerOf(['a', 'b']);
    ledger.leaveOut(table('c'), 'a draft');
    expect(warningsOf(ledger)).toEqual([]);
    expect(() => judge(ledger)).not.toThrow();
    expect(leftOutOf(ledger.outcomes)).toBe('left out: 1\n  c: a draft');
  });

  it('is said once: what a warning names is not told among what is left out', () => {
    const ledger = ledgerOf(['a', 'b']);
    ledger.ignore(table('a', 'draft'), 'a hidden sheet');
    ledger.ignore(table('c'), 'a picture');
    expect(warningsOf(ledger)).toEqual([
      expect.stringMatching(
        /^1 of 3 files gives nothing\n {2}c: a picture\n {2}`npm run -s audit/u,
      ),
    ]);
    expect(leftOutOf(ledger.outcomes)).toBe('left out: 1\n  a, sheet draft: a hidden sheet');
  });

  it('says of a single file that is refused how it is left out, beside what would mend it', () => {
    const ledger = ledgerOf(['a']);
    ledger.refuse(table('b'), new UserError('E_X', 'cut', { where: 'b', hint: 'Fetch it again.' }));
    expect(() => judge(ledger)).toThrow(
      expect.objectContaining({
        code: 'E_X',
        where: 'b',
        hint: expect.stringMatching(/^Fetch it again\.\n {2}Or leave it out: /u) as string,
      }),
    );
  });

  it('names the first files of many that give nothing, and how many more there are', () => {
    const ledger = ledgerOf(['a']);
    for (let i = 0; i < 20; i += 1) ledger.ignore(table(`n${i}`), 'no table');
    const [warning = '', ...more] = warningsOf(ledger);
    expect(more).toEqual([]);
    const lines = warning.split('\n');
    expect(lines[0]).toBe('20 of 21 files give nothing');
    expect(lines).toHaveLength(15);
    expect(lines.at(-2)).toContain('and 8 more');
    expect(lines.at(-1)).toContain('audit -- sources');
  });

  it('says of each sheet why it gives nothing', () => {
    const ledger = ledgerOf(['a']);
    ledger.ignore(table('b', 'one'), 'no header');
    ledger.read(table('b', 'two'), NO_MAPPING);
    ledger.add(table('b', 'two'), 'read', 2);
    for (const row of [2, 3])
      ledger.reject({
        origin: { file: 'b', sheet: 'two', row, column: 'x' },
        value: '',
        reason: 'no_unit',
      });
    expect(warningsOf(ledger)[0]).toContain(
      'b: sheet one: no header; sheet two: 2 read, no_unit 2',
    );
  });

  it('is one error for a file of which every sheet is refused, with the code that they share', () => {
    const ledger = ledgerOf(['a']);
    for (const sheet of ['one', 'two'])
      ledger.refuse(
        table('b', sheet),
        new UserError('E_X', 'broken', { where: `b, sheet ${sheet}` }),
      );
    expect(() => judge(ledger)).toThrow(
      expect.objectContaining({
        code: 'E_X',
        where: 'b',
        message: '1 file of 2 cannot be read\n  b, sheet one E_X broken\n  b, sheet two E_X broken',
      }) as Error,
    );
  });
});

describe('entries that match no file', () => {
  const entry = (files: string | string[], where = 'pipeline.yaml#sources.0') => {
    return { rule: { files }, where: () => where };
  };

  it('are told by the source that they name, or beside whose files they stand', () => {
    const beside = entry('x.csv', 'data/raw/rain/sources.yaml:1:3');
    const entries = [
      entry('rain/x.csv'),
      entry(['rain/x', 'rain/y']),
      entry('snow/x.csv'),
      entry('x.csv'),
      beside,
    ];
    expect(idleEntries(entries, ['data/raw/rain/a.csv'], 'rain')).toEqual([
      'sources: no file matches rain/x.csv',
      'sources: no file matches rain/x, rain/y',
      'sources: no file matches x.csv',
    ]);
    expect(idleEntries([entry('rain/a*')], ['data/raw/rain/a.csv'], 'rain')).toEqual([]);
  });
});
