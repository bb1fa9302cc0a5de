import { expect, it } from 'vitest';
import { pagedTable } from '../../src/report/paged-table.ts';
import { markupOf } from './page-text.ts';
import { inChinese, inEnglish } from './plain-site.ts';

const ROWS = {
  columns: [
    { name: 'crop', number: false },
    { name: 'yield', number: true },
  ],
  rows: [
    ['<b>wheat</b>', '1.5'],
    [null, '2'],
  ],
  all: 2800,
};

it('shows all rows, missing cells as such and markup as text', () => {
  const markup = markupOf(pagedTable(inEnglish(), 'Fields', ROWS));
  expect(markup).toContain('&lt;b&gt;wheat');
  expect(markup.match(/class="missing"/gu)).toHaveLength(1);
  expect(markup.match(/<td class="number">/gu)).toHaveLength(2);
});

it('hides its controls until the script shows them, and says of how many rows these are the first', () => {
  const markup = markupOf(pagedTable(inEnglish(), 'Fields', ROWS));
  expect(markup).toMatch(/<fieldset class="pager" hidden/u);
  expect(markup).toContain('2,800');
  expect(markupOf(pagedTable(inChinese(), '田地', ROWS))).toContain('2,800');
});
