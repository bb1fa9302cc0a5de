import type { FitVcov } from '../econometrics/fit.ts';
import { listed, MARKS, type Bilingual, type Language } from './language.ts';
import { countText, recordText } from './numbers.ts';

/** A kind of variance in words, which stand before "standard errors" in Chinese. */
interface VarianceKind {
  /** In a list or a narrow cell. */
  readonly name: Bilingual;
  /** What it allows for; `{by}` stands for its columns. */
  readonly words: Bilingual;
  /** What its columns count. */
  readonly counts?: Bilingual;
}

const BOTH: Bilingual = { en: ' and ', zh: '与' };
const CLUSTERS: Bilingual = { en: '{n} clusters', zh: '{n} 个聚类' };
const PERIODS: Bilingual = { en: '{n} periods', zh: '{n} 期' };

const VARIANCES: Readonly<Record<FitVcov['type'], VarianceKind>> = {
  iid: {
    name: { en: 'iid', zh: '同方差' },
    words: { en: 'independent errors of equal variance', zh: '同方差' },
  },
  hetero: heteroskedastic('HC1'),
  hc2: heteroskedastic('HC2'),
  hc3: heteroskedastic('HC3'),
  cluster: {
    name: { en: 'Clustered', zh: '聚类' },
    words: { en: 'clustered by {by}', zh: '聚类到{by}层面' },
    counts: CLUSTERS,
  },
  cr1: biasReduced('CR1'),
  cr2: biasReduced('CR2'),
  cr3: biasReduced('CR3'),
  newey_west: dependent('Newey–West', 'correlation over time within units', '', PERIODS),
  driscoll_kraay: dependent(
    'Driscoll–Kraay',
    'correlation over time and between units',
    '',
    PERIODS,
  ),
  conley: dependent('Conley', 'correlation between near places', ' 空间相关稳健'),
};

/** What the numbers of a variance are called. */
const NUMBERS = {
  lag: { en: 'lag {n}', zh: '滞后 {n} 期' },
  places: { en: '{n} places', zh: '{n} 个地点' },
  cutoff: { en: 'cutoff {n} km', zh: '截断距离 {n} km' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const DISTANCES: Readonly<Record<NonNullable<FitVcov['distance']>, Bilingual>> = {
  triangular: { en: 'triangular distance', zh: '平面距离' },
  spherical: { en: 'spherical distance', zh: '球面距离' },
};

function heteroskedastic(type: string): VarianceKind {
  return {
    name: { en: type, zh: type },
    words: { en: `robust to heteroskedasticity, ${type}`, zh: `异方差稳健（${type}）` },
  };
}

/** Named after its authors; `en` is what it allows for. */
function dependent(type: string, en: string, zh: string, counts?: Bilingual): VarianceKind {
  const words = { en: `${type}, robust to ${en}`, zh: type + zh };
  return { name: { en: type, zh: type }, words, ...(counts === undefined ? {} : { counts }) };
}

function biasReduced(type: string): VarianceKind {
  return {
    name: { en: type, zh: type },
    words: {
      en: `clustered by {by}, ${type} with Satterthwaite’s degrees of freedom`,
      zh: `聚类到{by}层面的 ${type}（Satterthwaite 自由度）`,
    },
    counts: CLUSTERS,
  };
}

/** The variance in a word, its columns and what they count: `Clustered (unit; 256 clusters)`. */
export function varianceName(vcov: FitVcov, language: Language): string {
  const facts = [listed(vcov.by, language), groupsOf(vcov, language)];
  return inBrackets(VARIANCES[vcov.type].name[language], facts, language);
}

/** For a note: `clustered by unit`, `Conley, robust to correlation between near places, cutoff 300 km`. */
export function varianceWords(
  vcov: FitVcov,
  language: Language,
  label: (column: string) => string = (column) => column,
): string {
  const { lag, cutoff } = vcov;
  const words = kindWords(vcov, language, label);
  const numbers = [filled(NUMBERS.lag, lag, language), filled(NUMBERS.cutoff, cutoff, language)];
  // A note has the words in brackets of its own, which the English language does not put into one another.
  if (language === 'en') return [words, ...numbers].filter((part) => part !== '').join(', ');
  return inBrackets(words, numbers, language);
}

/** All that is known of it: `clustered by unit (256 clusters)`, with columns, counts, lag and cutoff. */
export function varianceText(vcov: FitVcov, language: Language): string {
  const { type, by, lag, cutoff, places, distance } = vcov;
  const facts = [
    VARIANCES[type].words.en.includes('{by}') ? '' : listed(by, language),
    groupsOf(vcov, language),
    filled(NUMBERS.lag, lag, language),
    filled(NUMBERS.places, places, language),
    filled(NUMBERS.cutoff, cutoff, language),
    distance === undefined ? '' : DISTANCES[distance][language],
  ];
  return inBrackets(
    kindWords(vcov, language, (column) => column),
    facts,
    language,
  );
}

function groupsOf({ type, clusters }: FitVcov, language: Language): string {
  const groups = listed(clusters.map(countText), language);
  return groups === '' ? '' : (VARIANCES[type].counts?.[language].replace('{n}', groups) ?? '');
}

function kindWords(
  { type, by }: FitVcov,
  language: Language,
  label: (column: string) => string,
): string {
  return VARIANCES[type].words[language].replace('{by}', () => by.map(label).join(BOTH[language]));
}

function filled(words: Bilingual, value: number | undefined, language: Language): string {
  return value === undefined ? '' : words[language].replace('{n}', recordText(value));
}

function inBrackets(text: string, parts: readonly string[], language: Language): string {
  const known = parts.filter((part) => part !== '').join(MARKS[language].semicolon);
  if (known === '') return text;
  return language === 'en' ? `${text} (${known})` : `${text}（${known}）`;
}
