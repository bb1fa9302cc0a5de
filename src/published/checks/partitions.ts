import { finding, tableName, type Finding } from '../finding.ts';
import { listed, type Bilingual, type Language } from '../../text/language.ts';
import { groupingsOf, modelKey, observations, type Grouping } from '../printed/groups.ts';
import type { Paper } from '../printed/paper.ts';
import type { PrintedColumn, PrintedTable } from '../printed/tables.ts';

/** Columns are searched for groups that nearly add up, off by no more units than this. */
const NEAR_UNITS = 2;

/**
 * Observations of groups against those of what they make up. Groups that the file states must add
 * up. Of others, sums that fit exactly are shown; a column that is followed by columns which miss
 * its observations by one or two whole units cannot be told from chance, and is named as such.
 */
export function checkPartitions(paper: Paper): Finding[] {
  const groupings = groupingsOf(paper);
  const near = paper.printed.tables.flatMap((table) => nearMisses(paper, table, groupings));
  return [
    ...groupings.map((grouping) => found(paper, grouping, false)),
    ...near.map((one) => found(paper, one, true)),
  ];
}

function found(paper: Paper, grouping: Grouping, near: boolean): Finding {
  const { table, whole, n, parts, stated } = grouping;
  const total = observations(parts);
  const where = [
    ...(whole === undefined ? [] : [{ table: table.id, column: whole.id, row: 'n' }]),
    ...parts.map(({ id }) => ({ table: table.id, column: id, row: 'n' })),
  ];
  const verdict = total === n ? 'consistent' : near ? 'cannot tell' : 'inconsistent';
  const sum = `${parts.map((part) => part.n).join(' + ')} = ${total}`;
  const difference = differenceText(paper, total - n);
  const basis = basisOf(stated, near);
  return finding('partition', verdict, where, {
    en: `${tableName(table.id, 'en')}, columns ${listed(ids(parts), 'en')}${basis.en}: ${sum}; ${wholeText(whole, 'en')} has ${n}${difference.en}.`,
    zh: `${tableName(table.id, 'zh')}，第 ${listed(ids(parts), 'zh')} 列${basis.zh}：${sum}；${wholeText(whole, 'zh')}有 ${n}${difference.zh}。`,
  });
}

function basisOf(stated: boolean, near: boolean): Bilingual {
  if (stated) return { en: '', zh: '' };
  return near
    ? { en: ' (if they are groups of it)', zh: '（若为其分组）' }
    : { en: ' (found by their sum)', zh: '（由加总发现）' };
}

function differenceText({ years, sample }: Paper, difference: number): Bilingual {
  if (difference === 0) return { en: '', zh: '' };
  const size = Math.abs(difference);
  const units = years !== undefined && size % years === 0 ? size / years : undefined;
  const unit =
    units === undefined || sample === undefined
      ? { en: '', zh: '' }
      : {
          en: `, ${units} unit${units === 1 ? '' : 's'} in ${years} years`,
          zh: `，即 ${units} 个单位 ${years} 年`,
        };
  return {
    en: `: ${size} too ${difference > 0 ? 'many' : 'few'} in the groups${unit.en}`,
    zh: `：分组${difference > 0 ? '多出' : '少了'} ${size}${unit.zh}`,
  };
}

function wholeText(whole: PrintedColumn | undefined, language: Language): string {
  if (whole === undefined) return { en: 'the whole sample', zh: '全样本' }[language];
  return { en: `column ${whole.id}`, zh: `第 ${whole.id} 列` }[language];
}

/** A column and the two or more columns right after it whose sum is near its observations. */
function nearMisses(paper: Paper, table: PrintedTable, known: readonly Grouping[]): Grouping[] {
  const { years } = paper;
  if (years === undefined) return [];
  return table.columns.flatMap((whole, i) => {
    const { n } = whole;
    const taken = known.some((one) => one.table === table && one.whole === whole);
    if (n === undefined || taken) return [];
    const key = modelKey(paper, whole);
    const after = table.columns.slice(i + 1);
    const ends = after.flatMap((_, j) => (j === 0 ? [] : [after.slice(0, j + 1)]));
    const parts = ends.find((columns) => {
      const off = Math.abs(observations(columns) - n);
      const same = columns.every((one) => one.n !== undefined && modelKey(paper, one) === key);
      return same && off > 0 && off <= NEAR_UNITS * years && off % years === 0;
    });
    return parts === undefined ? [] : [{ table, whole, n, parts, stated: false }];
  });
}

function ids(columns: readonly PrintedColumn[]): string[] {
  return columns.map(({ id }) => id);
}
