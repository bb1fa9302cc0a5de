import { headerWithoutMarks } from '../marks.ts';
import { parseYear } from '../number.ts';
import { foldHeader, wordsOf } from './fold.ts';
import type { KnownHeader, StatisticsReference } from './reference.ts';
import { parseUnit, unitAtEnd, type UnitReading } from './unit.ts';
import type { Scope } from './variable.ts';

/** What a header, a cell that names an indicator or a title says. */
export interface HeaderReading {
  readonly known: KnownHeader | null;
  /** It says nothing but year, scope or unit: what it heads is told elsewhere. */
  readonly plain: boolean;
  readonly unit: UnitReading;
  readonly scope: Scope | null;
  readonly year: number | null;
  /** The words that name what it is, folded; empty where `plain`. */
  readonly core: string;
  /** What else it is, where a word says that: `a rate of growth`. */
  readonly other: string | null;
}

type Level = Omit<HeaderReading, 'other' | 'plain'>;

const NO_UNIT: UnitReading = { kind: 'none' };
/** `一、` and `(2)` before a heading. */
const ORDINAL =
  /^\s*(?:[一二三四五六七八九十\d]{1,2}[、.．]\s*|[(（][一二三四五六七八九十\d]{1,2}[)）]\s*)(?=\p{Script=Han})/u;
/** The last day or month of a year, or all of its months, for the year. */
const LAST_DAY =
  /(?<!\d)((?:19|20)\d\d)(?:[-/.]12[-/.]31|年12月31日|年12月|年1[-—–~至到]12月)(?: 00:00(?::00)?)?(?![\d日])/;
const KEYS = ['city', 'city_code', 'province'];
const YEAR_WORD = /^[xy]?((?:19|20)\d\d)(?:年(?:度|末|底|份)?)?$/;
/** A number or multiple and something that is counted: `万方`. */
const UNIT_LIKE = /^(?!(?:19|20)\d\d年)(?:\d+|[十百千万亿]{1,3})\D{1,4}$/;
/** Not the year of prices or of a base, as in `2010年价`. */
const YEAR_BEFORE = /^((?:19|20)\d\d)(?:年度?(?!不变|可比|价|为)|(?![\d年=]))/;
const YEAR_BEHIND = /(?<!\d)((?:19|20)\d\d)年?$/;

/**
 * Reads a header of one or more levels, such as 地区生产总值(亿元) above 市辖区. It is known only if
 * all of its words are: the name of a variable, a unit, a year, the scope, or words that change
 * nothing (当年价格). One word more may make it something else, so that it is not taken.
 */
export function readHeader(
  reference: StatisticsReference,
  written: readonly string[],
): HeaderReading {
  const levels = written.map((level) =>
    headerWithoutMarks(level).replace(ORDINAL, '').replace(LAST_DAY, '$1年'),
  );
  const read = levels.map((level) => readLevel(reference, level));
  const joined = readLevel(reference, levels.join('_'));
  const known = joined.known ?? knownOf(reference, read);
  const core = read.map((level) => level.core).join('');
  const whole = foldHeader(levels.join('_')).replaceAll(/\d{4}/g, 'year');
  const other =
    known === null ? reference.others.find(({ word }) => whole.includes(word)) : undefined;
  const units = read.map(({ unit }) => unit).toReversed();
  return {
    known,
    plain: known === null && core === '',
    unit:
      units.find(({ kind }) => kind === 'unit') ??
      units.find(({ kind }) => kind === 'unknown') ??
      NO_UNIT,
    scope: read.findLast(({ scope }) => scope !== null)?.scope ?? null,
    year: read.findLast(({ year }) => year !== null)?.year ?? null,
    core,
    other: other?.reason ?? null,
  };
}

