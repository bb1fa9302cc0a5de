import type { AnyFit, Term } from '../../econometrics/fit.ts';
import type { Cell, RowKind, Table, TableColumn, TableRow } from '../../tables/table.ts';
import { WORDS } from '../../tables/words.ts';
import {
  distributionText,
  droppedRowsText,
  droppedTermsText,
  isNormal,
  qualityOf,
  shortNumber,
  STARS_NOTE,
  starsOf,
  vcovText,
} from './words.ts';
import { STATISTICS } from '../../text/statistics.ts';
import { countText, percentText, pText } from '../../text/numbers.ts';

/** What a printed fit needs to know beside the fits. */
export interface Printed {
  /** The data file as it was named. */
  readonly data: string;
  /** Whether nobody chose the variance. */
  readonly isDefaultVcov: boolean;
  /** Whether the data are made up, which a table has to say. */
  readonly isSynthetic: boolean;
}

/** A line of a table: plain texts are cells of nothing else. */
function line(
  id: string,
  kind: RowKind,
  cells: readonly (string | Cell)[],
  rule = false,
): TableRow {
  const full = cells.map((cell) => (typeof cell === 'string' ? { text: cell } : cell));
  return { id, kind, cells: full, ...(rule && { rule }) };
}

const DEFAULT_VCOV = ', the default (--vcov chooses another)';
const COLUMNS: readonly TableColumn[] = [
  { id: 'term', align: 'left' },
  ...['estimate', 'std_error', 'statistic', 'p_value', 'conf_low', 'conf_high'].map(
    (id): TableColumn => ({ id, align: 'right' }),
  ),
];

/** What `fit` prints of its models, of which there is one at least. */
export function modelsTable(fits: readonly AnyFit[], printed: Printed): Table {
  const [first, second] = fits;
  if (first === undefined) throw new Error('no fit and no failure');
  return second === undefined ? oneModelTable(first, printed) : manyModelsTable(fits, printed);
}

/** One model: a line for each term, and what was estimated how on which rows. */
function oneModelTable(fit: AnyFit, printed: Printed): Table {
  const tail = (1 - (fit.conf_level ?? 0.95)) / 2;
  const ends = [percentText(tail), percentText(1 - tail)];
  const heads = ['', 'Estimate', 'Std. error', isNormal(fit) ? 'z' : 't', 'p', ...ends];
  return {
    id: fit.id,
    language: 'en',
    label: '',
    title: fit.formula,
    columns: COLUMNS,
    head: [line('head', 'head', heads)],
    body: [
      ...fit.terms.map(termRow),
      ...factsOf(fit, printed).map(([label, text], i) =>
        line(label, 'fact', [label, { text, span: COLUMNS.length - 1 }], i === 0),
      ),
    ],
    notes: [`${STARS_NOTE}.`, ...syntheticNote(printed)],
  };
}

function termRow(term: Term): TableRow {
  const number = (value: number): Cell => ({ text: shortNumber(value), value });
  return line(term.term, 'estimate', [
    term.term,
    number(term.estimate),
    number(term.std_error),
    { text: term.statistic.toFixed(2), value: term.statistic },
    { text: pText(term.p_value), stars: starsOf(term.p_value), value: term.p_value },
    number(term.conf_low),
    number(term.conf_high),
  ]);
}

function factsOf(fit: AnyFit, printed: Printed): (readonly [string, string])[] {
  const effects = Object.entries(fit.fixed_effects).map(
    ([name, levels]) => `${name} (${countText(levels)})`,
  );
  const vcov = `${vcovText(fit.vcov)}${printed.isDefaultVcov ? DEFAULT_VCOV : ''}`;
  const quality = qualityOf(fit).map(([id, text]) => `${STATISTICS[id].name.en} ${text}`);
  const facts: (readonly [string, string])[] = [
    ['Estimator', `${fit.estimator} on ${printed.data}`],
    ['Sample', fit.sample],
    ['Observations', countText(fit.nobs)],
    ['Fixed effects', effects.join(', ') || 'none'],
    ['Standard errors', `${vcov}; ${distributionText(fit)}`],
    ['Goodness of fit', quality.join(', ')],
    ['Dropped terms', droppedTermsText(fit)],
    ['Dropped rows', droppedRowsText(fit)],
  ];
  return facts.filter(([, text]) => text !== '');
}

