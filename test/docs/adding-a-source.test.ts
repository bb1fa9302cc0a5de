import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { connectShared, queryRows } from '../../src/io/duckdb.ts';
import { SOURCE_RULE } from '../../src/sources/rule.ts';
import { project } from '../support/rig.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(PROJECT, 'docs/adding-a-source.md'), 'utf8');
/** Blocks of the page by the file that they belong to. */
const BLOCKS = new Map(
  [...page.matchAll(/<!-- (data\/\S+) -->\s+```csv\n([\s\S]*?)```/gu)].map(
    ([, name = '', text = '']) => [name, text],
  ),
);
const STUDY = `study: {}
settings: {}
steps:
  incopat: { use: incopat, reads: [data/raw/incopat/*, data/reference/*.csv] }
  statistics: { use: statistics, reads: [data/raw/statistics/*, data/reference/*.csv] }
`;

describe('docs/adding-a-source.md', () => {
  it('adds a kind of file with ten lines of data', async () => {
    const p = project({ 'pipeline.yaml': STUDY });
    cpSync(join(PROJECT, 'data/reference'), join(p.root, 'data/reference'), { recursive: true });
    const statistics = '城市,年份,全市经济总产出\n杭州市,2014,9206.2\n';
    p.write({
      'data/raw/incopat/wind.csv': BLOCKS.get('data/raw/incopat/wind.csv') ?? '',
      'data/raw/statistics/a.csv': statistics,
    });
    expect((await p.run('--keep-going')).exit).toBe(1);

    let lines = 0;
    for (const [file, text] of BLOCKS) {
      if (!file.startsWith('data/reference/patent')) continue;
      lines += text.trim().split('\n').length;
    }
    expect(lines).toBe(10);
    for (const [file, text] of BLOCKS) {
      if (file.startsWith('data/reference/')) p.write({ [file]: p.read(file) + text });
    }
    const ran = await p.run();
    expect(ran.error).toBeUndefined();
    const connection = await connectShared();
    const rows = (table: string) =>
      queryRows(connection, `from '${p.root}/outputs/parquet/${table}.parquet'`);
    expect(await rows('incopat')).toMatchObject([
      {
        publication_no: 'CN106844774A',
        cities: [330100],
        cites: ['CN101234567A', 'US20100123456A1'],
      },
    ]);
    expect(await rows('statistics')).toMatchObject([{ variable: 'gdp', value: 92_062_000 }]);
    const { out } = await p.call(['audit', 'sources', '--file', 'wind']);
    expect(out).toContain('a Windbase export');
  });

  it('names every key of an entry, and shows entries that hold', () => {
    const [, example = ''] = /```yaml\n(sources:[\s\S]*?)```/u.exec(page) ?? [];
    const { sources } = parse(example) as { sources: unknown };
    expect(SOURCE_RULE.array().safeParse(sources).success).toBe(true);
    for (const key of Object.keys(SOURCE_RULE.shape)) expect(page, key).toContain(`\`${key}\``);
  });
});
