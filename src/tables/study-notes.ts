import { MARKS, textIn, type Language, type Text } from '../text/language.ts';

/**
 * What a table or figure says about the study behind it. All of it comes from the step's settings,
 * so that a change of the policy year rebuilds the table and shows in its note.
 */
export interface StudyFacts {
  readonly first_year: number;
  readonly last_year: number;
  readonly policy_year: number;
  /** Further settings by name, such as `counting: full`. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
}

interface StudyWords {
  readonly years: (first: number, last: number) => string;
  readonly policy: (year: number) => string;
  readonly setting: Readonly<Record<string, string>>;
  readonly value: Readonly<Record<string, string>>;
  readonly settings: (list: readonly string[]) => string;
}

/** Values as `setting=value`; a setting or value without words here is printed as it is. */
const WORDS: Readonly<Record<Language, StudyWords>> = {
  en: {
    years: (first, last) => `Years ${first} to ${last}`,
    policy: (year) => `the policy begins in ${year}`,
    setting: {
      ipc_variant: 'patent classes',
      counting: 'counting of patents',
      territories: 'Taiwan, Hong Kong and Macao',
      fill_gaps: 'gaps in statistics',
      fill_ends: 'ends of statistics',
      sample: 'cities',
      resource_dummy: 'resource-based cities',
    },
    value: {
      'counting=full': 'full for each city',
      'counting=fractional': 'fractional over cities',
      'fill_gaps=linear': 'filled on a line',
      'fill_gaps=none': 'left empty',
      'fill_ends=nearest': 'value of the nearest year',
      'fill_ends=trend': 'trend of the nearest two years',
      'fill_ends=none': 'left empty',
      'sample=in_sample': 'main sample',
      'sample=in_sample_alt97': 'sample with 97 resource-based cities',
      'resource_dummy=types': 'those of the four types',
      'resource_dummy=published': 'as many as published',
    },
    settings: (list) => `Settings: ${list.join('; ')}.`,
  },
  zh: {
    years: (first, last) => `样本期为 ${first}–${last} 年`,
    policy: (year) => `政策始于 ${year} 年`,
    setting: {
      ipc_variant: '专利分类',
      counting: '专利计数',
      territories: '港澳台',
      fill_gaps: '统计数据中间缺失',
      fill_ends: '统计数据首尾缺失',
      sample: '城市样本',
      resource_dummy: '资源型城市',
    },
    value: {
      'counting=full': '各城市全额计数',
      'counting=fractional': '按城市分摊',
      'territories=abroad': '计为国外',
      'territories=domestic': '计为国内',
      'territories=excluded': '不计入',
      'fill_gaps=linear': '线性插补',
      'fill_gaps=none': '不插补',
      'fill_ends=nearest': '取最近年份',
      'fill_ends=trend': '按最近两年趋势外推',
      'fill_ends=none': '不填补',
      'sample=in_sample': '主样本',
      'sample=in_sample_alt97': '含 97 个资源型城市的样本',
      'resource_dummy=types': '四种类型之和',
      'resource_dummy=published': '与原文数目一致',
    },
    settings: (list) => `设定为${list.join('；')}。`,
  },
};

/** Years, policy year and settings, in one sentence or two. */
export function studyNotes(study: StudyFacts | undefined, language: Language): string[] {
  if (study === undefined) return [];
  const words = WORDS[language];
  const { first_year: first, last_year: last, policy_year: policy, settings = {} } = study;
  const [comma, stop, colon] = language === 'en' ? ['; ', '. ', ': '] : ['，', '。', '：'];
  const list = Object.entries(settings).map(([name, value]) => {
    const shown = words.value[`${name}=${value}`] ?? String(value);
    return `${words.setting[name] ?? name}${colon}${shown}`;
  });
  const when = `${words.years(first, last)}${comma}${words.policy(policy)}${stop}`;
  return [`${when}${list.length === 0 ? '' : words.settings(list)}`.trim()];
}

/** What variables are, in one sentence: `Outcomes: Abroad = ln(1 + exports); …`. */
export function definitionNote(
  heading: string,
  definitions: readonly { readonly label: string; readonly text: Text }[],
  language: Language,
): string[] {
  if (definitions.length === 0) return [];
  const { colon, semicolon, stop } = MARKS[language];
  const parts = definitions.map(({ label, text }) => {
    const meaning = textIn(text, language);
    return label === '' ? meaning : `${label} = ${meaning}`;
  });
  return [`${heading}${colon}${parts.join(semicolon)}${stop}`];
}
