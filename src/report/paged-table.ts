import { wordsOf, type PageContext } from './blocks.ts';
import { html, raw, type Html } from './html.ts';
import { countText } from '../text/numbers.ts';

const PAGE_ROWS = 100;

export interface PagedRows {
  readonly columns: readonly { readonly name: string; readonly number: boolean }[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows of the whole table, of which these are the first. */
  readonly all: number;
}

/**
 * A table that shows all its rows without script; with it, a hundred at a time, sorted and filtered.
 * The controls are hidden until the script shows them.
 */
export function pagedTable(
  context: PageContext,
  caption: string,
  { columns, rows, all }: PagedRows,
): Html {
  const { data, pager } = wordsOf(context);
  const kind = (i: number) => columns[i]?.number === true && html` class="number"`;
  return html`<fieldset class="pager" hidden>
      <legend>${pager.controls}</legend>
      <label
        >${pager.filter(countText(rows.length), countText(all))}<br /><input
          type="search"
          data-do="filter"
          autocomplete="off"
      /></label>
      <label
        >${pager.goTo}<br /><input type="number" data-do="row" min="1" max="${rows.length}"
      /></label>
      <button type="button" data-do="previous">${pager.previous}</button>
      <button type="button" data-do="next">${pager.next}</button>
      <span role="status" data-shown="${pager.shown}" data-none="${pager.shownNone}"></span>
    </fieldset>
    <div class="wide" role="region" tabindex="0" aria-label="${caption}">
      <table class="rows" data-page-rows="${PAGE_ROWS}">
        <caption>
          ${caption}<span class="soft" data-hint hidden>. ${pager.sortHint}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col" class="number">${data.row}</th>
            ${columns.map(({ name }, i) => html`<th scope="col" ${kind(i)}>${raw(name)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row, r) =>
              html`<tr>
                <th scope="row" class="number">${r + 1}</th>
                ${row.map((cell, i) =>
                  cell === null
                    ? html`<td class="missing">${data.isMissing}</td>`
                    : html`<td${kind(i)}>${columns[i]?.number === true ? cell : raw(cell)}</td>`,
                )}
              </tr> `,
          )}
        </tbody>
      </table>
    </div> `;
}
