import type { Language } from '../text/language.ts';
import { stepLink, table } from './blocks.ts';
import { WORDS } from './words/catalogue.ts';
import { html, pageText } from './html.ts';
import { SERVED_LINKS } from './layout.ts';
import { countText } from '../text/numbers.ts';

/** The page that only the served report has: the built site is the same whenever it is built. */
export const RUN_TIMES = 'run-times.html';
/** The page whose frame it borrows. */
export const FRAME = 'pipeline.html';

/** When a step was last built, and how long it took. */
export interface RunTime {
  readonly step: string;
  /** Whether the report has a page for it. */
  readonly linked: boolean;
  readonly ms: number;
  /** ISO 8601, UTC. */
  readonly finished: string;
}

export interface RunSummary {
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly state: 'ok' | 'failed' | 'interrupted';
  readonly ms: number;
  readonly built: number;
  readonly steps: number;
}

/** A built page as it is served: its menu leads to the run times too. */
export function servedPage(page: string, language: Language): string {
  const link = html`<li><a href="${RUN_TIMES}">${WORDS[language].runTimes.title}</a></li> `;
  return page.replace(pageText(SERVED_LINKS), () => pageText(link));
}

/** The run times in the frame of the built page `FRAME`. */
export function runTimesPage(
  frame: string,
  language: Language,
  times: readonly RunTime[],
  runs: readonly RunSummary[],
): string {
  const { runTimes, nav, step } = WORDS[language];
  const runColumns = [
    runTimes.started,
    runTimes.state,
    { number: runTimes.took },
    { number: runTimes.built },
  ];
  const runRows = runs.map((run) => [
    moment(run.started),
    runTimes.stateOf[run.state],
    `${countText(run.ms)} ms`,
    `${countText(run.built)} / ${countText(run.steps)}`,
  ]);
  const stepColumns = [step.step, { number: runTimes.took }, runTimes.finished];
  const stepRows = times.map((time) => [
    time.linked ? stepLink(time.step) : time.step,
    `${countText(time.ms)} ms`,
    moment(time.finished),
  ]);
  const other = language === 'en' ? 'zh' : '..';
  const content = pageText(
    html`<h1>${runTimes.title}</h1>
      ${table(runTimes.runs, runColumns, runRows)} ${table(runTimes.caption, stepColumns, stepRows)}`,
  );
  return servedPage(frame, language)
    .replace(' aria-current="page"', '')
    .replaceAll(`${other}/${FRAME}`, () => `${other}/${RUN_TIMES}`)
    .replace(`<title>${nav.pipeline}`, () => `<title>${runTimes.title}`)
    .replace(/(?<=<main[^>]*>)[\s\S]*(?=<\/main>)/u, () => `\n${content}`);
}

function moment(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
