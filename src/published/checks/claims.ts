import type { Claim, ClaimPlace } from '../printed/claim.ts';
import { columnAt, pOf, printedAt, tOf, type Found } from '../printed/claim-places.ts';
import { finding, placeName, type Finding, type Place, type Verdict } from '../finding.ts';
import type { Bilingual, Language } from '../../text/language.ts';
import { sizes, type Interval } from '../printed/interval.ts';
import type { Paper } from '../printed/paper.ts';
import { interval, orNone, pText } from '../words.ts';
import { proseText } from '../../text/numbers.ts';

/** What a claim comes to: the printed numbers that bear on it, and whether they do. */
interface Answer {
  readonly verdict: Verdict;
  readonly numbers: Bilingual;
}

/** Of a sentence whose numbers no table has. */
const NOT_PRINTED: Answer = {
  verdict: 'cannot tell',
  numbers: { en: 'No table has its numbers.', zh: '表格中没有相应数值。' },
};

/** Sentences of the text against the numbers of the tables. */
export function checkClaims(paper: Paper): Finding[] {
  return paper.printed.claims.map((claim) => {
    const { verdict, numbers } = answer(paper, claim);
    const places =
      claim.type === 'not_printed' ? [] : [...claim.at, ...('than' in claim ? claim.than : [])];
    return finding(
      'claims',
      verdict,
      places.map(rowAt),
      {
        en: `Text, ${claim.where.en}: ${claim.says.en} ${numbers.en}`,
        zh: `正文${claim.where.zh}：${claim.says.zh}${numbers.zh}`,
      },
      claim.id,
    );
  });
}

function answer(paper: Paper, claim: Claim): Answer {
  switch (claim.type) {
    case 'significant':
      return together(claim.at.map((place) => significance(paper, place, claim.level, claim.is)));
    case 'sign':
      return together(claim.at.map((place) => signOf(paper, place, claim.sign)));
    case 'larger':
      return together(claim.at.flatMap((a) => claim.than.map((b) => larger(paper, a, b))));
    case 'more_significant':
      return together(claim.at.flatMap((a) => claim.than.map((b) => moreSignificant(paper, a, b))));
    case 'product_sign':
      return productSign(paper, claim.at, claim.sign);
    case 'has_terms':
      return together(claim.at.map((place) => hasTerms(paper, place, claim.terms)));
    default:
      return NOT_PRINTED;
  }
}

/** A claim about several places holds if it holds at each. */
function together(answers: readonly Answer[]): Answer {
  const verdicts = answers.map(({ verdict }) => verdict);
  const worst = (['inconsistent', 'cannot tell'] as const).find((one) => verdicts.includes(one));
  return {
    verdict: worst ?? 'consistent',
    numbers: {
      en: answers.map(({ numbers }) => numbers.en).join(' '),
      zh: answers.map(({ numbers }) => numbers.zh).join(''),
    },
  };
}

/** By the printed stars, and by the printed numbers where they can be judged. */
function significance(paper: Paper, place: ClaimPlace, level: number, is: boolean): Answer {
  const at = printedAt(paper, place);
  if (at === undefined) return missing(place);
  const { coefficient } = at;
  const byStars = (paper.printed.stars_legend[coefficient.stars] ?? 1) <= level;
  const p = pOf(paper, place, at);
  const byNumbers =
    p === undefined ? undefined : p.high < level ? true : p.low >= level ? false : undefined;
  const agree = byStars === is && (byNumbers ?? is) === is;
  const marks = { en: orNone(coefficient.stars, 'en'), zh: orNone(coefficient.stars, 'zh') };
  const numbers = p === undefined ? '' : `, ${pText(p)}`;
  return {
    verdict: agree ? 'consistent' : 'inconsistent',
    numbers: {
      en: `${nameOf(place, 'en')}: printed ${coefficient.coef.text} with ${marks.en}${numbers}.`,
      zh: `${nameOf(place, 'zh')}：印作 ${coefficient.coef.text}，${marks.zh}${numbers.replace(', ', '，')}。`,
    },
  };
}

function signOf(paper: Paper, place: ClaimPlace, sign: 'positive' | 'negative'): Answer {
  const at = printedAt(paper, place);
  if (at === undefined) return missing(place);
  const { coef } = at.coefficient;
  return {
    verdict: verdictOn(coef, sign),
    numbers: {
      en: `${nameOf(place, 'en')}: ${coef.text}.`,
      zh: `${nameOf(place, 'zh')}：${coef.text}。`,
    },
  };
}

