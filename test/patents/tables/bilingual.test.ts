import { expect, test } from 'vitest';
import { inOneLanguage } from '../../../src/patents/tables/bilingual.ts';
import { sources } from '../reference.ts';

test.each([
  ['申请号\nApplication Number', '申请号'],
  ['公开（公告）号\r\nPublication (Announcement) Number', '公开（公告）号'],
  ['申请日/Application Date', '申请日'],
  ['申请日 (Application Date)', '申请日'],
  ['引证专利 Cited Patents', '引证专利'],
  ['Citing Patents 被引证专利', '被引证专利'],
  ['IPC主分类\nMain IPC', 'IPC主分类'],
])('%j is %s', (name, expected) => {
  expect(inOneLanguage(name, sources)).toBe(expected);
});

test.each([
  'DWPI 分类号',
  'CPC分类号',
  '引证专利/Citing Patents',
  '申请号',
  'Title',
  '标题 (中文)',
])('%j stays', (name) => {
  expect(inOneLanguage(name, sources)).toBe(name);
});
