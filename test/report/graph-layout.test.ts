import { describe, expect, it } from 'vitest';
import { layOutGraph, type GraphNode } from '../../src/report/graph-layout.ts';

const box = (name: string, ...needs: readonly string[]): GraphNode => ({
  name,
  needs,
  width: 100,
  height: 40,
});

describe('the layout of a graph', () => {
  it('places what is needed at the left, with room for its box, and draws an arrow for each need', async () => {
    const graph = await layOutGraph([box('a'), box('b', 'a'), box('c', 'a', 'b')]);
    const x = (name: string) => graph.nodes[name]?.x ?? Number.NaN;
    expect(x('b') - x('a')).toBeGreaterThan(100);
    expect(x('c') - x('b')).toBeGreaterThan(100);
    expect(graph.edges).toHaveLength(3);
    for (const { x: middle, y } of Object.values(graph.nodes)) {
      expect(middle - 50).toBeGreaterThanOrEqual(0);
      expect(middle + 50).toBeLessThanOrEqual(graph.width);
      expect(y - 20).toBeGreaterThanOrEqual(0);
      expect(y + 20).toBeLessThanOrEqual(graph.height);
    }
  });

  it('takes no name for Graphviz code, and no need for a box that is not there', async () => {
    const odd = 'x"]; y [label="';
    const graph = await layOutGraph([box(odd), box('b', odd, 'gone')]);
    expect(Object.keys(graph.nodes).sort()).toEqual(['b', odd]);
    expect(graph.edges).toHaveLength(1);
  });

  it('is the same each time, and empty for nothing', async () => {
    const nodes = [box('a'), box('b', 'a')];
    expect(await layOutGraph(nodes)).toEqual(await layOutGraph(nodes));
    expect(await layOutGraph([])).toMatchObject({ nodes: {}, edges: [] });
  });
});
