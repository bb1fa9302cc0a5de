import type { StepFacts } from '../../step.ts';
import { wordsOf, type PageContext } from '../blocks.ts';
import type { GraphLayout, GraphNode } from '../graph-layout.ts';
import { html, type Html } from '../html.ts';
import type { Page } from '../layout.ts';
import { stepPage } from '../links.ts';
import { bytesText, countText } from '../../text/numbers.ts';

const HEIGHT = 40;
const LETTER = 7.6;
const SMALL_LETTER = 6.2;
const PADDING = 18;
/** Room around the drawing, so that lines and focus rings are not cut. */
const MARGIN = 6;

/** The boxes of the pipeline's graph, wide enough for their text. */
export function pipelineNodes(steps: readonly StepFacts[]): GraphNode[] {
  return steps.map((step) => ({
    name: step.step,
    needs: step.needs,
    height: HEIGHT,
    width:
      PADDING +
      Math.ceil(Math.max(step.step.length * LETTER, secondLine(step).length * SMALL_LETTER)),
  }));
}

/** The steps as a graph, and as the list that says the same to who does not see it. */
export function pipelinePage(context: PageContext, layout: GraphLayout): Page {
  const { pipeline, nav } = wordsOf(context);
  const { steps } = context.site;
  const body = html`<p id="shown">${pipeline.shown}</p>
    <div class="wide" role="region" tabindex="0" aria-label="${nav.pipeline}">
      ${drawing(context, layout)}
    </div>
    <h2>${pipeline.list}</h2>
    <ul>
      ${steps.map((step) => listItem(context, step))}
    </ul>`;
  return { file: 'pipeline.html', title: nav.pipeline, under: 'pipeline', body };
}

function drawing(context: PageContext, layout: GraphLayout): Html {
  const width = layout.width + 2 * MARGIN;
  const height = layout.height + 2 * MARGIN;
  const nodes = pipelineNodes(context.site.steps);
  const boxes = context.site.steps.map((step, i) => {
    const at = layout.nodes[step.step];
    return at !== undefined && box(step, at, nodes[i]?.width ?? 0);
  });
  return html`<svg
    class="graph"
    width="${width}"
    height="${height}"
    viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}"
    role="group"
    aria-label="${wordsOf(context).nav.pipeline}"
    aria-describedby="shown"
  >
    <g aria-hidden="true">${layout.edges.map(arrow)}</g>
    ${boxes}
  </svg> `;
}

function arrow({ points, tip }: GraphLayout['edges'][number]): Html {
  const [start, ...rest] = points;
  const last = points.at(-1) ?? tip;
  const path = `M${start?.join(',')}C${rest.map((point) => point.join(',')).join(' ')}L${tip.join(',')}`;
  return html`<path d="${path}" /><path class="head" d="${arrowHead(last, tip)}" /> `;
}

const HEAD_LENGTH = 7;
const HEAD_HALF = 3;

function arrowHead(from: readonly [number, number], tip: readonly [number, number]): string {
  const [dx, dy] = [tip[0] - from[0], tip[1] - from[1]];
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const base = [tip[0] - ux * HEAD_LENGTH, tip[1] - uy * HEAD_LENGTH] as const;
  const side = (sign: number) =>
    `${(base[0] - sign * uy * HEAD_HALF).toFixed(1)},${(base[1] + sign * ux * HEAD_HALF).toFixed(1)}`;
  return `M${tip.join(',')}L${side(1)}L${side(-1)}Z`;
}

function box(step: StepFacts, at: { readonly x: number; readonly y: number }, width: number): Html {
  const left = (at.x - width / 2).toFixed(1);
  return html`<a href="${stepPage(step.step)}" class="${step.kind}"
    ><rect
      x="${left}"
      y="${(at.y - HEIGHT / 2).toFixed(1)}"
      width="${width}"
      height="${HEIGHT}"
      rx="3"
    /><text x="${at.x}" y="${(at.y - 3).toFixed(1)}" text-anchor="middle">${step.step}</text
    ><text class="facts" x="${at.x}" y="${(at.y + 13).toFixed(1)}" text-anchor="middle"
      >${secondLine(step)}</text
    ></a
  > `;
}

function secondLine(step: StepFacts): string {
  return [step.kind, tableFacts(step)].filter((text) => text !== '').join(' · ');
}

/** `3,584 × 31 · 376 kB`: of the step's own table, or the size of what else it made. */
function tableFacts(step: StepFacts): string {
  const own = step.outputs.find(({ artifact }) => artifact === step.step && artifact !== '');
  if (own?.table !== undefined)
    return `${countText(own.table.rows)} × ${countText(own.table.columns.length)} · ${bytesText(own.bytes)}`;
  const all = step.outputs.reduce((sum, made) => sum + made.bytes, 0);
  return step.outputs.length === 0 ? '' : bytesText(all);
}

function listItem(context: PageContext, step: StepFacts): Html {
  const { pipeline, step: words } = wordsOf(context);
  const text = pipeline.node(words.kindOf[step.kind] ?? step.kind, tableFacts(step));
  const needs = step.needs.map((need) => html`<li><a href="${stepPage(need)}">${need}</a></li>`);
  return html`<li>
    <a href="${stepPage(step.step)}">${step.step}</a>${text}${
      needs.length > 0 &&
      html`<br />${words.needs}:
        <ul class="inline">
          ${needs}
        </ul>`
    }
  </li> `;
}
