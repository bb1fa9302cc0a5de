import type { Table, TableRow } from '../../tables/table.ts';
import { MARKS, type Language } from '../../text/language.ts';
import { CHECK_NAMES, VERDICT_NAMES } from './names.ts';
import type { PaperCheck } from './paper.ts';
import { CHECKS } from '../../records/paper-check.ts';
import type { Finding, Verdict } from '../finding.ts';

const VERDICTS: readonly Verdict[] = ['inconsistent', 'cannot tell', 'consistent'];

const WORDS = {
  title: { en: 'The printed tables checked against themselves', zh: '已发表表格的内部一致性检查' },
  check: { en: 'Check', zh: '检查' },
  total: { en: 'All', zh: '合计' },
  about: {
    en: 'Counts of findings. No data are used: printed numbers are compared with each other, and rounding is allowed for. "Inconsistent" means that no numbers which round to the printed ones agree under the assumptions stated.',
    zh: '表中为检查结果的个数。检查不使用任何数据，只比较所印数字，并考虑四舍五入。“不一致”指在所述假设下，没有任何四舍五入后等于所印数字的数值能够相容。',
  },
} as const;

/** Findings counted by check and verdict; all that are not consistent are notes below. */
export function findingsTable(
  id: string,
  { findings }: Pick<PaperCheck, 'findings'>,
  language: Language,
  step: string,
): Table {
  const rows = CHECKS.flatMap((check) => {
    const own = findings.filter((found) => found.check === check);
    const path = ` && @.check == '${check}'`;
    return own.length === 0 ? [] : [countRow(check, CHECK_NAMES[check][language], own, step, path)];
  });
  return {
    id,
    language,
    label: '',
    title: WORDS.title[language],
    columns: [
      { id: 'check', align: 'left' },
      ...VERDICTS.map((verdict) => ({ id: verdict, align: 'center' as const })),
    ],
    head: [
      {
        id: 'columns',
        kind: 'head',
        cells: [
          { text: WORDS.check[language] },
          ...VERDICTS.map((verdict) => ({ text: VERDICT_NAMES[verdict][language] })),
        ],
      },
    ],
    body: [
      ...rows,
      { ...countRow('total', WORDS.total[language], findings, step, ''), rule: true },
    ],
    notes: [WORDS.about[language], ...listOf(findings, language)],
  };
}

/** A count's source is the list of the findings that it counts. */
function countRow(
  id: string,
  label: string,
  findings: readonly Finding[],
  step: string,
  filter: string,
): TableRow {
  const cells = VERDICTS.map((verdict) => {
    const value = findings.filter((found) => found.verdict === verdict).length;
    const source = { step, path: `$.findings[?(@.verdict == '${verdict}'${filter})]` };
    return { text: String(value), value, source };
  });
  return { id, kind: 'statistic', cells: [{ text: label }, ...cells] };
}

function listOf(findings: readonly Finding[], language: Language): string[] {
  return VERDICTS.filter((verdict) => verdict !== 'consistent').flatMap((verdict) =>
    findings
      .filter((found) => found.verdict === verdict)
      .map((found, i) => {
        const head = `${VERDICT_NAMES[verdict][language]} ${i + 1}`;
        return `${head}${MARKS[language].colon}${found.arithmetic[language]}`;
      }),
  );
}