/** Several models side by side: standard errors under their estimates. */
function manyModelsTable(fits: readonly AnyFit[], printed: Printed): Table {
  const columns = fits.map((_, i): TableColumn => ({ id: `(${i + 1})`, align: 'right' }));
  return {
    id: '',
    language: 'en',
    label: '',
    title: `${fits.length} models (${fits[0]?.estimator ?? ''}) on ${printed.data}`,
    columns: [{ id: 'term', align: 'left' }, ...columns],
    head: headRows(fits),
    body: [...termRows(fits), ...effectRows(fits), ...statisticRows(fits)],
    notes: notesOf(fits, printed),
  };
}

function headRows(fits: readonly AnyFit[]): TableRow[] {
  const samples = fits.map(({ split }) =>
    split === undefined ? '' : `${split.variable} = ${split.value}`,
  );
  const rows = [
    ['', ...fits.map((_, i) => `(${i + 1})`)],
    ['Outcome', ...fits.map(({ outcome }) => outcome)],
    ...(samples.every((text) => text === '') ? [] : [['Sample', ...samples]]),
  ];
  return rows.map((texts, i) => line(`head${i}`, 'head', texts));
}

function termRows(fits: readonly AnyFit[]): TableRow[] {
  const names = [...new Set(fits.flatMap(({ terms }) => terms.map(({ term }) => term)))];
  return names.flatMap((name) => {
    const found = fits.map(({ terms }) => terms.find(({ term }) => term === name));
    const estimates = found.map((term) => (term === undefined ? '' : estimateCell(term)));
    const errors = found.map((term) => (term === undefined ? '' : errorText(term)));
    return [line(name, 'estimate', [name, ...estimates]), line(name, 'spread', ['', ...errors])];
  });
}

function estimateCell({ estimate, p_value: p }: Term): Cell {
  return { text: shortNumber(estimate), stars: starsOf(p), value: estimate };
}

const errorText = (term: Term): string => `(${shortNumber(term.std_error)})`;

function effectRows(fits: readonly AnyFit[]): TableRow[] {
  const names = [...new Set(fits.flatMap((fit) => Object.keys(fit.fixed_effects)))];
  return names.map((name, i) => {
    const answers = fits.map((fit) => (name in fit.fixed_effects ? 'yes' : '-'));
    return line(`effect ${name}`, 'fact', [`${name} effects`, ...answers], i === 0);
  });
}

function statisticRows(fits: readonly AnyFit[]): TableRow[] {
  const quality = fits.map((fit) => new Map(qualityOf(fit)));
  const ids = [...new Set(quality.flatMap((facts) => [...facts.keys()]))];
  const shown = ids.filter((id) => id !== 'adj_r2' && id !== 'aic');
  const rows = shown.map((id) => {
    const { en: name } = STATISTICS[id].name;
    return line(name, 'statistic', [name, ...quality.map((facts) => facts.get(id) ?? '')]);
  });
  const name = 'Observations';
  const counts = fits.map(({ nobs }) => countText(nobs));
  return [line(name, 'statistic', [name, ...counts], true), ...rows];
}

/** What differs between columns names them; what all share is said once. */
function notesOf(fits: readonly AnyFit[], printed: Printed): string[] {
  const said = (text: (fit: AnyFit) => string): string[] => {
    const columns = fits.map((fit, i) => ({ words: text(fit), name: `(${i + 1})` }));
    const groups = [...Map.groupBy(columns, ({ words }) => words)];
    return groups.flatMap(([words, at]) => {
      if (words === '' || at.length === fits.length) return words || [];
      return `${at.map(({ name }) => name).join(' ')}: ${words}`;
    });
  };
  const tail = printed.isDefaultVcov ? DEFAULT_VCOV : '';
  const dropped = (label: string, words: string): string =>
    words === '' ? '' : `${label}${words}.`;
  return [
    ...said(({ vcov }) => `Standard errors in parentheses: ${vcovText(vcov)}${tail}.`),
    `${STARS_NOTE}.`,
    ...said(({ sample }) => (sample === 'all rows' ? '' : `Sample: ${sample}.`)),
    ...said((fit) => dropped('Dropped terms: ', droppedTermsText(fit))),
    ...said((fit) => dropped('Dropped rows: ', droppedRowsText(fit))),
    ...syntheticNote(printed),
  ];
}

function syntheticNote({ isSynthetic }: Printed): string[] {
  return isSynthetic ? [WORDS.en.synthetic] : [];
}
