import { finding, tableName, type Finding, type Place, type Verdict } from '../finding.ts';
import type { Bilingual } from '../../text/language.ts';
import type { Paper } from '../printed/paper.ts';
import type { PrintedTable } from '../printed/tables.ts';
import {
  bestReading,
  isRefuted,
  missesOf,
  READINGS,
  starredCoefficients,
  type Misses,
  type PrintedStars,
  type Reading,
} from '../printed/readings.ts';
import { READING_NAMES } from '../words.ts';

/** What stands in parentheses: what each note says against what the stars allow, then all in all. */
export function checkParentheses(paper: Paper): Finding[] {
  const { tables } = paper.printed;
  const stated = new Set(tables.map(({ parentheses }) => parentheses));
  const [only] = stated;
  const all = { en: 'All tables', zh: '全部表格' };
  return [
    ...tables.flatMap((table) => {
      const name = { en: tableName(table.id, 'en'), zh: tableName(table.id, 'zh') };
      return judge(paper, [table], table.parentheses, name, [{ table: table.id }]);
    }),
    ...judge(paper, tables, stated.size === 1 ? only : undefined, all, []),
  ];
}

function judge(
  { printed }: Paper,
  tables: readonly PrintedTable[],
  stated: Reading | undefined,
  name: Bilingual,
  where: readonly Place[],
): Finding[] {
  const places = tables.flatMap(starredCoefficients);
  if (places.length === 0) return [];
  const misses = missesOf(printed, places);
  const signs = signTexts(places);
  const counts = countTexts(misses, places.length);
  const note =
    stated === undefined
      ? { en: 'no note says what the parentheses hold', zh: '没有附注说明括号内容' }
      : {
          en: `the note says that the parentheses hold ${READING_NAMES[stated].en.replace(/^a (.*)$/u, '$1s')}`,
          zh: `附注称括号内为${READING_NAMES[stated].zh}`,
        };
  return [
    finding('parentheses', verdictOf(misses, stated), where, {
      en: `${name.en}: ${note.en}. Of ${places.length} coefficients the stars fit ${counts.en}.${signs.en}`,
      zh: `${name.zh}：${note.zh}。在 ${places.length} 个系数中，星号相符的有：${counts.zh}。${signs.zh}`,
    }),
  ];
}

function verdictOf(misses: Misses, stated: Reading | undefined): Verdict {
  const best = misses[bestReading(misses)];
  if (stated === undefined) {
    return READINGS.filter((reading) => misses[reading] === best).length === 1
      ? 'consistent'
      : 'cannot tell';
  }
  if (misses[stated] === best) return 'consistent';
  return isRefuted(misses, stated) ? 'inconsistent' : 'cannot tell';
}

function countTexts(misses: Misses, of: number): Bilingual {
  const counts = READINGS.map((reading) => {
    return { name: READING_NAMES[reading], fit: of - misses[reading] };
  });
  return {
    en: counts.map(({ name, fit }) => `${fit} if each is ${name.en}`).join(', '),
    zh: counts.map(({ name, fit }) => `若为${name.zh}，${fit} 个`).join('；'),
  };
}

/** A t value has its coefficient's sign, unless absolute values are printed. */
function signTexts(places: readonly PrintedStars[]): Bilingual {
  const negative = places.filter(({ coefficient }) => coefficient.coef.high < 0);
  const without = negative.filter(({ coefficient }) => coefficient.paren.low > 0);
  if (without.length === 0) return { en: '', zh: '' };
  return {
    en: ` Negative coefficients: ${negative.length}, of them over a positive number: ${without.length}. No t value is positive there unless its sign was dropped.`,
    zh: `${negative.length} 个负系数中有 ${without.length} 个括号内为正数，除非省略符号，t 值不会如此。`,
  };
}
