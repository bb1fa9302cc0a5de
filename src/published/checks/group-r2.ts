import { names, placesOf, wholesOf } from './group-effects.ts';
import { finding, type Finding, type Verdict } from '../finding.ts';
import { listed, type Bilingual } from '../../text/language.ts';
import { groupingsOf, observations, type Grouping } from '../printed/groups.ts';
import type { Interval } from '../printed/interval.ts';
import type { Paper, PaperColumn } from '../printed/paper.ts';
import type { PrintedColumn } from '../printed/tables.ts';
import { percentText } from '../../text/numbers.ts';

/** Groups that hold this many times less of the variation than of the observations are named. */
const MUCH_LESS = 10;

/**
 * R² of groups against that of the whole. A model fitted to each group leaves no more residual
 * variation than one fitted to all: Σ (1 − R²g) TSSg ≤ (1 − R²) TSS. So groups that fit much worse
 * than the whole can hold but a share of the variation. That is never impossible, but it is odd
 * where they hold a large share of the observations.
 */
export function checkGroupR2(paper: Paper): Finding[] {
  return groupingsOf(paper).flatMap((grouping) =>
    wholesOf(paper, grouping).flatMap((whole) => ofWhole(grouping, whole)),
  );
}

function ofWhole({ table, parts }: Grouping, whole: PaperColumn): Finding[] {
  const left = unexplained(whole.column);
  const groups = parts.flatMap((column) => {
    const own = unexplained(column);
    return own === undefined ? [] : [{ column, own }];
  });
  if (left === undefined || groups.length < parts.length) return [];
  const worse = groups.filter(({ own }) => own.low > left.high);
  const rows = observations(worse.map(({ column }) => column)) / observations(parts);
  // The best-fitting of the worse groups bounds the share of them all.
  const most = worse.length === 0 ? 1 : left.high / Math.min(...worse.map(({ own }) => own.low));
  const verdict: Verdict = most * MUCH_LESS < rows ? 'cannot tell' : 'consistent';
  const list = parts.map(({ id, r2 }) => `(${id}) ${r2?.text}`).join(', ');
  const more: Bilingual =
    verdict === 'consistent'
      ? { en: '', zh: '' }
      : {
          en: ` So column${worse.length === 1 ? '' : 's'} ${listed(ids(worse), 'en')}, with ${percentText(rows)} of the observations, can hold at most ${percentText(most)} of the outcome's variation.`,
          zh: `故第 ${listed(ids(worse), 'zh')} 列占观测值的 ${percentText(rows)}，却至多占被解释变量变异的 ${percentText(most)}。`,
        };
  return [
    finding('group_r2', verdict, placesOf(whole, table.id, parts, 'r2'), {
      en: `${names(whole, table.id, parts).en}: R² ${whole.column.r2?.text} for the whole, ${list}. Residual variation of the groups is no more than that of the whole.${more.en}`,
      zh: `${names(whole, table.id, parts).zh}：总体 R² ${whole.column.r2?.text}，${list}。各组残差变异之和不大于总体残差变异。${more.zh}`,
    }),
  ];
}

/** 1 − R². */
function unexplained({ r2 }: PrintedColumn): Interval | undefined {
  return r2 === undefined ? undefined : { low: 1 - r2.high, high: 1 - r2.low };
}

function ids(groups: readonly { readonly column: PrintedColumn }[]): string[] {
  return groups.map(({ column }) => column.id);
}
