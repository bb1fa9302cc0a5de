import type { Table } from '../../../src/tables/table.ts';

/** A table whose every text tries to be markup, a formula or a line of its own. */
export const HOSTILE: Table = {
  id: 'a"><b> c',
  language: 'en',
  label: '',
  title: '<script>alert(1)</script> & 5% of $x_1^2$ \\input{x}',
  columns: [
    { id: 'variable', align: 'left' },
    { id: '1', align: 'right' },
  ],
  head: [{ id: 'columns', kind: 'head', cells: [{ text: '|a|' }, { text: '#*_`~' }] }],
  body: [
    { id: 'x', kind: 'fact', cells: [{ text: '=1+1,"a"\nb' }, { text: '-1', value: -1 }] },
    { id: 'z', kind: 'fact', cells: [{ text: '[1em] x' }, { text: '*' }] },
    { id: 'y', kind: 'fact', cells: [{ text: '-cmd' }, { text: '</td><td>' }] },
    { id: 'n', kind: 'fact', cells: [{ text: '-1+cmd' }, { text: ' ＝1' }] },
    { id: 'p', kind: 'panel', cells: [{ text: '@panel {\\bf \u0000\uD800', span: 2 }] },
  ],
  notes: ['a [link](javascript:x) <img src=x onerror=y>', '=1; β ≤ 2 × 3 “é”'],
};
