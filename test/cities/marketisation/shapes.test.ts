import { expect, test } from 'vitest';
import { readMarketisation } from '../../../src/cities/marketisation/marketisation.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { GAZETTEER, INDEX_WORDS } from '../reference.ts';
import { textTable, type AboutTable } from '../text-table.ts';

function read(text: string, about: AboutTable): string[] {
  try {
    const found = readMarketisation(textTable(text, about), INDEX_WORDS, GAZETTEER, {}, '');
    if ('ignored' in found) return [];
    return found.observations.map(({ place, year, value }) => `${place} ${year} ${value}`).sort();
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Forms of tables of the index; where there is no score, nothing is read. */
const TABLES: readonly (readonly [string, AboutTable, string, readonly string[]])[] = [
  [
    'long with rank',
    {},
    `
      省份|年份|排名|市场化总指数评分
      浙江|2015|1|9.41
      浙江|2016|1|9.62
      江苏|2015|2|9.18
      江苏|2016|2|9.33
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'rank only',
    {},
    `
      省份|年份|市场化指数排名
      浙江|2015|1
      江苏|2015|2
    `,
    [],
  ],
  [
    'rank only, wide, header 名次',
    {},
    `
      各省市场化指数名次||
      省份|2015|2016
      浙江|1|1
      江苏|2|2
      北京|3|4
    `,
    [],
  ],
  [
    'rank only, unmarked values 1..31',
    { file: '市场化指数.csv' },
    `
      省份|2015|2016
      浙江|1|1
      江苏|2|3
      北京|3|2
      上海|4|4
      广东|5|5
      天津|6|6
    `,
    [],
  ],
  [
    'total with sub-indices, wide by index',
    {},
    `
      地区|年份|总指数|政府与市场的关系|非国有经济的发展|产品市场的发育程度|要素市场的发育程度|市场中介组织的发育和法治环境
      浙江省|2015|9.41|8.1|9.9|8.8|7.2|11.4
      江苏省|2015|9.18|8.2|9.7|8.9|7.0|11.1
    `,
    ['32 2015 9.18', '33 2015 9.41'],
  ],
  [
    'only sub-indices',
    {},
    `
      省份|年份|政府与市场关系得分|要素市场发育得分
      浙江|2015|8.1|7.2
    `,
    [],
  ],
  [
    'names in full and English, autonomous regions',
    {},
    `
      province|year|marketization index
      Guangxi|2015|6.2
      Inner Mongolia|2015|4.84
      Tibet|2015|-0.2
      Shaanxi|2015|6.1
      Shanxi|2015|5.6
      Ningxia Hui Autonomous Region|2015|5.0
      Xinjiang Uygur|2015|3.1
      Beijing Municipality|2015|9.0
    `,
    [
      '11 2015 9',
      '14 2015 5.6',
      '15 2015 4.84',
      '45 2015 6.2',
      '54 2015 -0.2',
      '61 2015 6.1',
      '64 2015 5',
      '65 2015 3.1',
    ],
  ],
  [
    'Chinese full names and blanks',
    {},
    `
      省 份|年 份|市场化指数
      广西壮族自治区|2015|6.2
      内 蒙 古|2015|4.84
      宁夏回族自治区|2015|5.0
      新疆维吾尔自治区|2015|3.1
      西藏自治区|2015|-0.2
      新疆生产建设兵团|2015|3
      全国|2015|6.5
    `,
    ['15 2015 4.84', '45 2015 6.2', '54 2015 -0.2', '64 2015 5', '65 2015 3.1'],
  ],
  [
    'two bases in two columns: not silently one',
    {},
    `
      省份|年份|市场化指数（2008年基期）|市场化指数（2016年基期）
      浙江|2015|9.41|9.9
      浙江|2016|9.62|10.1
    `,
    [],
  ],
  [
    'score and rank under merged years',
    {},
    `
      表1-1 各省份市场化指数得分和排序|<|<|<|<
      省份|2015|<|2016|<
      ^|评分|位次|评分|位次
      浙江|9.41|1|9.62|1
      江苏|9.18|2|9.33|2
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'rank before score under merged years',
    {},
    `
      省份|2015年|<|2016年|<
      ^|排名|得分|排名|得分
      浙江|1|9.41|1|9.62
      江苏|2|9.18|2|9.33
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'wide names 市场化指数2015',
    {},
    `
      省份代码|省份|市场化指数2015|市场化指数2016|排名2015|排名2016
      330000|浙江省|9.41|9.62|1|1
      320000|江苏省|9.18|9.33|2|2
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'provinces in columns',
    {},
    `
      市场化指数||
      年份|浙江|江苏
      2015|9.41|9.18
      2016|9.62|9.33
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'index rows: 指标 column',
    {},
    `
      省份|指标|2015|2016
      浙江|市场化总指数|9.41|9.62
      浙江|要素市场的发育程度|7.2|7.3
      江苏|市场化总指数|9.18|9.33
      江苏|要素市场的发育程度|7.0|7.1
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'blocks side by side',
    { file: '市场化指数2015.csv' },
    `
      省份|得分|省份|得分
      浙江|9.41|江苏|9.18
      北京||上海|9.3
    `,
    ['31 2015 9.3', '32 2015 9.18', '33 2015 9.41'],
  ],
  [
    'blocks below by year',
    {},
    `
      2015年市场化指数|
      省份|总得分
      浙江|9.41
      江苏|9.18
      2016年市场化指数|
      省份|总得分
      浙江|9.62
      江苏|9.33
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'other index: 市场化程度, 法治指数, 数字经济指数',
    {},
    `
      省份|年份|数字金融指数|法治环境指数|市场化指数
      浙江|2015|264|11.4|9.41
    `,
    ['33 2015 9.41'],
  ],
  [
    'year in title, edition year of the report',
    { file: '中国分省份市场化指数报告（2018）.xlsx' },
    `
      省份|2015年|2016年|2016年排名
      浙江|9.41|9.62|1
      江苏|9.18|9.33|2
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'change columns: 2015-2016变化',
    { sheet: '市场化指数' },
    `
      省份|2015得分|2016得分|2015-2016变化|平均
      浙江|9.41|9.62|0.21|9.5
      江苏|9.18|9.33|0.15|9.3
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'rank column headed by year alone in second block',
    {},
    `
      市场化指数得分|||市场化指数排名|
      省份|2015|2016|2015|2016
      浙江|9.41|9.62|1|1
      江苏|9.18|9.33|2|2
    `,
    ['32 2015 9.18', '32 2016 9.33', '33 2015 9.41', '33 2016 9.62'],
  ],
  [
    'growth and standardised',
    {},
    `
      省份|年份|标准化市场化指数|市场化指数增长率|市场化指数
      浙江|2015|0.9|0.02|9.41
    `,
    ['33 2015 9.41'],
  ],
  [
    'lagged and log index only',
    {},
    `
      省份|年份|ln市场化指数|L.市场化指数
      浙江|2015|2.24|9.2
    `,
    [],
  ],
  [
    'lines of years without repeated header',
    {},
    `
      2015年市场化指数|
      省份|总得分
      浙江|9.41
      2016年市场化指数|
      江苏|9.33
    `,
    ['32 2016 9.33', '33 2015 9.41'],
  ],
  [
    'blocks below, other provinces',
    {},
    `
      2015年市场化指数|
      省份|总得分
      浙江|9.41
      2016年市场化指数|
      省份|总得分
      江苏|9.33
    `,
    ['32 2016 9.33', '33 2015 9.41'],
  ],
  [
    'header repeated on pages',
    { file: '2015.xlsx' },
    `
      2015年市场化指数|
      省份|总得分
      浙江|9.41
      省份|总得分
      江苏|9.18
    `,
    ['32 2015 9.18', '33 2015 9.41'],
  ],
  [
    'side by side with ranks, three blocks',
    { file: '市场化指数2015.xlsx' },
    `
      省份|总指数|排名|省份|总指数|排名|省份|总指数|排名
      浙江|9.41|1|江苏|9.18|2|北京||3
      上海|9.3|4|广东|9.2|5|天津|8.8|6
    `,
    ['12 2015 8.8', '31 2015 9.3', '32 2015 9.18', '33 2015 9.41', '44 2015 9.2'],
  ],
  [
    'total below sub-indices as blocks below each other',
    {},
    `
      政府与市场的关系||
      省份|2015|2016
      浙江|8.1|8.2
      市场化总指数||
      省份|2015|2016
      浙江|9.41|9.62
    `,
    ['33 2015 9.41', '33 2016 9.62'],
  ],
];

test.each(TABLES)('%s', (_, about, text, expected) => {
  expect(read(text, about)).toEqual(expected);
});
