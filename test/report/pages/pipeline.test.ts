import { describe, expect, it } from 'vitest';
import { layOutGraph } from '../../../src/report/graph-layout.ts';
import { pipelineNodes, pipelinePage } from '../../../src/report/pages/pipeline.ts';
import { linksOf, markupOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, plainSite, plainStep } from '../plain-site.ts';

const { steps } = plainSite();
const layout = await layOutGraph(pipelineNodes(steps));

describe('the boxes of the graph', () => {
  it('are as wide as the longer of name and facts', () => {
    const [short, long, facts] = pipelineNodes([
      plainStep('a'),
      plainStep('a_step_with_quite_a_long_name'),
      steps[0]!,
    ]);
    expect(long!.width).toBeGreaterThan(2 * short!.width);
    // `fields` is short, `ts · 2,800 × 4 · 2.0 kB` is not.
    expect(facts!.width).toBeGreaterThan(1.5 * short!.width);
  });
});

describe('the page of the pipeline', () => {
  const { body } = pipelinePage(inEnglish(), layout);

  it('draws every step as a link and an arrow for each need', () => {
    const markup = markupOf(body);
    const drawing = markup.slice(markup.indexOf('<svg'), markup.indexOf('</svg>'));
    for (const { step } of steps) expect(drawing).toContain(`href="step-${step}.html"`);
    expect(drawing.match(/class="head"/gu)).toHaveLength(3);
    expect(drawing).toContain('ts · 2,800 × 4 · 2.0 kB');
  });

  it('says the same as a list, for who does not see it', () => {
    const list = textOf(body).split('The same as a list').at(-1);
    expect(list).toContain('fields, TypeScript, 2,800 × 4 · 2.0 kB');
    expect(list).toContain('main, TypeScript, 2.0 kB Needs: fields');
    expect(textOf(pipelinePage(inChinese(), layout).body)).toContain('所需步骤: fields');
    expect(linksOf(body).length).toBe(2 * steps.length + 3);
  });
});
