import { PLACE_REJECTS } from '../cities/reasons.ts';
import type { Bilingual } from '../text/language.ts';

/** Every reason why a row or cell of a patent export was not used, in words for readers. */
export const PATENT_REJECTS = {
  ...PLACE_REJECTS,
  application_number: { en: 'Application number, no document', zh: '申请号而非公开号' },
  bad_application_no: { en: 'Bad application number', zh: '申请号有误' },
  bad_count: { en: 'Bad count', zh: '计数有误' },
  bad_date: { en: 'Bad date', zh: '日期有误' },
  bad_ipc: { en: 'Bad class', zh: 'IPC 有误' },
  bad_publication_no: { en: 'Bad publication number', zh: '公开号有误' },
  city_in_territory: { en: 'In Taiwan, Hong Kong or Macao', zh: '港澳台地址' },
  count_disagrees: { en: 'List and count disagree', zh: '列表与次数不符' },
  cut_list: { en: 'List cut off', zh: '列表被截断' },
  design_without_ipc: { en: 'Design without class', zh: '外观设计无 IPC' },
  duplicate_row: { en: 'Duplicate row, merged', zh: '重复行（合并）' },
  mangled_application_no: { en: 'Application number mangled', zh: '申请号被改写' },
  no_application_no: { en: 'No application number', zh: '缺申请号' },
  no_ipc: { en: 'No class', zh: '缺 IPC' },
  not_a_patent: { en: 'No patent document', zh: '非专利文献' },
  no_publication_no: { en: 'No publication number', zh: '缺公开号' },
  repeated_header: { en: 'Header repeated', zh: '重复表头' },
  sheet_without_header: { en: 'Sheet without header', zh: '无表头的工作表' },
  too_few_cells: { en: 'Too few cells', zh: '单元格过少' },
  too_many_cells: { en: 'Too many cells', zh: '单元格过多' },
  unknown_patent_type: { en: 'Unknown patent type', zh: '未识别专利类型' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type PatentReject = keyof typeof PATENT_REJECTS;
