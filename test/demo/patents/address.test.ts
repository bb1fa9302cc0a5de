import { expect, it } from 'vitest';
import { addressOf } from '../../../src/demo/patents/address.ts';
import { REAL_CITIES } from '../real-cities.ts';

const at = (city: string, province: string): string =>
  addressOf(REAL_CITIES, { name: '某某', type: '企业', country: '中国', city, province });

it.each([
  ['杭州市', '浙江; 33', '浙江省杭州市示例路3号'],
  // A county-level city, and a former name.
  ['昆山市', '江苏; 32', '江苏省昆山市示例路3号'],
  ['襄樊市', '湖北; 42', '湖北省襄樊市示例路3号'],
  // A register spells the name right.
  ['毫州市', '安徽; 34', '安徽省亳州市示例路3号'],
  ['北京市', '北京; 11', '北京市海淀区示例路3号'],
  ['延边朝鲜族自治州', '吉林; 22', '吉林省延边朝鲜族自治州示例路3号'],
  ['', '日本; JP', '1-3 Sample, 日本'],
])('the address of an applicant of %s', (city, province, address) => {
  expect(at(city, province)).toBe(address);
});
