import { expect, it } from 'vitest';
import { headlineOf, reportSettings } from '../../src/report/settings.ts';

it('a number of the first page is named by its label, its text or itself', () => {
  const own = { fit: 'b.1', term: 'x', label: 'own' };
  const settings = reportSettings.parse({
    title: 'T',
    headline: ['a.1:did', 'a.1:z', own],
    headline_labels: { 'a.1:z': 'effect of z' },
  });
  expect(headlineOf(settings)).toEqual([
    { fit: 'a.1', term: 'did', label: 'a.1:did' },
    { fit: 'a.1', term: 'z', label: 'effect of z' },
    own,
  ]);
});

it('a number that is not written fit:term is refused', () => {
  const wrong = reportSettings.safeParse({ title: 'T', headline: ['did'] });
  expect(JSON.stringify(wrong.error?.issues)).toContain('is written fit:term');
  expect(reportSettings.safeParse({}).error?.issues[0]?.path).toEqual(['title']);
});
