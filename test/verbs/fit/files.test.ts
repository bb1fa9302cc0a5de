import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase, quoteText } from '../../../src/io/duckdb.ts';
import { writeParquet, type ColumnType } from '../../../src/io/tables/parquet.ts';
import type { Project } from '../../support/rig.ts';
import { fitOf, folder } from './fit-call.ts';

const SCHEMA = {
  y: 'DOUBLE',
  x: 'DOUBLE',
  flag: 'BOOLEAN',
  region: 'VARCHAR',
  day: 'DATE',
  big: 'BIGINT',
} as const satisfies Record<string, ColumnType>;

/** 60 rows: `big` differs beyond 2^53, `x` is missing once. */
async function writeSmall(made: Project): Promise<void> {
  const rows = Array.from({ length: 60 }, (_, i) => [
    ((i * 37) % 23) / 7 + (i % 2),
    i === 7 ? null : ((i * 53) % 29) / 3,
    i % 2 === 0,
    ['east', 'west', '中部'][i % 3],
    `2020-01-0${1 + (i % 5)}`,
    9_007_199_254_740_992n + BigInt(i % 4),
  ]);
  await writeParquet(join(made.root, 'small.parquet'), SCHEMA, rows);
}

describe('fit reads what a file holds', () => {
  it('takes truth values as 0 and 1, text and dates as effects, and counts a missing number', async () => {
    const made = folder();
    await writeSmall(made);
    const fit = await fitOf(made, 'y ~ x + flag | region + day', '--data', 'small.parquet');
    expect(fit.terms.map(({ term }) => term)).toEqual(['x', 'flag']);
    expect(fit.fixed_effects).toEqual({ region: 3, day: 5 });
    expect(fit.dropped_rows).toEqual([{ reason: 'missing x', rows: 1 }]);
  });

  it('keeps whole numbers beyond 2^53 apart as categories, and refuses them as numbers', async () => {
    const made = folder();
    await writeSmall(made);
    const fit = await fitOf(made, 'y ~ x | big', '--data', 'small.parquet');
    expect(fit.fixed_effects).toEqual({ big: 4 });
    const refused = await made.call(['fit', 'y ~ big', '--data', 'small.parquet']);
    expect(refused.err).toContain('E_NOT_NUMERIC column "big" holds whole numbers beyond 2^53');
    expect(refused.exit).toBe(2);
  });

  it('refuses a date as a regressor', async () => {
    const made = folder();
    await writeSmall(made);
    const result = await made.call(['fit', 'y ~ day', '--data', 'small.parquet']);
    expect(result.err).toContain('small.parquet E_NOT_NUMERIC column "day" holds dates');
    expect(result.exit).toBe(2);
  });
});

describe('text files', () => {
  const TABLE =
    '城市,年份,y,x\n甲,2001,1.5,2\n乙,2001,2.5,NA\n甲,2002,3,5\n乙,2002,4.5,.\n丙,2002,1,2\n丙,2001,2,7\n';
  const bytes = (text: string, encoding: 'utf16le' | 'gb18030'): Buffer => {
    if (encoding === 'utf16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
    // GB 18030 of the characters of TABLE.
    const codes: Readonly<Record<string, number>> = {
      城: 0xb3c7,
      市: 0xcad0,
      年: 0xc4ea,
      份: 0xb7dd,
      甲: 0xbcd7,
      乙: 0xd2d2,
      丙: 0xb1fb,
    };
    return Buffer.concat(
      Array.from(text, (letter) => {
        const code = codes[letter];
        return code === undefined ? Buffer.from(letter) : Buffer.from([code >> 8, code & 0xff]);
      }),
    );
  };

  it.each([
    ['UTF-8', Buffer.from(TABLE)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TABLE}`)],
    ['GB18030', bytes(TABLE, 'gb18030')],
    ['UTF-16', bytes(TABLE, 'utf16le')],
    ['semicolons and CRLF', Buffer.from(TABLE.replaceAll(',', ';').replaceAll('\n', '\r\n'))],
    ['tabs', Buffer.from(TABLE.replaceAll(',', '\t'))],
  ])('in %s', async (_, content) => {
    const made = folder();
    writeFileSync(join(made.root, 'a table [1].csv'), content);
    const fit = await fitOf(made, 'y ~ x', '--data', 'a table [1].csv', '--where', "城市 <> '丁'");
    expect(fit.nobs).toBe(4);
    expect(fit.dropped_rows).toEqual([{ reason: 'missing x', rows: 2 }]);
    const effects = await fitOf(made, 'y ~ 1 | 城市', '--data', 'a table [1].csv');
    expect(effects.fixed_effects).toEqual({ 城市: 3 });
  });
});

describe('a large file', () => {
  it('is left at once on an interrupt, although the work is one long computation', async () => {
    const made = folder();
    const path = join(made.root, 'large.parquet');
    const database = await openDatabase(1);
    await database.connection.run(
      `copy (select i % 30011 as unit, i // 30011 as time, (i * 7919) % 1009 as x,
        (i * 104729) % 997 + i % 13 as y from range(3000000) r(i)) to ${quoteText(path)} (format parquet)`,
    );
    database.close();
    const args = ['fit', 'y ~ x | unit + time', '--data', 'large.parquet'];
    const start = join(import.meta.dirname, '../../../src/didactic.mjs');
    const child = spawn(process.execPath, [start, ...args], { cwd: made.root });
    const ended = new Promise((done) => child.on('close', (_, signal) => done(signal)));
    setTimeout(() => child.kill('SIGINT'), 700);
    expect(await ended).toBe('SIGINT');
  });
});
