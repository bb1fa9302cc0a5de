import type { Bracket } from './brackets.ts';
import { isLikelihood, labelOf, type Layout } from './layout.ts';
import { WORDS, type Parentheses } from '../words.ts';
import { percentText } from '../../text/numbers.ts';
import { varianceWords } from '../../text/variances.ts';

/** Likelihood models have z values where least squares has t values. */
type Name = Parentheses | 'z_value' | 't_or_z_value';

const ENGLISH = {
  names: {
    std_error: () => 'standard errors',
    t_value: () => 't values',
    z_value: () => 'z values',
    t_or_z_value: () => 't values (of likelihood models: z values)',
    p_value: () => 'p values',
    conf_int: (level: string) => `${level} confidence intervals`,
  } satisfies Record<Name, (level: string) => string>,
  places: {
    round: 'in parentheses',
    square: 'in brackets',
    curly: 'in braces',
  } satisfies Record<Bracket, string>,
  line: (name: string, place: string, _isOnly: boolean) => `${name} ${place}`,
  comma: ', ',
  /** `how` says for all columns alike how the errors were made. */
  note: (lines: string, how: string, _isOnlyErrors: boolean) => `${capital(lines)} (${how}).`,
  noteByColumn: (lines: string, groups: readonly ColumnGroup[]) => {
    const list = groups.map(({ columns, how }) => `${columns.join(', ')}: ${how}`);
    return `${capital(lines)} (${list.join('; ')}).`;
  },
};

const CHINESE: typeof ENGLISH = {
  names: {
    std_error: () => '标准误',
    t_value: () => ' t 值',
    z_value: () => ' z 值',
    t_or_z_value: () => ' t 值（似然模型为 z 值）',
    p_value: () => ' p 值',
    conf_int: (level) => ` ${level} 置信区间`,
  },
  places: { round: '圆括号内', square: '方括号内', curly: '花括号内' },
  line: (name, place, isOnly) => `${isOnly ? '括号内' : place}为${name}`,
  comma: '，',
  note: (lines, how, isOnlyErrors) =>
    isOnlyErrors ? `括号内为${attributive(how)}标准误。` : `${lines}，标准误为${how}。`,
  noteByColumn: (lines, groups) => {
    const list = groups.map(({ columns, how }) => `${columns.join('、')}：${how}`);
    return `${lines}（${list.join('；')}）。`;
  },
};

/** What stands in which brackets, and how the errors behind it were made, by column where they differ. */
export function spreadNote(layout: Layout): string {
  const words = { en: ENGLISH, zh: CHINESE }[layout.language];
  const { spreads } = layout;
  const levels = new Set(layout.fits.map(({ fit }) => percentText(fit.conf_level ?? 0.95)));
  const lines = spreads
    .map(({ kind, bracket }) => {
      const name = words.names[nameOf(kind, layout)]([...levels].join('/'));
      return words.line(name, words.places[bracket], spreads.length === 1);
    })
    .join(words.comma);
  const groups = errorGroups(layout);
  const [only] = groups;
  return only !== undefined && groups.length === 1
    ? words.note(lines, only.how, spreads.length === 1 && spreads[0]?.kind === 'std_error')
    : words.noteByColumn(lines, groups);
}

function nameOf(kind: Parentheses, layout: Layout): Name {
  const kinds = new Set(layout.fits.map(isLikelihood));
  if (kind !== 't_value' || !kinds.has(true)) return kind;
  return kinds.size === 1 ? 'z_value' : 't_or_z_value';
}

interface ColumnGroup {
  readonly columns: readonly string[];
  readonly how: string;
}

function errorGroups(layout: Layout): ColumnGroup[] {
  const groups = new Map<string, string[]>();
  layout.fits.forEach(({ fit }, i) => {
    const how = varianceWords(fit.vcov, layout.language, (name) =>
      WORDS[layout.language].insideSentence(labelOf(layout, name)),
    );
    groups.set(how, [...(groups.get(how) ?? []), layout.names[i] ?? '']);
  });
  return [...groups].map(([how, columns]) => ({ columns, how }));
}

/** `Standard errors`, while a t stays small. */
function capital(lines: string): string {
  return lines.replace(/^s/u, 'S');
}

/** As it stands before 标准误: a place takes 的, and a Latin word a blank. */
function attributive(how: string): string {
  if (how.endsWith('层面')) return `${how}的`;
  return /[A-Za-z]$/u.test(how) ? `${how} ` : how;
}
