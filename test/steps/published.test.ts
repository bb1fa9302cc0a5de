import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import paperCheck from '../../steps/paper-check.ts';
import published from '../../steps/published.ts';
import type { Finding } from '../../src/published/finding.ts';
import type { PublishedRow, PublishedSummary } from '../../src/records/published.ts';
import type { StepDefinition } from '../../src/step.ts';
import type { Table } from '../../src/tables/table.ts';
import { FITS } from '../tables/published-fits.ts';
import { stepContext } from '../support/step-context.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'published-'));
const FILE = 'published_tables.json';
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));
writeFileSync(join(ROOT, FILE), readFileSync(`data/reference/${FILE}`));
mkdirSync(join(ROOT, 'models'));
// The fixture's fits carry the printed numbers of table 1.
writeFileSync(join(ROOT, 'models/baseline'), JSON.stringify({ fits: FITS.map(({ fit }) => fit) }));

const PARAMS = {
  models: ['baseline'],
  terms: { treat_period: 'did' },
  did: ['treat_period'],
  mechanisms: ['es', 'eue', 'mkt'],
  labels: { did: { en: 'Treat × period', zh: '处理 × 时期' } },
};

describe('paper_check', () => {
  test('writes the findings, and their table in every format', async () => {
    const counts = await run('paper_check', paperCheck, {});
    const file = read('paper_check') as {
      file: string;
      findings: Finding[];
      summary: Record<string, number>;
    };
    expect(file.file).toBe(FILE);
    expect(file.findings.length).toBe(
      counts.consistent! + counts.inconsistent! + counts.cannot_tell!,
    );
    expect(file.summary['inconsistent']).toBe(counts.inconsistent);
    expect((read('paper_check_zh_json') as Table).title).toMatch(/内部一致性/u);
    const total = (read('paper_check_en_json') as Table).body.at(-1);
    expect(total?.cells[1]).toMatchObject({
      value: counts.inconsistent,
      source: { step: 'paper_check', path: "$.findings[?(@.verdict == 'inconsistent')]" },
    });
    expect(text('paper_check_md')).toContain('Inconsistent 1: ');
    expect(readFileSync(join(ROOT, 'paper_check_docx')).toString('latin1', 0, 2)).toBe('PK');
  });
});

describe('published', () => {
  test('compares with the fits there are, and says that synthetic data are no replication', async () => {
    expect(await run('published', published, PARAMS)).toEqual({ coefficients: 48, computed: 8 });
    const file = read('published') as {
      synthetic: boolean;
      summary: PublishedSummary;
      rows: PublishedRow[];
    };
    expect(file.synthetic).toBe(true);
    expect(file.summary).toMatchObject({ inside: { count: 2, of: 2 }, missing: 40 });
    expect(file.rows[0]).toMatchObject({ id: 'table1.1.treat_period', inside: true, role: 'did' });
    for (const format of ['md', 'html', 'tex', 'csv'])
      expect(text(`published_${format}`), format).toMatch(/no replication/u);
    expect((read('published_zh_json') as Table).notes[0]).toContain('合成数据');
  });

  test('own exports are a replication', async () => {
    await run('published', published, PARAMS, [FILE], false);
    expect((read('published') as { synthetic: boolean }).synthetic).toBe(false);
    expect(text('published_md')).not.toMatch(/ynthetic/u);
  });

  test('the same inputs give the same bytes', async () => {
    await run('published', published, PARAMS);
    const first = ['published', 'published_docx', 'published_xlsx'].map((name) => text(name));
    await run('published', published, PARAMS);
    expect(['published', 'published_docx', 'published_xlsx'].map((name) => text(name))).toEqual(
      first,
    );
  });

  test('without a file of printed tables there is nothing to compare with', async () => {
    await expect(run('published', published, PARAMS, [])).rejects.toMatchObject({
      code: 'E_NO_FILE',
    });
    await expect(run('paper_check', paperCheck, {}, [])).rejects.toMatchObject({
      code: 'E_NO_FILE',
    });
  });
});

function text(output: string): string {
  return readFileSync(join(ROOT, output), 'utf8');
}

function read(output: string): unknown {
  return JSON.parse(text(output));
}

async function run<P>(
  step: string,
  definition: StepDefinition<P>,
  params: unknown,
  files: readonly string[] = [FILE],
  synthetic = true,
): Promise<Readonly<Record<string, number>>> {
  let counted: Readonly<Record<string, number>> = {};
  await definition.run(
    stepContext({
      step,
      params: definition.params.parse(params),
      root: ROOT,
      files,
      synthetic,
      model: (name) => ({ step: name, path: join(ROOT, 'models', name) }),
      output: (name) => join(ROOT, name),
      count: (counts) => (counted = counts),
    }),
  );
  return counted;
}
