import { integer, type RandomStream } from '../../econometrics/numeric/random.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Codes of new-energy technology, all inside variant A of data/reference/ipc_new_energy.csv. */
export const NEW_ENERGY_IPC = [
  'F03D1/06 F03D7/02 F03D9/00 F03D3/06 F03D11/00 F03D7/04 F03D1/00 F03D9/25',
  'H01L31/042 H01L31/048 H01L31/052 H01L31/05 H02S20/30 H02S40/44 H02N6/00 E04D13/18',
  'F24J2/46 F24J2/00 F24J2/05 F24S10/70 F03G6/06 F26B3/28 F24J2/40',
  'F24J3/08 F03G4/00 F03G7/04 H02N10/00',
  'F03B13/14 F03B13/22 F03B13/142 F03G7/05 E02B9/08',
  'F03B3/12 E02B9/00 F03B7/00 F03B15/00 F03B13/06 E02B9/06',
  'C10L5/44 F02B43/08 C10L5/42',
  'C10L5/46 F25B27/02 F02G5/02 F23G5/46 F01K25/14 C10J3/86 F23G7/10 H01M8/06',
].map(words);

/** Codes that are no new-energy technology; many are close neighbours of one that is. */
export const OTHER_IPC = words(`
  H01L31/18 H01L21/67 F24J1/00 C10L1/04 F03B11/00 E02B7/20 F25B30/02 F23G5/027 F23G7/06
  H01M10/0525 H01M8/02 F01K25/08 F03G7/06 H02N2/00 B60L11/18 E04D13/03 G06F17/50 H02J3/38
  F02B43/10 B65G47/90 G01N21/88 A61K36/06 C04B28/04 H04L12/24 B01D53/78 F16H57/02
`);

export const ADDED_IPC = words('G05B19/05 H02J3/38 B08B1/00 F16M11/04 H02K5/20 B01D46/10');

const OBJECTS = words(
  '风力发电机组叶片 光伏组件支架 太阳能集热器 地热换热装置 波浪能转换器 水轮机导叶 生物质成型燃料 余热回收系统',
);
const OTHER_OBJECTS = words(
  '数控夹具 包装机械手 检测电路 混凝土外加剂 通信网关 减速器壳体 过滤装置 锂离子电池',
);
const QUALITIES = words('高效 可拆卸 自适应 低噪声 模块化 智能 防腐 轻量化');
const FIRMS = words('新能源 电力设备 光电 环保科技 机械 节能 动力 材料');
const SURNAMES = words('甲 乙 丙 丁 戊 己 庚 辛 壬 癸');
const FOREIGN = [
  ['示例株式会社', '日本', 'JP'],
  ['Synthetic Sample Inc.', '美国', 'US'],
  ['Muster Beispiel GmbH', '德国', 'DE'],
  ['Hanguk Sample Co., Ltd.', '韩国', 'KR'],
] as const;

export interface Applicant {
  readonly name: string;
  /** 企业, 大专院校, 科研单位, 机关团体 or 个人. */
  readonly type: string;
  readonly country: string;
  /** Name of the city as the export writes it; empty for a foreign applicant. */
  readonly city: string;
  /** `浙江; 33`, or country and code of a foreign applicant. */
  readonly province: string;
}

export function pick<T>(stream: RandomStream, items: readonly T[]): T {
  return items[integer(stream, items.length)] as T;
}

/** An invented applicant; every name says that it is synthetic (合成, 示例). */
export function inventApplicant(
  stream: RandomStream,
  { shortName, ...place }: { readonly shortName: string } & Pick<Applicant, 'city' | 'province'>,
): Applicant {
  const kind = integer(stream, 20);
  const number = integer(stream, 900) + 100;
  const as = (type: string, name: string): Applicant => ({ country: '中国', ...place, name, type });
  if (kind < 12) return as('企业', `${shortName}合成${pick(stream, FIRMS)}${number}有限公司`);
  if (kind < 15) return as('大专院校', `${shortName}示例大学`);
  if (kind < 17) return as('科研单位', `${shortName}合成能源研究所`);
  if (kind < 18) return as('机关团体', `${shortName}示例机关`);
  return as('个人', `示例个人${pick(stream, SURNAMES)}${number}`);
}

export function inventForeignApplicant(stream: RandomStream): Applicant {
  const [name, country, code] = pick(stream, FOREIGN);
  return { name, type: '企业', country, city: '', province: `${country}; ${code}` };
}

/** `group` is an index into NEW_ENERGY_IPC, or -1 for anything else. */
export function inventTitle(stream: RandomStream, group: number): string {
  const object = group < 0 ? pick(stream, OTHER_OBJECTS) : (OBJECTS[group] as string);
  return `合成样例：一种${pick(stream, QUALITIES)}${object}${integer(stream, 90) + 10}`;
}

/** County-level cities that exports name in place of the city that they belong to. */
export const COUNTY_LEVEL_CITIES: Readonly<Record<number, readonly string[]>> = {
  130200: ['迁安市'],
  131000: ['三河市'],
  210300: ['海城市'],
  320200: ['江阴市', '宜兴市'],
  320500: ['昆山市', '常熟市', '张家港市'],
  321100: ['丹阳市'],
  330200: ['慈溪市', '余姚市'],
  330300: ['乐清市', '瑞安市'],
  330600: ['诸暨市'],
  330700: ['义乌市'],
  340800: ['桐城市'],
  350100: ['福清市'],
  350500: ['晋江市', '石狮市'],
  370200: ['胶州市'],
  370700: ['寿光市', '诸城市'],
  410100: ['巩义市', '新密市'],
  430200: ['醴陵市'],
  445200: ['普宁市'],
  510100: ['都江堰市'],
  510600: ['绵竹市'],
  510700: ['江油市'],
};

/** Prefectures that are no cities, and a name that nobody knows; none is a city of the study. */
export const OTHER_PREFECTURES = [
  ['延边朝鲜族自治州', '吉林; 22'],
  ['恩施土家族苗族自治州', '湖北; 42'],
  ['凉山彝族自治州', '四川; 51'],
  ['昌吉回族自治州', '新疆; 65'],
  ['大理白族自治州', '云南; 53'],
  ['示例新区', '浙江; 33'],
] as const;
