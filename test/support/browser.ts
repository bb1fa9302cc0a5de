import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether tests in a browser can run. In CI they have to, so there they run and fail. */
export const HAS_BROWSER = existsSync(CHROMIUM) || process.env['CI'] === 'true';
if (!HAS_BROWSER) {
  process.stdout.write(
    `SKIPPED tests in a browser: no ${CHROMIUM}; install Debian's chromium, or set CHROMIUM.\n`,
  );
}

/** Chromium as a reader has it: files may not read files. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** A page of the site, relative to it, from its folder. */
export function fileAddress(folder: string, path: string): string {
  return pathToFileURL(join(folder, path)).href;
}

/** The HTML files of a site in code-unit order. */
export function pagesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

/** A page that notes everything it should not do: words on the console, errors, foreign requests. */
export async function watchedPage(
  context: BrowserContext,
  base: string,
): Promise<{ page: Page; faults: string[] }> {
  const faults: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => faults.push(`${page.url()} console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`${page.url()} error: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`${page.url()} dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(base) && !address.startsWith('data:'))
      faults.push(`${page.url()} asked for ${address}`);
  });
  page.on('requestfailed', (request) => {
    // Pictures further down load late; moving on to the next page gives them up, which is no fault.
    const error = request.failure()?.errorText ?? 'failed';
    if (error !== 'net::ERR_ABORTED') faults.push(`${page.url()} ${error}: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.url()} gave ${response.status()}`);
  });
  return { page, faults };
}

interface AxeWindow {
  axe: {
    run(options: object): Promise<{
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    }>;
  };
}

/** What axe-core finds serious or critical on a page by the rules of WCAG 2.2 AA. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // The page's own policy forbids scripts from elsewhere, so the debugger runs it.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await (globalThis as unknown as AxeWindow).axe.run({
      runOnly: tags,
      resultTypes: ['violations'],
      // It would fetch the style sheet, which the page's policy forbids.
      preload: false,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html ?? ''}`);
  });
  return found.map((text) => `${page.url()} ${text}`);
}
