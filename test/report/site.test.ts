import { beforeAll, describe, expect, it } from 'vitest';
import { layOutGraph } from '../../src/report/graph-layout.ts';
import { pipelineNodes } from '../../src/report/pages/pipeline.ts';
import { siteFiles } from '../../src/report/site.ts';
import type { SiteData } from '../../src/report/site-data.ts';
import { deadLinks } from '../support/dead-links.ts';
import { HOSTILE } from './hostile.ts';
import { smallSite } from './small-site.ts';

let files: ReadonlyMap<string, string>;

async function built(site: SiteData): Promise<ReadonlyMap<string, string>> {
  const layout = await layOutGraph(pipelineNodes(site.steps));
  return siteFiles(site, { layout, script: '' });
}

beforeAll(async () => {
  files = await built(smallSite());
});

/** Files beside the folder of the report, from `outputs/`. */
const OUTPUTS = new Set(
  smallSite().steps.flatMap(({ outputs }) =>
    outputs.map(({ path }) => path.slice('outputs/'.length)),
  ),
);

const pages = () => [...files].filter(([path]) => path.endsWith('.html'));

describe('the site', () => {
  it('has two hundred hostile strings to stand', () => {
    expect(new Set(HOSTILE).size).toBe(200);
  });

  it('has every page in both languages, and links that lead somewhere', () => {
    const english = pages().filter(([path]) => !path.startsWith('zh/'));
    expect(english.length).toBeGreaterThan(15);
    expect(english.map(([path]) => `zh/${path}`)).toEqual(
      pages().flatMap(([path]) => (path.startsWith('zh/') ? [path] : [])),
    );
    expect(deadLinks(files, OUTPUTS)).toEqual([]);
  });

  it('links to every output beside it, and to none in a report that travels alone', async () => {
    const links = deadLinks(files).map((dead) => dead.slice(dead.indexOf(' -> ') + 4));
    const found = links.map((link) =>
      decodeURIComponent(link.replaceAll('&#39;', "'").replace(/^(?:\.\.\/)+/u, '')),
    );
    expect(new Set(found)).toEqual(OUTPUTS);
    expect(deadLinks(await built({ ...smallSite(), downloads: false }))).toEqual([]);
  });

  it('notices a link that leads nowhere', () => {
    const broken = new Map(files).set(
      'index.html',
      '<a href="x.html">x</a><a href="data.html#y">y</a>',
    );
    expect(deadLinks(broken, OUTPUTS)).toEqual([
      'index.html -> x.html',
      'index.html -> data.html#y',
    ]);
  });

  it('has one policy, no inline script or style, no handler and no date on any page', () => {
    for (const [path, text] of pages()) {
      expect(text.match(/http-equiv="Content-Security-Policy"/gu), path).toHaveLength(1);
      expect(text.match(/<script\b[^>]*>/gu), path).toHaveLength(1);
      expect(text, path).not.toMatch(
        /<style|<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)* (?:style|on[a-z]+)=/u,
      );
      expect(text, path).not.toMatch(/\d{4}-\d\d-\d\d|\d\d:\d\d/u);
    }
  });

  it('says on every page that its data is synthetic, and only then', async () => {
    for (const [path, text] of pages()) {
      expect(text, path).toContain('class="banner"');
    }
    const facts = smallSite().steps.map((step) => ({ ...step, synthetic: false }));
    const real = await built({ ...smallSite(), steps: facts, synthetic: false });
    expect([...real.values()].filter((text) => text.includes('class="banner"'))).toEqual([]);
  });

  it('uses an id once on a page', () => {
    for (const [path, text] of pages()) {
      const ids = [...text.matchAll(/ id="([^"]*)"/gu)].map((match) => match[1]);
      expect(ids, path).toEqual([...new Set(ids)]);
    }
  });

  it('leaves out the pages that no step makes', async () => {
    const { published: _, paperCheck: __, ...rest } = smallSite();
    const without = await built({ ...rest, tables: [], figures: [], headline: [] });
    expect(without.has('published.html')).toBe(false);
    expect(without.get('index.html')).not.toContain('published.html');
    expect(without.get('tables.html')).toContain('No step prints a table yet.');
  });

  it('has the pages of the study’s languages alone, and a way to them from the root', async () => {
    const english = await built({ ...smallSite(), languages: ['en'] });
    expect([...english.keys()].filter((path) => path.startsWith('zh/'))).toEqual([]);
    expect(deadLinks(english, OUTPUTS)).toEqual([]);
    const chinese = await built({ ...smallSite(), languages: ['zh'] });
    expect([...chinese.keys()].filter((path) => /^[^/]+\.html$/u.test(path))).toEqual([
      'index.html',
    ]);
    expect(chinese.get('index.html')).toContain('url=zh/index.html');
    expect(deadLinks(chinese, OUTPUTS)).toEqual([]);
  });

  it('is the same however often it is built', async () => {
    expect([...(await built(smallSite()))]).toEqual([...files]);
  });
});