/** What all levels together mean: one thing at most, and headings of sections above it. */
function knownOf(reference: StatisticsReference, levels: readonly Level[]): KnownHeader | null {
  const found = levels.flatMap(({ known }) => (known === null ? [] : [known]));
  // A title may span the column of cities as well.
  const last = levels.at(-1)?.known ?? null;
  const isKey = KEYS.some((role) => role === last?.meaning);
  if (levels.length > 1 && isKey && (levels.at(-1)?.core ?? '').length > 1) return last;
  const variables = found.filter(({ meaning }) => typeof meaning !== 'string');
  const [first, ...rest] = variables.length > 0 ? variables : found;
  if (first === undefined) return null;
  const one = rest.every(({ meaning, part }) => meaning === first.meaning && part === first.part);
  const headings = levels.every(
    ({ known, core }) => known !== null || core === '' || isHeading(reference, core),
  );
  // The one that brings a unit along says more.
  const fullest = [first, ...rest].find(({ unit }) => unit.kind !== 'none') ?? first;
  return one && headings ? fullest : null;
}

function isHeading({ words, others }: StatisticsReference, core: string): boolean {
  // Beside a name in Chinese, its English or code (`Eegc01`) does no harm unless it says something else.
  if (/^[a-z]+\d{0,3}$/.test(core)) {
    const computed = words.get(core.replace(/\d+$/, ''))?.has('computed') === true;
    return !computed && !others.some(({ word }) => core.includes(word));
  }
  const unnumbered = core.replace(/^[一二三四五六七八九十\d]{1,3}(?=.)/, '');
  // `人口与财政`
  const parts = unnumbered.split(/[与和及]/u);
  const isSection = (part: string) => words.get(part)?.has('section') === true;
  return isSection(unnumbered) || parts.every(isSection);
}

function readLevel(reference: StatisticsReference, text: string): Level {
  const { headers, words, units } = reference;
  const whole = headers.get(foldHeader(text));
  let unit: UnitReading = NO_UNIT;
  let scope: Scope | null = null;
  let year: number | null = null;
  const pieces: string[] = [];
  const bare: string[] = [];
  const all: string[] = [];
  let lastUnit = -1;
  for (const [at, word] of wordsOf(text).entries()) {
    const folded = foldHeader(word);
    const kinds = words.get(folded);
    const parsed = parseUnit(units, word);
    if (kinds?.has('neutral') !== true) all.push(folded);
    if (YEAR_WORD.test(word)) {
      year = Number(YEAR_WORD.exec(word)?.[1]);
    } else if (parsed !== null && !headers.has(folded)) {
      unit = bothUnits(unit, { kind: 'unit', unit: parsed, text: word });
      lastUnit = all.length - 1;
    } else if (kinds?.has('prefecture') === true) {
      scope ??= 'prefecture';
      bare.push(folded);
    } else if (kinds?.has('districts') === true) {
      scope = 'districts';
    } else if (at > 0 && unit.kind === 'none' && UNIT_LIKE.test(word)) {
      unit = { kind: 'unknown', text: word };
    } else {
      bare.push(folded);
      if (kinds?.has('neutral') !== true) pieces.push(folded);
    }
  }
  const said = { unit, scope, year };
  // `单位:万元` names a unit and no column of units.
  const isUnit = unit.kind === 'unit' && headers.get(bare.join(''))?.meaning === 'unit';
  if (isUnit) return { known: null, core: '', ...said };
  const known =
    whole ??
    headers.get(bare.join('')) ??
    headers.get(pieces.join('')) ??
    // A word of a name may be a unit elsewhere: `as percentage to GRP (%)`.
    headers.get(all.join('')) ??
    headers.get(all.filter((_, at) => at !== lastUnit).join(''));
  if (known !== undefined) return { known, core: pieces.join(''), ...said };
  const stripped = pieces.map((piece) => strip(reference, piece));
  const core = stripped.map(({ name }) => name).join('');
  const inWord = {
    unit: stripped.find((one) => one.unit.kind !== 'none')?.unit ?? NO_UNIT,
    scope: stripped.find((one) => one.scope !== null)?.scope ?? null,
    year: stripped.find((one) => one.year !== null)?.year ?? null,
  };
  const found = {
    unit: unit.kind === 'none' ? inWord.unit : unit,
    scope: scope ?? inWord.scope,
    year: year ?? inWord.year,
  };
  const chinese = stripped.map(({ name }) => name).filter((name) => /\p{Script=Han}/u.test(name));
  const latin = stripped.map(({ name }) => name).filter((name) => !chinese.includes(name));
  const named = headers.get(chinese.join(''));
  const beside = headers.get(latin.join(''));
  // `地区生产总值 Gdpct01`: the code may bring a unit along.
  const twice = named !== undefined && beside?.meaning === named.meaning ? beside : undefined;
  const alone = latin.length > 0 && isHeading(reference, latin.join('')) ? named : undefined;
  return { known: headers.get(core) ?? twice ?? alone ?? null, core, ...found };
}

