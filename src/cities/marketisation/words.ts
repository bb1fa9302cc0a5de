import type { ReferenceRow } from '../gazetteer.ts';
import { expand, foldHeader } from '../headers/fold.ts';

const KINDS = [
  'total',
  'weak',
  'province',
  'year',
  'indicator',
  'rank',
  'part',
  'other',
  'neutral',
] as const;

type Kind = (typeof KINDS)[number];

/** The words of `marketisation_headers.csv` by what they say, the longest first. */
export type IndexWords = Readonly<Record<Kind, readonly string[]>>;

export function parseIndexWords(rows: readonly ReferenceRow[]): IndexWords {
  const of = (kind: Kind) => {
    const own = rows.filter((row) => row['kind'] === kind);
    const words = own.flatMap((row) => expand(row['header'] ?? '').map(foldHeader));
    return [...new Set(words)].filter((word) => word !== '').sort((a, b) => b.length - a.length);
  };
  return {
    total: of('total'),
    weak: of('weak'),
    province: of('province'),
    year: of('year'),
    indicator: of('indicator'),
    rank: of('rank'),
    part: of('part'),
    other: of('other'),
    neutral: of('neutral'),
  };
}

/** What a header says of the index. */
export interface IndexHeader {
  readonly kind: Exclude<Kind, 'neutral'> | 'plain' | 'unknown';
  readonly year: number | null;
  /** The base of the series: its year, or `old` and `new`; empty where none is named. */
  readonly base: string;
}

const BASES =
  /(?:以)?((?:19|20)\d\d)年?(?:为)?(?:不变)?(?:基期|基年|基准|base)|(?:基期|基年|基准|base)[:：=]?((?:19|20)\d\d)年?/;

/** The base that a text names: `基期2008` is `2008`, 旧 `old`; empty if it names none. */
export function baseOf(text: string): string {
  const folded = foldHeader(text);
  const found = BASES.exec(folded);
  if (found !== null) return found[1] ?? found[2] ?? '';
  if (/旧|老口径|(?:^|[^a-z])old(?![a-z])/i.test(text.normalize('NFKC'))) return 'old';
  return /新口径|新基期|新版|[(（_]新[)）]?|新$|(?:^|[^a-z])new(?![a-z])/i.test(
    text.normalize('NFKC'),
  )
    ? 'new'
    : '';
}

export function readIndexHeader(words: IndexWords, levels: readonly string[]): IndexHeader {
  const text = levels.join('_');
  const base = baseOf(text);
  const folded = foldHeader(text)
    .replace(BASES, '')
    .replaceAll(/旧|新|基期|口径|old|new|base/g, '');
  const year = /(?<!\d)((?:19|20)\d\d)(?!\d)年?/.exec(folded);
  const bare = year === null ? folded : folded.replace(year[0], '');
  const said = { year: year === null ? null : Number(year[1]), base };
  return { kind: kindOf(words, bare, levels.map(foldHeader)), ...said };
}

function kindOf(words: IndexWords, bare: string, levels: readonly string[]): IndexHeader['kind'] {
  for (const kind of ['province', 'year', 'indicator'] as const) {
    if (words[kind].includes(bare) || levels.some((level) => words[kind].includes(level)))
      return kind;
  }
  if (words.total.includes(bare)) return 'total';
  const latin = /^[a-z]*$/.test(bare);
  for (const kind of ['rank', 'other', 'part'] as const) {
    // A short Latin word counts as a whole only: `no` is not in `northern`.
    if (
      words[kind].some((word) => (latin && word.length < 5 ? bare === word : bare.includes(word)))
    )
      return kind;
  }
  // `market` above or beside 市场化指数
  const named = levels.map((level) => withoutNeutral(words, level.replaceAll(/\d{4}/g, '')));
  if (named.length > 1 && named.every((level) => words.total.includes(level))) return 'total';
  if (words.weak.includes(bare)) return 'weak';
  const rest = withoutNeutral(words, bare);
  if (words.total.includes(rest)) return 'total';
  return rest === '' ? 'plain' : 'unknown';
}

function withoutNeutral(words: IndexWords, text: string): string {
  let rest = text;
  for (const word of words.neutral) rest = rest.replaceAll(word, '');
  return rest;
}
