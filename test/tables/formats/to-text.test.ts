import { describe, expect, it } from 'vitest';
import type { Table, TableRow } from '../../../src/tables/table.ts';
import { toText } from '../../../src/tables/formats/to-text.ts';
import { displayWidth } from '../../../src/text/width.ts';

function row(id: string, kind: TableRow['kind'], texts: readonly string[], stars = ''): TableRow {
  const cells = texts.map((text, i) => (i === 1 && stars !== '' ? { text, stars } : { text }));
  return { id, kind, cells };
}

function table(body: readonly TableRow[], columns: readonly string[], notes: string[] = []): Table {
  return {
    id: 't',
    language: 'en',
    label: 'Table 1',
    title: 'Small',
    columns: [
      { id: 'variable', align: 'left' },
      ...columns.map((id) => ({ id, align: 'right' as const })),
    ],
    head: [row('head', 'head', ['', ...columns])],
    body,
    notes,
  };
}

const BODY = [
  row('did', 'estimate', ['did', '0.0732', '-12.5'], '***'),
  row('did', 'spread', ['', '(0.0101)', '(3.2e-7)']),
  row('n', 'statistic', ['N', '3,584', 'yes']),
];

describe('toText', () => {
  it('aligns numbers at their points, stars and brackets outside', () => {
    expect(toText(table(BODY, ['(1)', '(2)'], ['A note.']), { width: 80 })).toBe(
      [
        'Table 1. Small',
        '',
        '               (1)        (2)',
        '─────────────────────────────',
        'did      0.0732***  -12.5',
        '        (0.0101)     (3.2e-7)',
        'N    3,584          yes',
        '',
        'A note.',
        '',
      ].join('\n'),
    );
  });

  it('puts columns that do not fit into a further block, each with the row headings', () => {
    const text = toText(table(BODY, ['(1)', '(2)']), { width: 22 });
    expect(text.split('\n\n')).toHaveLength(3);
    expect(text.match(/^did/gm)).toHaveLength(2);
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(22);
  });

  it('gives a column that is wider than the terminal a block of its own', () => {
    const text = toText(table(BODY, ['(1)', '(2)']), { width: 5 });
    expect(text).toContain('0.0732***');
    expect(text).toContain('-12.5');
  });

  it('keeps line breaks and control characters of the data out of the terminal', () => {
    const body = [row('a', 'estimate', ['two\nlines \u001B[31mred', '1.5'])];
    const text = toText(table(body, ['(1)']), { width: 80 });
    expect(text).toContain('two lines  [31mred  1.5\n');
    expect(text).not.toContain('\u001B');
  });

  it('counts a Chinese character as two columns', () => {
    const body = [row('a', 'estimate', ['用能权', '1.5']), row('b', 'estimate', ['gdp', '22.25'])];
    const lines = toText(table(body, ['(1)']), { width: 80 }).split('\n');
    expect(lines[4]).toBe('用能权   1.5');
    expect(lines[5]).toBe('gdp     22.25');
  });

  it('runs a spanning cell over the row and wraps it under itself, in the last block only', () => {
    const running: TableRow = {
      id: 'sample',
      kind: 'fact',
      rule: true,
      cells: [{ text: 'Sample' }, { text: 'one two three four five six', span: 2 }],
    };
    const text = toText(table([...BODY, running], ['(1)', '(2)']), { width: 24 });
    expect(text.match(/Sample/g)).toHaveLength(1);
    expect(text).toContain('Sample  one two three\n        four five six');
  });
});