/**
 * Two units of one header: `亿元, 人民币` is the first of them, `亿 元` one in two words, `亿元, 万元`
 * nobody knows. In `million, usd` the currency is what counts.
 */
function bothUnits(first: UnitReading, second: UnitReading & { kind: 'unit' }): UnitReading {
  if (first.kind === 'unit') {
    const foreign = [first, second].find(({ unit }) => unit.dimension === 'other');
    if (foreign !== undefined) return foreign;
    const multiple = [first, second].find(({ unit }) => unit.dimension === null);
    const base = [first, second].find(({ unit }) => unit.dimension !== null);
    if (multiple !== undefined && base?.unit.factor === 1) {
      const unit = { ...base.unit, factor: multiple.unit.factor };
      return { kind: 'unit', unit, text: `${first.text} ${second.text}` };
    }
  }
  if (first.kind !== 'unit' || first.unit.factor === second.unit.factor) return second;
  if (first.unit.dimension !== second.unit.dimension) return second;
  if (second.unit.factor === 1) return first;
  return first.unit.factor === 1
    ? second
    : { kind: 'unknown', text: `${first.text}, ${second.text}` };
}

interface Stripped {
  readonly name: string;
  readonly unit: UnitReading;
  readonly scope: Scope | null;
  readonly year: number | null;
}

/** Takes year, unit, scope and words that change nothing off a word without blanks. */
function strip(reference: StatisticsReference, piece: string): Stripped {
  const { headers, words, units } = reference;
  let name = piece;
  let unit: UnitReading = NO_UNIT;
  let scope: Scope | null = null;
  let year: number | null = null;
  for (let before = ''; before !== name && name !== '' && !headers.has(name);) {
    before = name;
    const dated = YEAR_BEFORE.exec(name) ?? YEAR_BEHIND.exec(name);
    if (dated !== null && year === null) {
      year = parseYear(dated[1] ?? null);
      name = name.replace(dated[0], '');
      continue;
    }
    const ended = unit.kind === 'none' ? unitAtEnd(units, name) : null;
    if (ended !== null) {
      unit = { kind: 'unit', unit: ended.unit, text: ended.text };
      name = ended.name;
      continue;
    }
    for (const [word, kinds] of words) {
      if (!/\p{Script=Han}{2}/u.test(word)) continue;
      const found = kinds.has('districts') || kinds.has('prefecture') || kinds.has('neutral');
      if (!found || (!name.startsWith(word) && !name.endsWith(word))) continue;
      if (kinds.has('districts')) scope = 'districts';
      else if (kinds.has('prefecture')) scope ??= 'prefecture';
      name = name.startsWith(word) ? name.slice(word.length) : name.slice(0, -word.length);
      break;
    }
  }
  // `单位亿元` is the unit and no column of units.
  if (unit.kind !== 'none' && words.get(name)?.has('neutral') === true) name = '';
  return { name, unit, scope, year };
}
