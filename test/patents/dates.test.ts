import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '../../src/patents/dates.ts';

test.each([
  ['2017-02-28', '2017-02-28'],
  ['20170228', '2017-02-28'],
  [20170228, '2017-02-28'],
  ['2017/2/28', '2017-02-28'],
  ['2017.2.8', '2017-02-08'],
  ['2017年2月28日', '2017-02-28'],
  ['２０１７－０２－２８', '2017-02-28'],
  ['2017-02-28 00:00:00', '2017-02-28'],
  ['2017-02-28T16:00:00.000Z', '2017-02-28'],
  [42794, '2017-02-28'],
  ['42794', '2017-02-28'],
  [42794.75, '2017-02-28'],
  ['2016-02-29', '2016-02-29'],
  ['2-Mar-2015', '2015-03-02'],
  ['02 Mar 2015', '2015-03-02'],
  ['March 2, 2015', '2015-03-02'],
  ['Mar 2nd 2015', '2015-03-02'],
  ['2015-Mar-02', '2015-03-02'],
  ['Mon Mar 02 2015', '2015-03-02'],
  ['2.3.2015', '2015-03-02'],
  ['28/02/2017', '2017-02-28'],
  ['02/28/2017', '2017-02-28'],
  ['（2015.03.02）', '2015-03-02'],
  ['2015.3.2（公布）', '2015-03-02'],
  ['申请日：2015-03-02', '2015-03-02'],
  ["'20150302", '2015-03-02'],
  ['二〇一五年三月十二日', '2015-03-12'],
  ['2015.03.02申请', '2015-03-02'],
  ['2015—03—02', '2015-03-02'],
  ['20150302T000000', '2015-03-02'],
  ['2015年3月2日 星期一', '2015-03-02'],
  ['2015 03 02', '2015-03-02'],
  ['2015-03-02T08:00:00+08:00', '2015-03-02'],
])('%s is %s', (cell, day) => {
  expect(parseDate(cell)).toBe(day);
});

test.each([
  null,
  '',
  '-',
  '2017-02-29',
  '20171301',
  '2017',
  2017,
  '02/03/2017',
  '2017-02',
  '2015-3',
  '2015年3月',
  'Mar 2015',
  '31-Feb-2015',
  '0',
  '9999-12-31',
  '一二三',
  'n.a.',
  true,
  9999,
])('%s is no day', (cell) => {
  expect(parseDate(cell)).toBeNull();
});

test('each day reads the same in every form', () => {
  const day = fc.date({
    min: new Date('1985-04-01'),
    max: new Date('2030-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year = '', month = '', d = ''] = iso.split('-');
      const serial = Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;
      const month_ = date.toLocaleDateString('en-US', { month: 'short', timeZone: 'UTC' });
      const words = [`${Number(d)}-${month_}-${year}`, `${month_} ${d}, ${year}`];
      const forms = [
        ...words,
        `${year}.${month}.${d}`,
        `（${year}年${Number(month)}月${d}日）`,
        iso,
        iso.replaceAll('-', ''),
        `${year}/${Number(month)}/${Number(d)}`,
        serial,
      ];
      expect(forms.map((form) => parseDate(form))).toEqual(forms.map(() => iso));
    }),
  );
});
