import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { project, type Project } from '../../support/rig.ts';

const DEFAULT = 'data/reference/published_tables.json';
const SMALL = {
  stars_legend: { '*': 0.1, '**': 0.05 },
  tables: [
    {
      id: 'table1',
      parentheses: 'std_error',
      columns: [
        {
          id: '1',
          terms: {
            x: { coef: '0.50', paren: '0.10', stars: '*' },
            z: { coef: '0.01', paren: '0.10' },
          },
        },
      ],
    },
  ],
};

async function paper(made: Project, ...args: string[]) {
  return made.call(['audit', 'paper', ...args]);
}

describe('audit paper', () => {
  it('checks the committed tables where no file is named, with exit code 0 whatever it finds', async () => {
    const made = project({ [DEFAULT]: readFileSync(DEFAULT, 'utf8') });
    const { exit, out } = await paper(made, '--json');
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(exit).toBe(0);
    const last = lines.at(-1);
    expect(last).toMatchObject({ event: 'paper', file: DEFAULT });
    const total = ['inconsistent', 'cannot tell', 'consistent'].map((verdict) =>
      Number(last?.[verdict]),
    );
    expect(total.reduce((sum, count) => sum + count, 0)).toBe(lines.length - 1);
    expect(Number(last?.['inconsistent'])).toBeGreaterThan(0);
  });

  it('prints what does not fit, and all of it with --verbose, in either language', async () => {
    const made = project({ 'mine.json': JSON.stringify(SMALL) });
    const short = await paper(made, 'mine.json');
    expect(short.out).toContain('Inconsistent (1)\n  Stars\n  - Table 1 (1), x: printed *;');
    expect(short.out).toContain('mine.json: 1 inconsistent,');
    expect(short.out).not.toContain('Consistent (');
    expect((await paper(made, 'mine.json', '--verbose')).out).toContain('Consistent (');
    expect((await paper(made, 'mine.json', '--language', 'zh')).out).toContain(
      '不一致 (1)\n  星号',
    );
  });

  it('a file that is not there or of another form is a mistake with its place', async () => {
    const column = { id: '1', terms: { x: { coef: 'much' } } };
    const wrong = { ...SMALL, tables: [{ id: 'table1', columns: [column] }] };
    const made = project({ 'wrong.json': JSON.stringify(wrong), 'no.json': '{' });
    const absent = await paper(made, 'absent.json');
    expect([absent.exit, absent.err]).toEqual([
      2,
      expect.stringContaining('absent.json E_NO_FILE'),
    ]);
    expect((await paper(made, 'wrong.json')).err).toContain(
      'wrong.json#tables.0.columns.0.terms.x.coef E_PRINTED_TABLES "much" is no number',
    );
    expect((await paper(made, 'no.json')).err).toContain('no.json E_PRINTED_TABLES');
  });
});
