import { inflateRawSync } from 'node:zlib';
import { read } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderTable } from '../../../src/tables/formats/render.ts';
import type { Cell, Table, TableRow } from '../../../src/tables/table.ts';
import { LANGUAGES, type Language } from '../../../src/text/language.ts';

const TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '=1+1',
    '+cmd',
    '-1-1',
    '@SUM(A1)',
    '\t=1',
    '"quoted", and; more',
    '\\end{tabular}\\input{/etc/passwd}',
    '%$#_&^~{}\\',
    '</td><script>x</script>',
    '"><img src=x onerror=y>',
    ']]>&amp;&#0;',
    '| a | b |',
    '[x](javascript:y) *z* `w`',
    '能源\u0000结构\uD800',
    '\u202Eright to left',
    'line\r\nbreak',
    '𠀀',
  ),
);
const NUMBER = fc.double({ noNaN: true, noDefaultInfinity: true });
const CELL: fc.Arbitrary<Cell> = fc.oneof(
  TEXT.map((text) => ({ text })),
  fc.tuple(NUMBER, fc.constantFrom('', '*', '***', '†"')).map(([value, stars]) => ({
    text: value.toPrecision(3),
    value,
    stars,
    source: { step: 's"<', path: "$.a['b&']" },
  })),
);

/** Any table whose rows cover its columns: text of any kind, spans, rules and panels among them. */
const TABLE: fc.Arbitrary<Table> = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    id: TEXT,
    language: fc.constantFrom<Language>('en', 'zh'),
    label: TEXT,
    title: TEXT,
    columns: fc.array(
      fc.record(
        {
          id: TEXT,
          align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
          wrap: fc.integer({ min: 2, max: 20 }),
        },
        { requiredKeys: ['id', 'align'] },
      ),
      { minLength: width, maxLength: width },
    ),
    head: fc.array(rowOf(width, 'head'), { minLength: 1, maxLength: 2 }),
    body: fc.array(fc.oneof(rowOf(width, 'fact'), panelOf(width)), { minLength: 1, maxLength: 5 }),
    notes: fc.array(TEXT, { maxLength: 3 }),
  }),
);

function rowOf(width: number, kind: 'head' | 'fact'): fc.Arbitrary<TableRow> {
  const cells = fc.array(CELL, { minLength: width, maxLength: width });
  return fc.record({ id: TEXT, kind: fc.constant(kind), cells, rule: fc.boolean() });
}

function panelOf(width: number): fc.Arbitrary<TableRow> {
  return TEXT.map((text) => ({ id: text, kind: 'panel', cells: [{ text, span: width }] }));
}

describe('any table', () => {
  test('survives every format with its shape, and hides no markup or formula', async () => {
    await fc.assert(
      fc.asyncProperty(TABLE, async (table) => {
        const files = await renderTable(() => table, {
          language: table.language,
          languages: LANGUAGES,
        });
        const rows = table.head.length + table.body.length;
        expect(JSON.parse(String(files['en.json']))).toEqual(JSON.parse(JSON.stringify(table)));

        const lines = csvLines(String(files['csv']).slice(1));
        expect(lines).toHaveLength(rows + table.notes.length);
        for (const fields of lines) {
          expect(fields).toHaveLength(table.columns.length);
          for (const field of fields) expect(field).not.toMatch(FORMULA);
        }

        const markdown = String(files['md']).split('\n');
        const cells = markdown.slice(2, 4 + table.body.length).map((line) => unescapedBars(line));
        expect(new Set(cells)).toEqual(new Set([table.columns.length + 1]));

        const html = String(files['html']);
        expect(html).not.toMatch(/<(?:script|img)\b/u);
        expect(html.match(/<tr/gu)).toHaveLength(rows + 1);
        expectWellFormed(html.slice(html.indexOf('<table'), html.indexOf('</main>')));

        const xml = zipEntry(bytesOf(files['docx'] ?? ''), 'word/document.xml');
        expectWellFormed(xml.slice(xml.indexOf('<w:document')));
        expect(xml.match(/<w:tr[ >]/gu)).toHaveLength(rows);

        const book = read(bytesOf(files['xlsx'] ?? ''), { cellFormula: true });
        const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
        for (const value of Object.values(sheet)) expect(value).not.toHaveProperty('f');

        expectBalanced(String(files['tex']));
      }),
      { numRuns: 40, seed: 20170101 },
    );
  });
});

/** What a spreadsheet would compute: a formula that is no number (a minus before digits is one). */
const FORMULA = /^\s*(?:[=+@]|-(?!(?:\d|\.)[\d.e+-]*[*†"]*$))/u;

/** Fields of RFC 4180 lines. */
function csvLines(text: string): string[][] {
  const lines: string[][] = [];
  let fields: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu,
  )) {
    fields.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') {
      lines.push(fields);
      fields = [];
    }
  }
  return lines;
}

function unescapedBars(line: string): number {
  return line.replaceAll(/\\[\s\S]/gu, '').split('|').length - 1;
}

/** Every element is closed by its own tag, and no character is one that XML forbids. */
function expectWellFormed(xml: string): void {
  expect(xml).not.toMatch(/[\p{Cs}\uFFFE\uFFFF]/u);
  const open: string[] = [];
  for (const [, close, name = '', empty] of xml.matchAll(
    /<(\/?)([\w:]+)(?:"[^"]*"|[^">])*?(\/?)>/gu,
  )) {
    if (close === '/') expect(open.pop()).toBe(name);
    else if (empty !== '/') open.push(name);
  }
  expect(open).toEqual([]);
}

/** Braces and environments of a table close in order; no text of a cell opens one. */
function expectBalanced(tex: string): void {
  const code = tex.replaceAll(/^%.*$/gmu, '').replaceAll(/\\[\\{}%$&#_]/gu, '');
  let depth = 0;
  for (const letter of code) {
    if (letter === '{') depth += 1;
    if (letter === '}') depth -= 1;
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  expect(depth).toBe(0);
  expect(code).not.toContain('\\input');
  const open: string[] = [];
  for (const [, kind, name = ''] of code.matchAll(/\\(begin|end)\{(\w+\*?)\}/gu)) {
    if (kind === 'begin') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
}

function bytesOf(file: string | Uint8Array): Uint8Array {
  if (typeof file === 'string') throw new Error('a binary file');
  return file;
}

function zipEntry(zip: Uint8Array, name: string): string {
  const bytes = Buffer.from(zip);
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const [size, nameLength, extra] = [
      bytes.readUInt32LE(at + 18),
      bytes.readUInt16LE(at + 26),
      bytes.readUInt16LE(at + 28),
    ];
    const start = at + 30 + nameLength + extra;
    if (bytes.toString('utf8', at + 30, at + 30 + nameLength) === name) {
      return inflateRawSync(bytes.subarray(start, start + size)).toString('utf8');
    }
    at = start + size;
  }
  throw new Error(`no entry ${name}`);
}
