import { expect, it } from 'vitest';
import { svgElements } from '../../../src/figures/formats/svg-elements.ts';

it('reads elements in elements, their attributes and their text', () => {
  const svg = '<svg width="4"><g id="a"><title>x &lt; y</title><path d="M0"/></g></svg>';
  const root = svgElements(svg);
  expect([root.name, root.attributes.get('width')]).toEqual(['svg', '4']);
  const [group] = root.children;
  expect(group?.children.map(({ name, text }) => [name, text])).toEqual([
    ['title', 'x < y'],
    ['path', ''],
  ]);
});

it('refuses what does not close', () => {
  expect(() => svgElements('<svg><g></svg>')).toThrow('closes another element');
  expect(() => svgElements('<svg><g></g>')).toThrow('does not end');
  expect(() => svgElements('')).toThrow('does not end');
});