function verdictOn({ low, high }: Interval, sign: 'positive' | 'negative'): Verdict {
  const [sure, never] = sign === 'positive' ? [low > 0, high <= 0] : [high < 0, low >= 0];
  return sure ? 'consistent' : never ? 'inconsistent' : 'cannot tell';
}

/** By size, without sign. */
function larger(paper: Paper, first: ClaimPlace, second: ClaimPlace): Answer {
  const [a, b] = [printedAt(paper, first), printedAt(paper, second)];
  if (a === undefined || b === undefined) return missing(a === undefined ? first : second);
  const [x, y] = [sizes(a.coefficient.coef), sizes(b.coefficient.coef)];
  return ordered(first, second, x, y, [a.coefficient.coef.text, b.coefficient.coef.text]);
}

/** By |t|, or by the stars where the numbers in parentheses cannot be judged. */
function moreSignificant(paper: Paper, first: ClaimPlace, second: ClaimPlace): Answer {
  const [a, b] = [printedAt(paper, first), printedAt(paper, second)];
  if (a === undefined || b === undefined) return missing(a === undefined ? first : second);
  const [x, y] = [tOf(paper, first, a), tOf(paper, second, b)];
  if (x !== undefined && y !== undefined) {
    return ordered(first, second, x, y, [`|t| ${interval(x)}`, `|t| ${interval(y)}`]);
  }
  const rank = ({ coefficient }: Found): Interval => {
    const level = paper.printed.stars_legend[coefficient.stars] ?? 1;
    return { low: 1 - level, high: 1 - level };
  };
  return ordered(first, second, rank(a), rank(b), [a.coefficient.stars, b.coefficient.stars]);
}

function ordered(
  first: ClaimPlace,
  second: ClaimPlace,
  a: Interval,
  b: Interval,
  texts: readonly [string, string],
): Answer {
  const verdict: Verdict =
    a.low > b.high ? 'consistent' : a.high < b.low ? 'inconsistent' : 'cannot tell';
  const mark = { consistent: '>', inconsistent: '<', 'cannot tell': '≈' }[verdict];
  return {
    verdict,
    numbers: {
      en: `${nameOf(first, 'en')}: ${texts[0]} ${mark} ${texts[1]} of ${nameOf(second, 'en')}.`,
      zh: `${nameOf(first, 'zh')} ${texts[0]} ${mark} ${nameOf(second, 'zh')} ${texts[1]}。`,
    },
  };
}

function productSign(
  paper: Paper,
  places: readonly ClaimPlace[],
  sign: 'positive' | 'negative',
): Answer {
  const found = places.map((place) => ({ place, at: printedAt(paper, place) }));
  const absent = found.find(({ at }) => at === undefined);
  if (absent !== undefined) return missing(absent.place);
  const coefs = found.map(({ at }) => at!.coefficient.coef);
  const product = coefs.map(({ low, high }): Interval => ({ low, high })).reduce(times);
  const text = `${coefs.map(({ text: one }) => one).join(' × ')} = ${proseText(coefs.reduce((all, { value }) => all * value, 1))}.`;
  return {
    verdict: verdictOn(product, sign),
    numbers: {
      en: `${places.map((place) => nameOf(place, 'en')).join('; ')}: ${text}`,
      zh: `${places.map((place) => nameOf(place, 'zh')).join('；')}：${text.replace(/\.$/u, '。')}`,
    },
  };
}

function times(a: Interval, b: Interval): Interval {
  const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

function hasTerms(paper: Paper, place: Named, terms: readonly string[]): Answer {
  const column = columnAt(paper, place);
  if (column === undefined) return missing(place);
  const absent = terms.filter((term) => !(term in column.terms));
  const has = Object.keys(column.terms).join(', ');
  return {
    verdict: absent.length === 0 ? 'consistent' : 'inconsistent',
    numbers: {
      en: `${nameOf(place, 'en')} prints ${has}${absent.length === 0 ? '' : `, not ${absent.join(', ')}`}.`,
      zh: `${nameOf(place, 'zh')}列出 ${has}${absent.length === 0 ? '' : `，没有 ${absent.join(', ')}`}。`,
    },
  };
}

function missing(place: Named): Answer {
  const numbers = {
    en: `${nameOf(place, 'en')} is not printed.`,
    zh: `${nameOf(place, 'zh')}未印出。`,
  };
  return { verdict: 'cannot tell', numbers };
}

/** What a claim names: a coefficient or a column. */
interface Named {
  readonly table: string;
  readonly column: string;
  readonly term?: string;
}

function rowAt({ table, column, term }: Named): Place {
  return { table, column, ...(term === undefined ? {} : { row: term }) };
}

function nameOf(place: Named, language: Language): string {
  return placeName(rowAt(place), language);
}
