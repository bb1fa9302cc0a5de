import { expect, test } from 'vitest';
import { headerWithoutMarks, withoutMarks } from '../../src/cities/marks.ts';

test.each([
  ['绍兴市①', '绍兴市'],
  ['绍兴市[1]', '绍兴市'],
  ['* 绍兴市', '绍兴市'],
  ['4466²³', '4466'],
  ['4466(注2)', '4466'],
  ['绍兴市', '绍兴市'],
])('%s is %s', (written, bare) => {
  expect(withoutMarks(written)).toBe(bare);
});

test.each([
  ['地区生产总值①(万元)', '地区生产总值(万元)'],
  ['地区生产总值*（万元）', '地区生产总值（万元）'],
  ['年末总人口[2](万人)', '年末总人口(万人)'],
  ['供气总量(万m³)', '供气总量(万m³)'],
  ['供气总量(10⁴立方米)', '供气总量(10^4立方米)'],
])('the header %s is %s', (written, bare) => {
  expect(headerWithoutMarks(written)).toBe(bare);
});
