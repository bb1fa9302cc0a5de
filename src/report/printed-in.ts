import type { CellSource, Table } from '../tables/table.ts';
import { MARKS } from '../text/language.ts';
import { wordsOf, type PageContext } from './blocks.ts';
import { html, type Part } from './html.ts';
import { figurePage, tablePage } from './links.ts';

/**
 * Where numbers of a step's model file are printed: tables with the columns, told by the sources of
 * their cells, and figures. `isMeant` chooses among the places in the file.
 */
export function printedIn(
  context: PageContext,
  step: string,
  isMeant: (path: string) => boolean,
): Part[] {
  const { site, language } = context;
  const isSource = (source: CellSource | undefined): boolean =>
    source !== undefined && source.step === step && isMeant(source.path);
  const tables = site.tables.flatMap(({ step: name, table }) => {
    const printed = table[language];
    const columns = columnsText(context, printed, isSource);
    if (columns === undefined) return [];
    const label = printed.label === '' ? printed.title : printed.label;
    return html`<a href="${tablePage(name)}">${label}</a>${columns}`;
  });
  const figures = site.figures.flatMap(({ step: name, figure }) => {
    const { title, sources } = figure[language];
    return sources.some(isSource) ? html`<a href="${figurePage(name)}">${title}</a>` : [];
  });
  return [...tables, ...figures];
}

/** Whether a place lies in a fit of a model file. */
export const inFit =
  (index: number) =>
  (path: string): boolean =>
    path.startsWith(`$.fits[${index}]`);

/** Whether a place lies in a model file, but in none of its fits. */
export const besideFits = (path: string): boolean => !path.startsWith('$.fits[');

/** `, column 3`, by panel where the table has panels; '' of a table whose columns have no numbers. */
function columnsText(
  context: PageContext,
  { body, columns }: Table,
  isSource: (source: CellSource | undefined) => boolean,
): string | undefined {
  const { fit: words } = wordsOf(context);
  const { comma, semicolon } = MARKS[context.language];
  const found = new Map<string, Set<string>>();
  let panel = '';
  for (const { kind, cells } of body) {
    if (kind === 'panel') panel = cells[0]?.text ?? '';
    let place = 0;
    for (const { source, span = 1 } of cells) {
      const id = columns[place]?.id ?? '';
      place += span;
      if (isSource(source)) found.set(panel, (found.get(panel) ?? new Set()).add(id));
    }
  }
  if (found.size === 0) return undefined;
  const numbered = [...found].map(([name, ids]) => {
    const numbers = [...ids].filter((id) => /^\d+$/u.test(id));
    const said = [name && words.panel(name), numbers.length > 0 && words.columns(numbers)];
    return said.filter((part) => part !== '' && part !== false).join(comma);
  });
  const text = numbered.filter((part) => part !== '').join(semicolon);
  return text === '' ? '' : comma + text;
}
