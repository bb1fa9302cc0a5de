import { select, type Graph } from '../engine/graph.ts';
import type { Kinds } from '../engine/kinds.ts';
import { openProject } from './open.ts';
import { usageError } from './arguments.ts';
import { EXIT, type RunArguments, type VerbContext } from './terminal.ts';

/** `graph`: the steps and what each needs, as text, Mermaid, SVG or JSON on standard output. */
export async function graph(
  context: VerbContext,
  args: RunArguments,
  format: string,
): Promise<number> {
  const opened = await openProject(context, args.overrides);
  const chosen = select(opened.graph, args.targets);
  context.terminal.out(
    args.json ? asJson(chosen) : await render(chosen, format, opened.session.kinds),
  );
  return EXIT.done;
}

async function render(chosen: Graph, format: string, kinds: Kinds): Promise<string> {
  if (format === 'text') return asText(chosen);
  if (format === 'mermaid') return asMermaid(chosen, kinds);
  if (format === 'svg') {
    const { instance } = await import('@viz-js/viz');
    const viz = await instance();
    return viz.renderString(asDot(chosen, kinds), { format: 'svg' });
  }
  throw usageError(`--format ${format}`, 'text, mermaid or svg');
}

/** One object a step, in an order in which each comes after what it needs. */
function asJson(chosen: Graph): string {
  const lines = [...chosen].map(([step, { spec, upstream, outputs }]) => {
    const node = { event: 'node', step, kind: spec.kind, needs: upstream, outputs };
    return `${JSON.stringify(node)}\n`;
  });
  return lines.join('');
}

function asText(chosen: Graph): string {
  const width = Math.max(...[...chosen.keys()].map((name) => name.length), 0);
  const lines = [...chosen].map(([name, node]) => {
    const needs = node.upstream.length === 0 ? '' : ` <- ${node.upstream.join(', ')}`;
    return `${name.padEnd(width)}  ${node.spec.kind.padEnd(5)}${needs}\n`;
  });
  return lines.join('');
}

function asMermaid(chosen: Graph, kinds: Kinds): string {
  const nodes = [...chosen].map(([name, node]) => {
    const [open, close] = kinds.of(node.spec.kind).drawn.mermaid;
    return `  ${name}${open}"${name}"${close}\n`;
  });
  const lines = edges(chosen).map(([a, b]) => `  ${a} --> ${b}\n`);
  return `flowchart LR\n${nodes.join('')}${lines.join('')}`;
}

function asDot(chosen: Graph, kinds: Kinds): string {
  const nodes = [...chosen].map(
    ([name, node]) => `  "${name}" [shape=${kinds.of(node.spec.kind).drawn.dot}]\n`,
  );
  const lines = edges(chosen).map(([a, b]) => `  "${a}" -> "${b}"\n`);
  return `digraph {\n  rankdir=LR\n  node [fontname="sans-serif" fontsize=11]\n${nodes.join('')}${lines.join('')}}\n`;
}

function edges(chosen: Graph): [string, string][] {
  return [...chosen].flatMap(([name, node]) =>
    node.upstream.map((up): [string, string] => [up, name]),
  );
}
