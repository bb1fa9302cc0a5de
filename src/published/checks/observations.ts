import { finding, placeName, type Finding } from '../finding.ts';
import type { Bilingual } from '../../text/language.ts';
import { columnsOf, type Paper, type PaperColumn } from '../printed/paper.ts';

/** Observations of each column against units × years of the panel. */
export function checkObservations(paper: Paper): Finding[] {
  const { years, sample } = paper;
  if (years === undefined) return [];
  return columnsOf(paper).flatMap(({ table, column }) => {
    const { n } = column;
    if (n === undefined) return [];
    const where = { table: table.id, column: column.id, row: 'n' };
    const say = (verdict: Finding['verdict'], { en, zh }: Bilingual): Finding[] => [
      finding('observations', verdict, [where], {
        en: `${placeName(where, 'en')}: ${en}`,
        zh: `${placeName(where, 'zh')}：${zh}`,
      }),
    ];
    if (sample !== undefined && n > sample) {
      const all = `${paper.printed.units} × ${years} = ${sample}`;
      return say('inconsistent', {
        en: `${n} observations are more than all units in all years have, ${all}.`,
        zh: `${n} 个观测值多于全部单位全部年份的 ${all}。`,
      });
    }
    const units = Math.floor(n / years);
    const rest = n - units * years;
    if (rest === 0) {
      return say('consistent', {
        en: `${n} = ${units} units × ${years} years.`,
        zh: `${n} = ${units} 个单位 × ${years} 年。`,
      });
    }
    const sum = `${n} = ${units} × ${years} + ${rest}`;
    return isPart(paper, { table, column })
      ? say('inconsistent', {
          en: `${sum}: no whole number of units in all ${years} years, though it is said to be a group of units of a balanced panel.`,
          zh: `${sum}：作为平衡面板的分组，观测值应为年数 ${years} 的整数倍。`,
        })
      : say('cannot tell', {
          en: `${sum}: not all units of this column are there in all ${years} years, as after matching or with missing values.`,
          zh: `${sum}：并非每个单位都有全部 ${years} 年，例如匹配之后或有缺失值。`,
        });
  });
}

/** Whether the column is said to be a group of units of the whole balanced sample. */
function isPart({ sample }: Paper, { table, column }: PaperColumn): boolean {
  return table.partitions.some(({ whole, parts }) => {
    const total = whole === 'sample' ? sample : table.columns.find(({ id }) => id === whole)?.n;
    return total !== undefined && parts.includes(column.id);
  });
}
