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
  const used = CHECKS.filter((check) => findings.some((found) => found.check === check));
  const rows = used.map((check) =>
    countRow(
      check,
      CHECK_NAMES[check][language],
      findings.filter((f) => f.check === check),
    ),
  );
  const total = { ...countRow('total', WORDS.total[language], findings), rule: true };
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
    body: [...rows, total].map((row) => withSources(row, step)),
    notes: [WORDS.about[language], ...listOf(findings, language)],
  };
}

function countRow(id: string, label: string, findings: readonly Finding[]): TableRow {
  const cells = VERDICTS.map((verdict) => {
    const count = findings.filter((found) => found.verdict === verdict).length;
    return { text: String(count), value: count };
  });
  return { id, kind: 'statistic', cells: [{ text: label }, ...cells] };
}

/** A count's source is the list of the findings that it counts. */
function withSources(row: TableRow, step: string): TableRow {
  const [label, ...counts] = row.cells;
  const check = row.id === 'total' ? '' : ` && @.check == '${row.id}'`;
  const cells = counts.map((cell, i) => ({
    ...cell,
    source: { step, path: `$.findings[?(@.verdict == '${VERDICTS[i]}'${check})]` },
  }));
  return { ...row, cells: [label ?? { text: '' }, ...cells] };
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
