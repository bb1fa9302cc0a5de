import { expect, it } from 'vitest';
import { toMarkdown } from '../../../src/tables/formats/to-markdown.ts';

it('has one heading line, panels in bold, and no markup of a text', () => {
  const head = (id: string, ...texts: string[]) => ({
    id,
    kind: 'head' as const,
    cells: texts.map((text) => ({ text })),
  });
  const markdown = toMarkdown({
    id: 't',
    language: 'en',
    label: 'Table 1',
    title: 'a *b*',
    columns: [
      { id: 'row', align: 'left' },
      { id: 'c', align: 'right' },
    ],
    head: [head('1', '', 'Above'), head('2', 'Name', 'Below')],
    body: [
      { id: 'p', kind: 'panel', cells: [{ text: 'Panel', span: 2 }] },
      { id: 'r', kind: 'fact', cells: [{ text: 'x|y' }, { text: '-1', value: -1, stars: '*' }] },
    ],
    notes: ['n'],
  });
  expect(markdown.split('\n').slice(1)).toEqual([
    '',
    '| Name | Above<br>Below |',
    '| :-- | --: |',
    '| **Panel** |  |',
    '| x\\|y | −1\\* |',
    '',
    'Note: n',
    '',
  ]);
  expect(markdown).toContain('a \\*b\\*');
});
