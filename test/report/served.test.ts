import { describe, expect, it } from 'vitest';
import { runTimesPage, servedPage } from '../../src/report/served.ts';
import { linksOf, rowsOf } from './page-text.ts';
import { html } from '../../src/report/html.ts';

const FRAME = `<title>Pipeline · Rain</title><a href="pipeline.html" aria-current="page">Pipeline</a>
<!--served--><a href="zh/pipeline.html">中文</a><main id="content"><p>drawing</p></main>`;
const page = (text: string) => html(Object.assign([text], { raw: [text] }));

describe('a served page', () => {
  it('has the run times in its menu, in its language', () => {
    expect(servedPage(FRAME, 'en')).toContain('<a href="run-times.html">Run times</a>');
    expect(servedPage(FRAME, 'zh')).toContain('<a href="run-times.html">运行时间</a>');
  });
});

describe('the page of run times', () => {
  const times = [
    { step: 'main', linked: true, ms: 1234, finished: '2026-01-02T03:04:05.678Z' },
    { step: 'gone', linked: false, ms: 7, finished: '2026-01-01T00:00:00.000Z' },
  ];
  const runs = [
    { started: '2026-01-02T03:00:00.000Z', state: 'failed', ms: 60_000, built: 2, steps: 9 },
  ] as const;
  const shown = runTimesPage(FRAME, 'en', times, runs);

  it('says how each run ended and how long each step took, in UTC', () => {
    expect(rowsOf(page(shown))).toEqual([
      'Started | Ended | Took | Steps built of all',
      '2026-01-02 03:00:00 UTC | with a failed step | 60,000 ms | 2 / 9',
      'Step | Took | Finished',
      'main | 1,234 ms | 2026-01-02 03:04:05 UTC',
      'gone | 7 ms | 2026-01-01 00:00:00 UTC',
    ]);
  });

  it('links to the steps that have a page, and to itself in the other language', () => {
    expect(linksOf(page(shown)).map(([href]) => href)).toEqual([
      'pipeline.html',
      'run-times.html',
      'zh/run-times.html',
      'step-main.html',
    ]);
  });

  it('borrows the frame of a page and nothing of its content', () => {
    expect(shown).toContain('<title>Run times · Rain</title>');
    expect(shown).not.toContain('drawing');
    expect(shown).not.toContain('aria-current');
  });
});
