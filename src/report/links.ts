import type { CellSource } from '../tables/table.ts';
import type { Language } from '../text/language.ts';
import type { SiteData } from './site-data.ts';

/**
 * A name as part of a file name that every system takes: letters that differ in case only, or mean
 * something in a path or an address, are written as their code.
 */
export function slug(name: string): string {
  const plain = Array.from(name).map((letter) =>
    /[a-z0-9_.-]/u.test(letter) ? letter : `~${letter.codePointAt(0)?.toString(16)}~`,
  );
  return plain.join('').replace(/^\./u, '~2e~') || '~';
}

export const stepPage = (step: string): string => `step-${slug(step)}.html`;
export const dataPage = (artifact: string): string => `data-${slug(artifact)}.html`;
export const tablePage = (step: string): string => `table-${slug(step)}.html`;
export const figurePage = (step: string): string => `figure-${slug(step)}.html`;
export const modelPage = (step: string): string => `model-${slug(step)}.html`;
/** Fits of two model files may share an id. */
export const fitPage = (step: string, id: string): string => `fit-${slug(step)}-${slug(id)}.html`;
export const figureFile = (step: string, language: string): string =>
  `figures/${slug(step)}.${language}.svg`;

/**
 * An output beside the report's own folder, as a page reaches it: on disk, and from the server, where
 * an address cannot lead above the first page. A folder has no page of its own.
 */
export function outputLink(
  { downloads }: SiteData,
  language: Language,
  path: string,
): string | undefined {
  const [top, ...rest] = path.split('/');
  if (!downloads || top !== 'outputs' || rest.at(-1) === '') return undefined;
  return ['..', ...(language === 'en' ? [] : ['..']), ...rest.map(encodeURIComponent)].join('/');
}

export const partAnchor = (name: string): string => `part-${slug(name)}`;

/** The place of a coefficient on the page of published numbers. */
export const rowAnchor = (index: number): string => `row-${index}`;

/**
 * The page that shows where a number comes from: the fit for what lies in one, else the model file,
 * else the step.
 */
export function sourceLink(site: SiteData, source: CellSource): string {
  if (source.step === site.paperCheck?.step) return 'paper-check.html';
  if (source.step === site.published?.step) {
    const row = /^\$\.rows\[(\d+)\]/u.exec(source.path)?.[1];
    return row === undefined ? 'published.html' : `published.html#${rowAnchor(Number(row))}`;
  }
  const model = site.models.find(({ step }) => step === source.step);
  if (model === undefined) {
    return site.steps.some(({ step }) => step === source.step)
      ? stepPage(source.step)
      : 'pipeline.html';
  }
  const place = /^\$\.fits\[(?<fit>\d+)\](?:\.terms\[(?<term>\d+)\])?/u.exec(source.path)?.groups;
  const fit = model.fits[Number(place?.['fit'] ?? -1)];
  if (fit === undefined) {
    const part = /^\$\.(?<part>\w+)/u.exec(source.path)?.groups?.['part'] ?? '';
    const known = Object.hasOwn(model.other, part);
    return modelPage(source.step) + (known ? `#${partAnchor(part)}` : '');
  }
  const term = place?.['term'];
  return fitPage(source.step, fit.id) + (term === undefined ? '' : `#term-${term}`);
}
