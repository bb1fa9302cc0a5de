import { describe, expect, test } from 'vitest';
import { lookup } from '../patents/reference.ts';

const codeOf = (text: string, province = ''): number | null => lookup(text, 2016, province).code;

describe('the city of', () => {
  test.each([
    ['海淀区', '北京', 110000],
    ['朝阳区', '北京', 110000],
    ['朝阳区', '吉林', 220100],
    ['浦东新区', '上海', 310000],
    ['市辖区', '天津', 120000],
    ['县', '重庆', 500000],
    ['密云县', '北京', 110000],
    ['余杭区', '', 330100],
    ['西湖区', '浙江', 330100],
  ])('a district: %s of %s', (text, province, code) => {
    expect(codeOf(text, province)).toBe(code);
  });

  test.each([
    ['杭州市西湖区', 330100],
    ['浙江省杭州市西湖区浙大路38号', 330100],
    ['310027 浙江省杭州市西湖区浙大路38号', 330100],
    ['中国江苏省苏州工业园区', 320500],
    ['江苏省昆山市玉山镇', 320500],
    ['吉林省长春市朝阳区', 220100],
    ['吉林市船营区', 220200],
    ['北京市海淀区中关村', 110000],
    ['重庆市万州区', 500000],
    ['新疆维吾尔自治区乌鲁木齐市新市区', 650100],
    ['内蒙古自治区呼和浩特市', 150100],
    ['湖北省恩施土家族苗族自治州恩施市', 422800],
    ['湖北省仙桃市', 429004],
    ['上海市徐汇区天津路5号', 310000],
    ['代码 330106', 330100],
    ['代码110108', 110000],
  ])('an address: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test.each([
    ['Hangzhou, Zhejiang', 330100],
    ['No. 38 Zheda Road, Hangzhou, Zhejiang 310027, P.R. China', 330100],
    ['Beijing Road 5, Nanjing, Jiangsu', 320100],
    ['Changchun, Jilin', 220100],
    ['Haidian District, Beijing', 110000],
  ])('an address in English: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test.each([
    ['100084', 110000],
    ['311121', 330100],
    ['518057', 440300],
    ['邮编330100', 360100],
  ])('a postcode: %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

test('six digits that are the code of a city are no postcode', () => {
  expect(codeOf('330100')).toBe(330100);
  expect(codeOf('浙江省/杭州市/西湖区')).toBe(330100);
});

describe('there is none for', () => {
  test.each([
    ['朝阳区', 'ambiguous_city'],
    ['西湖区', 'ambiguous_city'],
    ['火星市', 'unknown_city'],
    ['Munich, Germany', 'unknown_city'],
    ['999999', 'unknown_city'],
    ['香港', 'city_in_territory'],
    ['香港特别行政区九龙', 'city_in_territory'],
    ['台北市', 'city_in_territory'],
    ['Taipei, Taiwan', 'city_in_territory'],
  ])('%s: %s', (text, reason) => {
    expect(lookup(text, 2016, '')).toEqual({ code: null, reason });
  });

  test('an unknown name of a known municipality', () => {
    expect(lookup('火星市', 2016, '北京').code).toBeNull();
  });
});

test.each(['北京路100号', '南京东路', '上海大厦', '重庆大厦3层'])(
  'a street or a house that is named after a city is none: %s',
  (text) => {
    expect(codeOf(text)).toBeNull();
  },
);
