import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sheetOf } from '../../../src/io/raw/open-raw.ts';
import { readRows } from '../../../src/io/tables/frame.ts';
import type { Place } from '../../../src/sources/outcome.ts';
import type { SourceRule } from '../../../src/sources/rule.ts';
import { placeOf } from '../../../src/sources/table.ts';
import { sourceParams, streamedStep } from '../../../src/templates/sources/streamed-step.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { temporaryFolder } from '../../io/temporary-folder.ts';
import { stepContext } from '../../support/step-context.ts';
import { workbook } from '../../support/workbook.ts';

interface Item {
  readonly origin: Place;
  readonly row: number;
  readonly text: string;
}

/**
 * A source of tables with the header `word`: a word is kept once. A table that begins with `notes` is
 * none of it, one that begins with `words` is a broken one.
 */
const words = streamedStep({
  params: z.strictObject(sourceParams),
  unit: 'rows',
  schema: { word: 'VARCHAR' },
  reader: () => ({
    async read(table, { columns }) {
      const { rows, file, sheet } = await sheetOf(table);
      const header = rows[0]?.map(String) ?? [];
      if (header[0] === 'notes') return { ignored: 'no column word', mapping: null };
      const at = header.findIndex((name) => name === 'word' || columns?.[name] === 'word');
      if (at < 0) {
        throw new UserError('E_COLUMN_MISSING', `no column word in ${header.join(', ')}`, {
          where: placeOf(table),
          hint: 'Name it word.',
        });
      }
      const items = rows.slice(1).map((row, i): Item => {
        return { origin: { file, sheet }, row: i + 2, text: String(row[at] ?? '') };
      });
      const uses = header.map((name, index) => ({
        index,
        header: name,
        variable: index === at ? 'word' : null,
        unit: null,
        year: null,
        scope: null,
        note: null,
        nearest: null,
      }));
      return {
        mapping: {
          kind: 'words',
          why: 'it has a column word',
          headerRows: [1, 1],
          yearFrom: null,
          columns: uses,
        },
        batches: [items],
        tally: () => ({ counts: { read: items.length }, rejected: [] }),
      };
    },
  }),
  async *rows(batches, ledger) {
    const seen = new Set<string>();
    for await (const batch of batches) {
      const kept: string[][] = [];
      for (const { origin, row, text } of batch) {
        if (/\d/u.test(text)) {
          const place = { ...origin, row, column: 'word' };
          ledger.reject({ origin: place, value: text, reason: 'no_word' });
        } else if (seen.has(text)) {
          ledger.add(origin, 'merged');
        } else {
          ledger.add(origin, 'kept');
          kept.push([text]);
        }
        seen.add(text);
      }
      yield kept;
    }
  },
});

async function run(
  raw: Readonly<Record<string, string | Buffer>>,
  sources: SourceRule[] = [],
  more: (folder: string) => void = () => undefined,
) {
  const files = Object.fromEntries(
    Object.entries(raw).map(([file, content]) => [`raw/words/${file}`, content]),
  );
  const inside = temporaryFolder(files);
  more(inside('raw/words'));
  const warnings: string[] = [];
  let counts: Readonly<Record<string, number>> = {};
  const table = (name: string) => {
    return readRows({ name, path: inside(`${name}.parquet`), columns: '*' });
  };
  const error = await words
    .run(
      stepContext({
        step: 'words',
        params: { sources },
        root: inside('.'),
        files: readdirSync(inside('raw/words'))
          .map((name) => `raw/words/${name}`)
          .sort(),
        output: (name) => inside(`${name}.parquet`),
        warn: (message) => warnings.push(message),
        count: (found) => (counts = found),
      }),
    )
    .then(
      () => null,
      (thrown: unknown) => thrown as UserError,
    );
  return {
    error,
    warnings,
    counts,
    words: (await table('words')).map(({ word }) => word),
    files: (await table('words_files')).map(({ file, sheet, outcome, read, kept, reason }) =>
      [String(file).replace('raw/words/', ''), sheet, outcome, read, kept, reason].join('|'),
    ),
    columns: (await table('words_columns')).map(({ column, variable }) => [column, variable]),
    rejects: (await table('words_rejects')).map(({ row, reason }) => [row, reason]),
  };
}

