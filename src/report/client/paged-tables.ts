// The report's script: it pages, sorts and filters the tables of rows. Loaded as a classic script,
// since a page opened from a file may load no modules; so this file imports and exports nothing.

/** How long typing must pause before rows are filtered and their number is said aloud, in ms. */
const PAUSE = 400;

interface Shown {
  /** Rows that pass the filter, in the order of the sorting. */
  rows: HTMLTableRowElement[];
  /** Place of the first row on the page among them. */
  first: number;
}

for (const table of document.querySelectorAll<HTMLTableElement>('table[data-page-rows]')) {
  enhance(table);
}

function enhance(table: HTMLTableElement): void {
  const controls = table.parentElement?.previousElementSibling;
  const body = table.tBodies[0];
  if (!(controls instanceof HTMLElement) || body === undefined) return;
  const pageRows = Number(table.dataset['pageRows']);
  const all = [...body.rows];
  let sorted = all;
  const shown: Shown = { rows: all, first: 0 };
  const filter = controls.querySelector<HTMLInputElement>('[data-do="filter"]');
  const row = controls.querySelector<HTMLInputElement>('[data-do="row"]');
  const previous = controls.querySelector<HTMLButtonElement>('[data-do="previous"]');
  const next = controls.querySelector<HTMLButtonElement>('[data-do="next"]');

  const draw = (): void => {
    const end = shown.first + pageRows;
    body.replaceChildren(...shown.rows.slice(shown.first, end));
    if (previous !== null) previous.disabled = shown.first === 0;
    if (next !== null) next.disabled = end >= shown.rows.length;
    say(controls, shown, pageRows);
  };
  const choose = (): void => {
    const wanted = (filter?.value ?? '').toLowerCase();
    shown.rows = sorted.filter((one) => wanted === '' || hasCell(one, wanted));
    shown.first = 0;
    draw();
  };

  previous?.addEventListener('click', () => {
    shown.first = Math.max(0, shown.first - pageRows);
    draw();
    if (previous.disabled) next?.focus();
  });
  next?.addEventListener('click', () => {
    shown.first += pageRows;
    draw();
    if (next.disabled) previous?.focus();
  });
  filter?.addEventListener('input', afterPause(choose));
  row?.addEventListener('change', () => {
    const target = all[Number(row.value) - 1];
    const place = target === undefined ? -1 : shown.rows.indexOf(target);
    if (target === undefined || place < 0) return;
    shown.first = place - (place % pageRows);
    draw();
    const heading = target.cells[0];
    if (heading === undefined) return;
    heading.tabIndex = -1;
    heading.focus();
  });
  sortByHeadings(table, (compare) => {
    sorted = compare === undefined ? all : all.toSorted(compare);
    choose();
  });
  // What does not fit on one page needs the controls; a short table only its headings.
  controls.hidden = all.length <= pageRows && all.length < 10;
  const hint = table.querySelector<HTMLElement>('[data-hint]');
  if (hint !== null) hint.hidden = false;
  draw();
}

/** Whether a cell of the row has the text; its number and the word for missing are not in the file. */
function hasCell(row: HTMLTableRowElement, wanted: string): boolean {
  const cells = [...row.cells].slice(1).filter((cell) => !isMissing(cell));
  return cells.some((cell) => cell.textContent.toLowerCase().includes(wanted));
}

type Compare = (a: HTMLTableRowElement, b: HTMLTableRowElement) => number;

/** Makes the headings buttons: ascending, descending, then the order of the file again. */
function sortByHeadings(
  table: HTMLTableElement,
  sort: (compare: Compare | undefined) => void,
): void {
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const before = heading.getAttribute('aria-sort');
      for (const other of headings) other.removeAttribute('aria-sort');
      if (before === 'descending') {
        sort(undefined);
        return;
      }
      const direction = before === 'ascending' ? 'descending' : 'ascending';
      heading.setAttribute('aria-sort', direction);
      const sign = direction === 'ascending' ? 1 : -1;
      sort(compareBy(column, heading.classList.contains('number'), sign));
    });
  });
}

/** Missing values come last in both directions. */
function compareBy(column: number, isNumber: boolean, sign: 1 | -1): Compare {
  return (a, b) => {
    const [x, y] = [a.cells[column], b.cells[column]];
    const [xMissing, yMissing] = [isMissing(x), isMissing(y)];
    if (xMissing || yMissing) return Number(xMissing) - Number(yMissing);
    const [p, q] = [x?.textContent ?? '', y?.textContent ?? ''];
    if (isNumber) return sign * (Number(p) - Number(q));
    return p === q ? 0 : p < q ? -sign : sign;
  };
}

function isMissing(cell: HTMLTableCellElement | undefined): boolean {
  return cell === undefined || cell.classList.contains('missing');
}

/** Tells how many rows are shown, in the words that the page brought. */
function say(controls: HTMLElement, shown: Shown, pageRows: number): void {
  const status = controls.querySelector<HTMLElement>('[data-shown]');
  if (status === null) return;
  const all = shown.rows.length;
  const text =
    all === 0
      ? (status.dataset['none'] ?? '')
      : (status.dataset['shown'] ?? '')
          .replace('{from}', String(shown.first + 1))
          .replace('{to}', String(Math.min(shown.first + pageRows, all)))
          .replace('{all}', String(all));
  if (status.textContent !== text) status.textContent = text;
}

function afterPause(act: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
}
