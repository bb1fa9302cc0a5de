import type { PageContext } from './blocks.ts';
import type { GraphLayout } from './graph-layout.ts';
import { framed, pagePath, type Page } from './layout.ts';
import { figureFile } from './links.ts';
import { dataIndexPage, dataPageOf } from './pages/data.ts';
import { figurePageOf, figuresPage } from './pages/figures.ts';
import { fitPageOf, modelFilePage, modelsPage } from './pages/fit.ts';
import { flowPage } from './pages/flow.ts';
import { paperCheckPage } from './pages/paper-check.ts';
import { publishedPage } from './pages/published.ts';
import { sourcesPage } from './pages/sources.ts';
import { pipelinePage } from './pages/pipeline.ts';
import { stepPageOf } from './pages/step.ts';
import { studyPage } from './pages/study.ts';
import { tablePageOf, tablesPage } from './pages/tables.ts';
import type { SiteData } from './site-data.ts';
import { STYLE } from './style.ts';

/** The whole site: path -> text, in code-unit order; `script` is the browser's. */
export function siteFiles(
  site: SiteData,
  { layout, script }: { readonly layout: GraphLayout; readonly script: string },
): ReadonlyMap<string, string> {
  const files = new Map<string, string>([
    ['style.css', STYLE],
    ['report.js', script],
  ]);
  for (const language of site.languages) {
    for (const page of pagesOf({ site, language }, layout)) {
      files.set(pagePath(page.file, language), framed(site, language, page));
    }
    for (const { step, figure } of site.figures) {
      files.set(figureFile(step, language), figure[language].svg);
    }
  }
  if (!site.languages.includes('en')) files.set('index.html', TO_CHINESE);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** English stands at the root; a study without it opens its Chinese pages. */
const TO_CHINESE =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=zh/index.html">\n';

function pagesOf(context: PageContext, layout: GraphLayout): Page[] {
  const { site, language } = context;
  return [
    studyPage(context),
    flowPage(context),
    tablesPage(context),
    ...site.tables.map(({ step, table }) => tablePageOf(context, step, table[language])),
    figuresPage(context),
    ...site.figures.map(({ step, figure }) => figurePageOf(context, step, figure[language])),
    ...(site.published === undefined ? [] : [publishedPage(context, site.published)]),
    ...(site.paperCheck === undefined ? [] : [paperCheckPage(context, site.paperCheck)]),
    pipelinePage(context, layout),
    ...site.steps.map((step) => stepPageOf(context, step)),
    dataIndexPage(context),
    ...(site.sources?.length ? [sourcesPage(context, site.sources)] : []),
    ...site.data.map((found) => dataPageOf(context, found)),
    modelsPage(context),
    ...site.models.flatMap((model) => [
      modelFilePage(context, model),
      ...model.fits.flatMap((_, i) => fitPageOf(context, model, i) ?? []),
    ]),
  ];
}