describe('raw files', () => {
  it('are read one after the other, and each is accounted for', async () => {
    const found = await run({
      'a.csv': 'n,word\n1,red\n2,blue\n3,r2d2\n',
      'b.xlsx': workbook({
        one: [['word'], ['blue'], ['green']],
        two: [
          ['notes', 'x'],
          ['y', 'z'],
        ],
      }),
    });
    expect(found.error).toBeNull();
    expect(found.words).toEqual(['red', 'blue', 'green']);
    const counts = { files: 2, read: 5, kept: 3, merged: 1, rejected: 1, ignored: 1 };
    expect(found.counts).toEqual(counts);
    expect(found.files).toEqual([
      'a.csv||read|3|2|',
      'b.xlsx|one|read|2|1|',
      'b.xlsx|two|ignored|0|0|no column word',
    ]);
    expect(found.columns).toEqual([
      ['n', null],
      ['word', 'word'],
      ['word', 'word'],
    ]);
    expect(found.rejects).toEqual([
      [4, 'no_word'],
      [1, 'sheet_not_read'],
    ]);
    expect(found.warnings).toEqual([]);
  });

  it('of the system are left out without a word of warning', async () => {
    const { error, warnings, files } = await run({
      'a.csv': 'word,n\nred,1\n',
      'desktop.ini': '[x]',
    });
    expect([error, warnings]).toEqual([null, []]);
    expect(files[1]).toMatch(/^desktop\.ini\|\|ignored/u);
  });

  it('of which the system gives nothing are refused by name', async () => {
    const { error, files } = await run({ 'a.csv': 'word,n\nred,1\n' }, [], (folder) => {
      symlinkSync('b.csv', join(folder, 'b.csv'));
      symlinkSync('nowhere.csv', join(folder, 'c.csv'));
      mkdirSync(join(folder, 'd.csv'));
    });
    expect(error?.message.split('\n')[0]).toBe('2 files of 4 cannot be read');
    expect(error?.message).toMatch(/b\.csv E_FILE_MISSING it is a link that leads back/u);
    expect(error?.message).toMatch(/c\.csv E_FILE_MISSING it is not there/u);
    expect(files.at(-1)).toMatch(/^d\.csv\|\|ignored/u);
  });

  it('that give nothing are a warning while others give something', async () => {
    const { error, warnings } = await run({
      'a.csv': 'word,n\nred,1\n',
      'b.csv': 'notes,n\nx,1\n',
      'c.csv': 'word,n\nr2,1\nr3,1\n',
    });
    expect(error).toBeNull();
    expect(warnings).toEqual([
      '2 of 3 files give nothing\n' +
        '  raw/words/b.csv: no column word\n' +
        '  raw/words/c.csv: 2 read, no_word 2\n' +
        '  `npm run -s audit -- sources` shows every file and what to write of it; with --write it writes it.',
    ]);
  });

  it('are an error that names all of them where none gives anything', async () => {
    const { error, files } = await run({ 'b.csv': 'notes,n\nx,1\n', 'c.csv': 'word,n\nr2,1\n' });
    expect(error).toMatchObject({ code: 'E_NOTHING_READ' });
    expect(error?.message).toMatch(/b\.csv: no column word\n.*c\.csv: 1 read, no_word 1/u);
    expect(files).toHaveLength(2);
  });

  it('that are refused are named together, each with its place, code and what to do', async () => {
    const { error, words: kept } = await run({
      'a.csv': 'word,n\nred,1\n',
      'b.csv': 'words,n\nx,1\n',
      'c.rar': Buffer.from('526172211a0700cf9073', 'hex'),
      'd.csv': 'word,n\n',
    });
    expect(error?.message).toMatch(/^3 files of 4 cannot be read/u);
    expect(error?.message).toContain(
      '\n  raw/words/b.csv E_COLUMN_MISSING no column word in words, n\n    Name it word.',
    );
    expect(error?.message).toMatch(/raw\/words\/c\.rar E_/u);
    expect(error?.message).toContain('raw/words/d.csv E_SHEET_EMPTY');
    expect(error).toMatchObject({ code: 'E_FILES_REFUSED' });
    expect(kept).toEqual(['red']);
  });

  it('of which one is refused end with the error of that one', async () => {
    const { error } = await run({ 'a.csv': 'word,n\nred,1\n', 'b.csv': 'words,n\nx,1\n' });
    expect(error).toMatchObject({ code: 'E_COLUMN_MISSING', where: 'raw/words/b.csv' });
  });

  it('of which one sheet is refused are read, with a warning', async () => {
    const sheets = { one: [['word'], ['red']], two: [['words'], ['x']] };
    const { error, warnings, rejects } = await run({ 'a.xlsx': workbook(sheets) });
    expect(error).toBeNull();
    expect(warnings.join()).toContain('sheet two: E_COLUMN_MISSING no column word');
    expect(rejects).toEqual([[1, 'sheet_not_read']]);
  });

  it('may break while they are read only by a fault of the program', async () => {
    const broken = streamedStep({
      params: z.strictObject(sourceParams),
      unit: 'rows',
      schema: { word: 'VARCHAR' },
      reader: () => ({ read: () => Promise.reject(new TypeError('a fault')) }),
      async *rows(batches) {
        for await (const _ of batches) yield [];
      },
    });
    const inside = temporaryFolder({ 'a.csv': 'x,y\n1,2\n' });
    const output = (name: string) => inside(name);
    const context = { step: 'w', params: { sources: [] }, root: inside('.'), files: ['a.csv'] };
    await expect(broken.run(stepContext({ ...context, output }))).rejects.toThrow('a fault');
  });
});

describe('what the study says of them', () => {
  const raw = { 'a.csv': 'word,n\nred,1\n', 'b.csv': 'words,n\nblue,1\n' };

  it('settles what was open', async () => {
    const named = await run(raw, [{ files: 'b.csv', columns: { words: 'word' } }]);
    expect(named).toMatchObject({ error: null, words: ['red', 'blue'], warnings: [] });
    const left = await run(raw, [{ files: 'b.csv', ignore: 'of another study' }]);
    expect(left).toMatchObject({ error: null, words: ['red'], warnings: [] });
    expect(left.files).toContain('b.csv||ignored|0|0|of another study');
  });

  it('may stand in a file beside them, which is no raw file', async () => {
    const rules = { 'sources.yaml': '- { files: b.csv, ignore: true }\n' };
    const found = await run({ ...raw, ...rules });
    expect(found).toMatchObject({ error: null, counts: { files: 1 } });
  });

  it('must name columns that there are', async () => {
    const { error } = await run(raw, [
      { files: 'b.csv', columns: { words: 'word', wordz: { ignore: true } } },
    ]);
    expect(error).toMatchObject({
      code: 'E_COLUMN_MISSING',
      where: 'pipeline.yaml#sources.0.columns.wordz',
      hint: 'Did you mean "words"?',
    });
  });

  it('is a warning where it is of this source and matches no file', async () => {
    const rules = { files: 'words/c.csv', ignore: true };
    const other = { files: 'other/c.csv', ignore: true };
    const { warnings } = await run({ 'a.csv': raw['a.csv'] }, [rules, other]);
    expect(warnings).toEqual(['sources: no file matches words/c.csv']);
  });
});
