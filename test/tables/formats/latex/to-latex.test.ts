import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { regressionTable } from '../../../../src/tables/regression/table.ts';
import type { Table } from '../../../../src/tables/table.ts';
import {
  latexDocument,
  latexNeeds,
  toLatex,
} from '../../../../src/tables/formats/latex/to-latex.ts';
import { HOSTILE } from '../hostile.ts';
import { FITS, SETTINGS, TWELVE_SETTINGS, WIDE_FITS, WIDE_SETTINGS } from '../../published-fits.ts';

/** TeX Live is no dependency: where it is missing, the tests below say that they are skipped. */
const hasLatex = ['pdflatex', 'xelatex'].every(
  (engine) => spawnSync(engine, ['--version']).status === 0,
);
const folder = mkdtempSync(join(tmpdir(), 'latex-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** With the pages that each takes: the wide ones are too high for one. */
const TABLES: readonly (readonly [name: string, table: Table, pages: number])[] = [
  ['baseline', regressionTable(FITS, SETTINGS), 1],
  ['baseline-zh', regressionTable(FITS, { ...SETTINGS, language: 'zh' }), 1],
  ['wide', regressionTable(WIDE_FITS, WIDE_SETTINGS), 3],
  ['wide-zh', regressionTable(WIDE_FITS, { ...WIDE_SETTINGS, language: 'zh' }), 3],
  ['twelve', regressionTable(WIDE_FITS, TWELVE_SETTINGS), 3],
  ['twelve-zh', regressionTable(WIDE_FITS, { ...TWELVE_SETTINGS, language: 'zh' }), 4],
  ['hostile', HOSTILE, 1],
];

describe.skipIf(!hasLatex)(
  `LaTeX${hasLatex ? '' : ' (skipped: pdflatex or xelatex missing)'}`,
  () => {
    test.each(TABLES)(
      'sets %s without an error, within the page',
      { timeout: 60_000 },
      (id, table, most) => {
        const { log, pages } = typeset({ ...table, id });
        expect(log).not.toMatch(/^! |Undefined control|Missing character/mu);
        expect(overfull(log)).toEqual([]);
        expect(pages).toBeGreaterThan(0);
        expect(pages).toBeLessThanOrEqual(most);
      },
    );
  },
);

function typeset(table: Table): { readonly log: string; readonly pages: number } {
  const file = join(folder, `${table.id}.tex`);
  writeFileSync(file, toLatex(table));
  const { engine } = latexNeeds(table);
  const options = ['-interaction=nonstopmode', '-halt-on-error', `-jobname=${table.id}`];
  const text = latexDocument(table, `${table.id}.tex`);
  try {
    execFileSync(engine, [...options, text], { cwd: folder, stdio: 'pipe' });
  } catch {
    // The log below says what was wrong.
  }
  const log = readFileSync(join(folder, `${table.id}.log`), 'utf8');
  return { log, pages: Number(/Output written on .*\((\d+) page/su.exec(log)?.[1] ?? 0) };
}

/** Lines and floats that stick out by more than a point. */
function overfull(log: string): string[] {
  const found = [...log.matchAll(/Overfull \\hbox \((?<points>[\d.]+)pt|Float too large.*/gu)];
  return found.filter((m) => Number(m.groups?.['points'] ?? 9) > 1).map(([text]) => text);
}
