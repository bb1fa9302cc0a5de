import { finding, placeName, type Finding, type Verdict } from '../finding.ts';
import type { Bilingual } from '../../text/language.ts';
import type { Paper } from '../printed/paper.ts';
import {
  agrees,
  clusterDf,
  marksFor,
  pValues,
  READINGS,
  sizeOfT,
  starredCoefficients,
  type PrintedStars,
  type Reading,
} from '../printed/readings.ts';
import { twoSidedP } from '../../econometrics/numeric/student-t.ts';
import { interval, orNone, pText, READING_NAMES } from '../words.ts';

/**
 * Stars of each coefficient against the number in parentheses, under the reading that the table's
 * stars allow. A star counts as right if some value that rounds to the printed digits earns it, by
 * the normal distribution or by t with the clusters less one.
 */
export function checkStars(paper: Paper): Finding[] {
  const { printed } = paper;
  return printed.tables.flatMap((table) =>
    starredCoefficients(table).map((place) => {
      const { stars } = place.coefficient;
      const where = { table: table.id, column: place.column.id, row: place.term };
      const reading = paper.readings[table.id] ?? 'std_error';
      if (stars !== '' && !(stars in printed.stars_legend)) {
        return finding('stars', 'inconsistent', [where], {
          en: `The legend has no ${stars}.`,
          zh: `图例中没有 ${stars}。`,
        });
      }
      const verdict: Verdict = agrees(printed, place, reading) ? 'consistent' : 'inconsistent';
      const parts = [arithmetic(paper, place, reading), ...further(paper, place, reading, verdict)];
      return finding('stars', verdict, [where], {
        en: `${placeName(where, 'en')}: ${parts.map(({ en }) => en).join(' ')}`,
        zh: `${placeName(where, 'zh')}：${parts.map(({ zh }) => zh).join('')}`,
      });
    }),
  );
}

function arithmetic(paper: Paper, place: PrintedStars, reading: Reading): Bilingual {
  const { coef, paren, stars } = place.coefficient;
  const t = sizeOfT(place.coefficient, reading);
  const earned = earnedBy(paper, place, reading);
  const size =
    reading === 'std_error' && t !== undefined
      ? `|${coef.text}| ÷ ${paren.text} = ${interval(t)}`
      : paren.text;
  const as = READING_NAMES[reading];
  return {
    en: `printed ${orNone(stars, 'en')}; taken for ${as.en}, ${size} earns ${earned.en}.`,
    zh: `印作 ${orNone(stars, 'zh')}；括号内若为${as.zh}，${size} 应标 ${earned.zh}。`,
  };
}

/** What a coefficient earns by each reference distribution. */
function earnedBy(paper: Paper, place: PrintedStars, reading: Reading): Bilingual {
  const df = clusterDf(paper.printed, place.column);
  const cases = reading === 'p_value' || df === undefined ? [Infinity] : [Infinity, df];
  const texts = cases.map((freedom) => {
    const p = pValues(place.coefficient, reading, freedom);
    if (p === undefined) return { en: 'nothing, since it cannot be one', zh: '无（不可能是此值）' };
    const marks = marksFor(p, paper.printed.stars_legend);
    const en = marks.map((mark) => orNone(mark, 'en')).join(' or ');
    const zh = marks.map((mark) => orNone(mark, 'zh')).join('或');
    if (reading === 'p_value') return { en, zh };
    const t = `t(${freedom})`;
    const by = freedom === Infinity ? { en: 'normal', zh: '正态' } : { en: t, zh: t };
    return { en: `${en} (${by.en}, ${pText(p)})`, zh: `${zh}（${by.zh}，${pText(p)}）` };
  });
  return { en: texts.map(({ en }) => en).join(', '), zh: texts.map(({ zh }) => zh).join('，') };
}

/** For a wrong star: what few degrees of freedom would allow it, and which readings do. */
function further(
  paper: Paper,
  place: PrintedStars,
  reading: Reading,
  verdict: Verdict,
): Bilingual[] {
  if (verdict === 'consistent') return [];
  const others = READINGS.filter(
    (other) => other !== reading && agrees(paper.printed, place, other),
  );
  const names = others.map((other) => READING_NAMES[other]);
  const also: Bilingual =
    others.length === 0
      ? {
          en: 'No other reading of the parentheses gives the printed stars.',
          zh: '其他读法也得不出所印星号。',
        }
      : {
          en: `Taken for ${names.map(({ en }) => en).join(' or ')} it would fit.`,
          zh: `若为${names.map(({ zh }) => zh).join('或')}则相符。`,
        };
  return [...(reading === 'p_value' ? [] : [fewClusters(paper, place, reading)]), also];
}

/** Student's t gives fewer stars the fewer clusters there are: how few would the printed ones need? */
function fewClusters(paper: Paper, place: PrintedStars, reading: Reading): Bilingual {
  const t = sizeOfT(place.coefficient, reading);
  const most = clusterDf(paper.printed, place.column) ?? 1000;
  const fits = (df: number): boolean =>
    t !== undefined &&
    marksFor(
      { low: twoSidedP(t.high, df), high: twoSidedP(t.low, df) },
      paper.printed.stars_legend,
    ).includes(place.coefficient.stars);
  for (let df = most; df >= 1; df -= 1) {
    if (!fits(df)) continue;
    const en = `The printed stars need t with at most ${df} degrees of freedom.`;
    return { en, zh: `须 t 分布自由度不超过 ${df} 才相符。` };
  }
  const en = 'No degrees of freedom of t give the printed stars.';
  return { en, zh: '任何自由度的 t 分布都得不出所印星号。' };
}
