import { instance } from '@viz-js/viz';

/** A box to be placed, and the boxes that its arrows come from. */
export interface GraphNode {
  readonly name: string;
  readonly needs: readonly string[];
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** Middle of each box. */
  readonly nodes: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** An arrow as a chain of Bézier curves: start, then three points for each curve, then its tip. */
  readonly edges: readonly {
    readonly points: readonly (readonly [number, number])[];
    readonly tip: readonly [number, number];
  }[];
}

interface VizGraph {
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos: string }[];
  readonly edges?: readonly { readonly pos: string }[];
}

const POINTS_PER_INCH = 72;

/**
 * Places the boxes of a graph from left to right with Graphviz, which runs here and not in the
 * reader's browser. Names go in as numbers, so that no name can be read as Graphviz code.
 */
export async function layOutGraph(nodes: readonly GraphNode[]): Promise<GraphLayout> {
  const viz = await instance();
  const number = new Map(nodes.map(({ name }, i) => [name, String(i)]));
  const inches = (pixels: number) => pixels / POINTS_PER_INCH;
  const laid = viz.renderJSON({
    graphAttributes: { rankdir: 'LR', nodesep: 0.18, ranksep: 0.45 },
    nodeAttributes: { shape: 'box', fixedsize: true, label: '' },
    nodes: nodes.map(({ width, height }, i) => ({
      name: String(i),
      attributes: { width: inches(width), height: inches(height) },
    })),
    edges: nodes.flatMap(({ name, needs }) =>
      needs.flatMap((need) => {
        const [tail, head] = [number.get(need), number.get(name)];
        return tail === undefined || head === undefined ? [] : [{ tail, head }];
      }),
    ),
  }) as unknown as VizGraph;
  const [, , width = 0, height = 0] = laid.bb.split(',').map(Number);
  const point = (text: string): [number, number] => {
    const [x = 0, y = 0] = text.split(',').map(Number);
    // Graphviz counts from the bottom.
    return [round(x), round(height - y)];
  };
  const placed = (laid.objects ?? []).map(({ name, pos }) => {
    const [x, y] = point(pos);
    return [nodes[Number(name)]?.name ?? '', { x, y }];
  });
  const edges = (laid.edges ?? []).map(({ pos }) => {
    const [tip = '', ...rest] = pos.replace(/^e,/u, '').split(' ');
    return { tip: point(tip), points: rest.map(point) };
  });
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: Object.fromEntries(placed) as GraphLayout['nodes'],
    edges,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
