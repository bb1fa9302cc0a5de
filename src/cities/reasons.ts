import type { Bilingual } from '../text/language.ts';

type Words = Readonly<Record<string, Bilingual>>;

/** Why the place that a name or an empty cell means is not known. */
export const PLACE_REJECTS = {
  ambiguous_city: { en: 'City not unique', zh: '城市名不唯一' },
  no_city: { en: 'No city', zh: '缺城市' },
  unknown_city: { en: 'Unknown city', zh: '未识别城市' },
} as const satisfies Words;

/** Every reason why a row, column or cell of a source on cities was not used, in words for readers. */
export const CITY_REJECTS = {
  ...PLACE_REJECTS,
  bad_year: { en: 'Bad year', zh: '年份有误' },
  code_and_name_differ: { en: 'Code and name differ', zh: '代码与名称不符' },
  column_not_used: { en: 'Column not used', zh: '未使用的列' },
  decimal_comma: { en: 'Comma may be decimal', zh: '逗号或为小数点' },
  column_of_districts: { en: 'Column of districts', zh: '市辖区口径的列' },
  column_twice: { en: 'Header stands twice', zh: '表头重复的列' },
  conflict: { en: 'Sources disagree', zh: '来源不一致' },
  county_level_unit: { en: 'County-level unit', zh: '县级单位' },
  not_a_number: { en: 'Not a number', zh: '非数值' },
  not_observed: { en: 'Not observed', zh: '非观测值' },
  note_row: { en: 'Note row', zh: '注释行' },
  indicator_not_used: { en: 'Indicator not used', zh: '未使用的指标' },
  part_only: { en: 'One kind of several', zh: '仅为其中一种' },
  out_of_scale: { en: 'Out of scale', zh: '数量级异常' },
  part_of_another: { en: 'Part of another table', zh: '属于另一张表' },
  province_row: { en: 'Province row', zh: '省级行' },
  repeated_header: { en: 'Repeated header', zh: '重复表头' },
  row_of_districts: { en: 'Row of districts', zh: '市辖区口径的行' },
  superseded: { en: 'Another source goes first', zh: '以优先来源为准' },
  total_row: { en: 'Total row', zh: '合计行' },
  units_differ: { en: 'Units disagree', zh: '单位不一致' },
  unknown_province: { en: 'Unknown province', zh: '未识别省份' },
  unknown_scope: { en: 'Unknown scope', zh: '未识别口径' },
  unknown_unit: { en: 'Unknown unit', zh: '未识别单位' },
  zero_as_missing: { en: 'Zero taken as missing', zh: '零值视为缺失' },
} as const satisfies Words;

export type CityReject = keyof typeof CITY_REJECTS;
