import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { layOutGraph } from '../../src/report/graph-layout.ts';
import { clientScript } from '../../src/report/client-script.ts';
import { pagedTables } from '../../src/report/client/paged-tables.ts';
import { pipelineNodes } from '../../src/report/pages/pipeline.ts';
import { siteFiles } from '../../src/report/site.ts';
import {
  fileAddress,
  HAS_BROWSER,
  openBrowser,
  pagesOf,
  seriousFindings,
  watchedPage,
} from '../support/browser.ts';
import { serveReport } from '../../src/verbs/report.ts';
import { HOSTILE, RUN } from './hostile.ts';
import { smallSite } from './small-site.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'didactic-site-'));
const FOLDER = join(ROOT, 'outputs/report');
const SOURCE = 'data-raw.html';
let browser: Browser;

describe.skipIf(!HAS_BROWSER)('the site in Chromium', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    const site = smallSite();
    const script = clientScript(pagedTables);
    const layout = await layOutGraph(pipelineNodes(site.steps));
    for (const [path, text] of siteFiles(site, { layout, script })) {
      mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
      writeFileSync(join(FOLDER, path), text);
    }
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(ROOT, { recursive: true, force: true });
  });

  it('runs no hostile string, asks for nothing outside and says nothing on the console', async () => {
    const { page, faults } = await opened();
    for (const path of pagesOf(FOLDER)) {
      await page.goto(fileAddress(FOLDER, path));
      expect(await page.title(), path).not.toBe(RUN);
      expect(
        await page.locator('script, iframe, base, object, embed, template').count(),
        path,
      ).toBe(1);
      expect(
        await page.locator('[onerror], [onload], [onfocus], [onmouseover], [style]').count(),
        path,
      ).toBe(0);
      expect(
        await page.locator('a[href^="javascript" i], meta[http-equiv="refresh" i]').count(),
        path,
      ).toBe(0);
      expect(await page.locator('main').count(), path).toBe(1);
    }
    expect(faults).toEqual([]);
  });

  it('is as quiet from the server, which adds the run times', async () => {
    mkdirSync(join(ROOT, '.didactic/receipts'), { recursive: true });
    const { server, address } = await serveReport(ROOT, 0);
    onTestFinished(() => void server.close());
    const { page, faults } = await opened({}, address);
    for (const path of [...pagesOf(FOLDER), 'run-times.html', 'zh/run-times.html']) {
      await page.goto(address + path);
      expect(await page.title(), path).not.toBe(RUN);
      expect(await page.locator('nav a[href="run-times.html"]').count(), path).toBe(1);
    }
    expect(faults).toEqual([]);
  });

  it('shows hostile names as they are', async () => {
    const { page } = await opened({ javaScriptEnabled: false });
    await page.goto(fileAddress(FOLDER, SOURCE));
    const shown = await page.locator('table.rows tbody tr td:nth-of-type(2)').allTextContents();
    const forHtml = (text: string) =>
      text
        .toWellFormed()
        .replaceAll(/\p{Cc}/gu, '\ufffd')
        .slice(0, 150);
    expect(shown.map((text) => text.slice(0, 150))).toEqual(HOSTILE.map(forHtml));
  });

  it('shows every row without script, and no control that would do nothing', async () => {
    const { page, faults } = await opened({ javaScriptEnabled: false });
    await page.goto(fileAddress(FOLDER, SOURCE));
    expect(await page.locator('table.rows tbody tr').count()).toBe(200);
    expect(await page.locator('button:visible, input:visible').count()).toBe(0);
    await page.goto(fileAddress(FOLDER, 'figure-figure1.html'));
    await page.locator('summary').first().click();
    expect(await page.getByText('2016', { exact: true }).isVisible()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('pages, sorts and filters a table by the keyboard alone', async () => {
    const { page, faults } = await opened();
    await page.goto(fileAddress(FOLDER, SOURCE));
    const firstCell = () => page.locator('table.rows tbody tr th').first().textContent();
    const rows = () => page.locator('table.rows tbody tr').count();
    const status = page.getByRole('status');
    expect([await firstCell(), await rows(), await status.textContent()]).toEqual([
      '1',
      100,
      'Rows 1 to 100 of 200',
    ]);

    await focusByTab(page, 'Later rows');
    await page.keyboard.press('Enter');
    expect([await firstCell(), await status.textContent()]).toEqual([
      '101',
      'Rows 101 to 200 of 200',
    ]);
    // The button that can do no more gives the focus to the other.
    expect(await focused(page)).toBe('Earlier rows');

    const id = page.getByRole('columnheader', { name: 'id', exact: true });
    await id.getByRole('button').focus();
    await page.keyboard.press('Space');
    expect(await id.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Space');
    expect([await id.getAttribute('aria-sort'), await firstCell()]).toEqual(['descending', '200']);

    const filter = page.getByLabel('Find in all columns of the 200 rows listed, not in all 3,584');
    await filter.focus();
    await page.keyboard.type('c7.');
    await expect.poll(() => status.textContent()).toBe('Rows 1 to 1 of 1');
    expect([await firstCell(), await rows()]).toEqual(['8', 1]);
    await page.keyboard.type('no such');
    await expect.poll(() => status.textContent()).toBe('No row contains this');
    expect(await rows()).toBe(0);
    // The word for a missing cell, and two cells together, are no cell of a row.
    for (const text of ['missing', 'c7.1c7']) {
      await filter.fill(text);
      await expect.poll(() => status.textContent(), { message: text }).toBe('No row contains this');
    }
    await filter.fill('');
    await expect.poll(() => status.textContent()).toBe('Rows 1 to 100 of 200');

    await page.getByLabel('Go to row').focus();
    await page.keyboard.type('50');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('50');
    expect(faults).toEqual([]);
  });

  it('goes from a number to its model, and on to the step, in two clicks, by the keyboard', async () => {
    const { page } = await opened();
    await page.goto(fileAddress(FOLDER, 'table-table1.html'));
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await focusByTab(page, '−0.0707***');
    await page.keyboard.press('Enter');
    await page.waitForURL(/fit-baseline-/u);
    for (const text of ['outputs/models/baseline.json', '$.fits[0]'])
      expect(await page.getByText(text, { exact: true }).isVisible()).toBe(true);
    await page.getByRole('link', { name: 'baseline', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/step-baseline\.html$/u);
  });

  it('has nothing that axe-core calls serious or critical, light or dark, wide or narrow', async () => {
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      const { page } = await opened({ colorScheme, viewport: { width, height: 900 } });
      // The Chinese pages have the same frame and builders.
      const pages = pagesOf(FOLDER).filter(
        (path) => path === 'zh/index.html' || !path.startsWith('zh/'),
      );
      for (const path of pages) {
        await page.goto(fileAddress(FOLDER, path));
        expect(await seriousFindings(page), `${path} ${colorScheme}`).toEqual([]);
      }
    }
  });

  it('fits a narrow screen: only tables and drawings scroll, each in its own frame', async () => {
    const { page } = await opened({ viewport: { width: 320, height: 600 } });
    for (const path of pagesOf(FOLDER)) {
      await page.goto(fileAddress(FOLDER, path));
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width, path).toBeLessThanOrEqual(320);
    }
  });

  it('prints on A4 with what is folded opened, and without controls', async () => {
    const { page } = await opened();
    await page.goto(fileAddress(FOLDER, 'figure-figure1.html'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('2016', { exact: true }).isVisible()).toBe(true);
    expect(await page.locator('nav').isVisible()).toBe(false);
    await page.goto(fileAddress(FOLDER, SOURCE));
    expect(await page.locator('.pager').isVisible()).toBe(false);
    const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
    const text = pdf.toString('latin1');
    // A4 in points.
    expect(text).toMatch(/\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/u);
    expect(text).toContain('/StructTreeRoot');
  });
});

async function opened(
  options: BrowserContextOptions = {},
  base = fileAddress(FOLDER, ''),
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  return watchedPage(context, base);
}

/** Presses Tab until what is focused has this text, as a reader without a mouse would. */
async function focusByTab(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === text) return;
  }
  throw new Error(`Tab never came to ${text}`);
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.textContent.trim()');
}
