import type { PowerAnalysisRecord } from '../../records/power.ts';
import { described, type EffectSettings } from '../figure.ts';
import { textIn } from '../../text/language.ts';
import { proseText, countText, percentText } from '../../text/numbers.ts';

export interface PowerSettings extends EffectSettings {
  /** Whether units or groups were reassigned. */
  readonly analysis: 'power' | 'power_groups';
}

export const POWER_WORDS = {
  en: {
    share: 'Share that finds the effect',
    rule: 'Test',
    rules: {
      cluster_t: 'Clustered t',
      randomisation_estimate: 'Randomisation, by estimate',
      randomisation_t: 'Randomisation, by t',
    },
    named: (rule: string, mde: string) => `${rule}: minimum detectable effect ${mde}`,
    marks: (power: string) =>
      `Points: minimum detectable effects at ${power} power; dotted lines: power and level`,
    random: (draws: string, treated: string, blocks: string, name: string) =>
      `Policy and effect given to ${draws} random choices of ${treated} of ${blocks} ${name}`,
    exact: (draws: string, treated: string, blocks: string, name: string) =>
      `Policy and effect given to all ${draws} choices of ${treated} of ${blocks} ${name}`,
    analytic: (mde: string) => `By standard error ${mde}`,
    estimate: (value: string) => `Estimate ${value}`,
    finding: (rule: string, mde: string, power: string, size: string) =>
      `${rule}: an effect of ${mde} is found in ${power} of them, and one where there is none in ${size}`,
  },
  zh: {
    share: '检出效应的比例',
    rule: '检验',
    rules: {
      cluster_t: '聚类 t 检验',
      randomisation_estimate: '随机化检验（按估计值）',
      randomisation_t: '随机化检验（按 t 值）',
    },
    named: (rule: string, mde: string) => `${rule}：最小可检出效应 ${mde}`,
    marks: (power: string) => `点为功效 ${power} 下的最小可检出效应；虚线为功效与显著性水平`,
    random: (draws: string, treated: string, blocks: string, name: string) =>
      `在 ${blocks} 个${name}中随机抽取 ${treated} 个并赋予效应，共 ${draws} 次`,
    exact: (draws: string, treated: string, blocks: string, name: string) =>
      `对从 ${blocks} 个${name}中选取 ${treated} 个的全部 ${draws} 种分配赋予效应`,
    analytic: (mde: string) => `按标准误 ${mde}`,
    estimate: (value: string) => `估计值 ${value}`,
    finding: (rule: string, mde: string, power: string, size: string) =>
      `${rule}：效应为 ${mde} 时检出比例为 ${power}，无效应时误检比例为 ${size}`,
  },
} as const;

/** How often and to whom policy and effect were given. */
export function powerDraws(
  { mode, draws, assigned }: PowerAnalysisRecord,
  settings: PowerSettings,
): string {
  const { by, treated_blocks: treated, blocks } = assigned;
  const name = textIn(settings.labels[by] ?? by, settings.language);
  const [all, chosen, of] = [draws, treated, blocks].map(countText) as [string, string, string];
  return POWER_WORDS[settings.language][mode](all, chosen, of, name);
}

export function powerDescription(values: PowerAnalysisRecord, settings: PowerSettings): string {
  const { language, title } = settings;
  const texts = POWER_WORDS[language];
  return described(settings, [
    textIn(title, language),
    powerDraws(values, settings),
    ...values.rules.map(({ rule, mde, size }) =>
      texts.finding(
        texts.rules[rule],
        mde === null ? '–' : proseText(mde.positive, { significant: 2 }),
        percentText(values.power),
        percentText(size),
      ),
    ),
    texts.analytic(proseText(values.analytic.mde, { significant: 2 })),
    texts.estimate(proseText(Math.abs(values.observed.estimate), { significant: 2 })),
  ]);
}
