import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** A picture of a page that a run made, as the README shows it. */
export interface Picture {
  readonly name: string;
  /** The page, and what it loads: a picture is as old as these. */
  readonly sources: readonly [page: string, ...rest: string[]];
  readonly window: { readonly width: number; readonly height: number };
  /** Whether the whole page is shown, and not what fits into the window. */
  readonly whole: boolean;
}

export const PICTURES: readonly Picture[] = [
  {
    name: 'table1.png',
    sources: ['outputs/tables/table1.html'],
    window: { width: 482, height: 600 },
    whole: true,
  },
  {
    name: 'report.png',
    sources: ['outputs/report/index.html', 'outputs/report/style.css'],
    window: { width: 1000, height: 845 },
    whole: false,
  },
];

/** Picture -> SHA-256 of what it was made from. */
export const RECORD = 'docs/images/made-from.json';
export const PROJECT = resolve(import.meta.dirname, '..');

export function hashOf({ sources }: Picture): string {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(join(PROJECT, source))).update('\0');
  return hash.digest('hex');
}

/** `npm run pictures`, after `npm run pipeline`: draws each picture and notes what it was made from. */
async function draw(): Promise<void> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  mkdirSync(join(PROJECT, 'docs/images'), { recursive: true });
  for (const { name, sources, window, whole } of PICTURES) {
    const page = await browser.newPage({ viewport: window, colorScheme: 'light' });
    await page.goto(pathToFileURL(join(PROJECT, sources[0])).href);
    await page.screenshot({ path: join(PROJECT, 'docs/images', name), fullPage: whole });
  }
  await browser.close();
  const record = Object.fromEntries(PICTURES.map((one) => [one.name, hashOf(one)]));
  writeFileSync(join(PROJECT, RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await draw();
