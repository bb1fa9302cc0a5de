import { CHECK_NAMES, VERDICT_NAMES } from '../../published/checks/names.ts';
import type { Finding, Verdict } from '../../published/finding.ts';
import { code, facts, opens, stepLink, wordsOf, type PageContext } from '../blocks.ts';
import { html, type Html, type Part } from '../html.ts';
import type { Page } from '../layout.ts';
import type { FileOf } from '../site-data.ts';
import type { PaperCheckRecord } from '../../records/paper-check.ts';
import { countText } from '../../text/numbers.ts';

/** What asks for a look stands open; what agrees is behind a button. */
const SHOWN: readonly Verdict[] = ['inconsistent', 'cannot tell'];
const VERDICTS: readonly Verdict[] = [...SHOWN, 'consistent'];

/** Whether the printed tables agree with themselves, each finding with its arithmetic. */
export function paperCheckPage(context: PageContext, file: FileOf<PaperCheckRecord>): Page {
  const { nav, published: words, step, data } = wordsOf(context);
  const { language } = context;
  const body = html`<p>${words.noData}</p>
    ${facts([
      [step.step, stepLink(file.step)],
      [data.file, code(file.path)],
      [words.printed, code(file.file)],
    ])}
    ${VERDICTS.map((verdict) => {
      const found = file.findings.filter((one) => one.verdict === verdict);
      const title = `${VERDICT_NAMES[verdict][language]}: ${countText(found.length)}`;
      const list = byCheck(context, found);
      if (found.length === 0) return '';
      return html`<h2>${title}</h2>
        ${SHOWN.includes(verdict) ? list : opens(title, list)}`;
    })}`;
  return {
    file: 'paper-check.html',
    title: nav['paper-check'],
    under: 'paper-check',
    step: file.step,
    body,
  };
}

function byCheck({ language }: PageContext, findings: readonly Finding[]): Html {
  const checks = [...Map.groupBy(findings, ({ check }) => check)];
  const list: Part[] = checks.map(
    ([check, found]) =>
      html`<h3>${CHECK_NAMES[check][language]}</h3>
        <ul>
          ${found.map(({ arithmetic }) => html`<li>${arithmetic[language]}</li>`)}
        </ul>`,
  );
  return html`${list}`;
}
