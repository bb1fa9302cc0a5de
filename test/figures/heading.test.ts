import { expect, it } from 'vitest';
import { axisTitle, besideNames, heading } from '../../src/figures/heading.ts';

const SETTINGS = {
  id: 'f',
  language: 'en' as const,
  title: { en: 'Title', zh: '标题' },
  synthetic: false,
  sources: [],
};

it('has the title over the notes, and the notes alone where no title is drawn', () => {
  expect(heading(SETTINGS, 400).title).toEqual({ text: 'Title' });
  expect(heading(SETTINGS, 400, ['a', 'b']).title).toMatchObject({ subtitle: ['a', 'b'] });
  expect(heading({ ...SETTINGS, titles: false }, 400, ['a']).title).toMatchObject({ text: 'a' });
});

it('says last that data is synthetic', () => {
  const { title } = heading({ ...SETTINGS, synthetic: true }, 2000, ['a']);
  expect(title).toMatchObject({ subtitle: ['a', expect.stringMatching(/^Synthetic data/u)] });
});

it('breaks what is too long for its width', () => {
  expect(axisTitle('Mean', 400)).toBe('Mean');
  expect(axisTitle('Mean of the outcome by year and group', 80)).toBeInstanceOf(Array);
  expect(besideNames(heading(SETTINGS, 400)).title).toMatchObject({ frame: 'bounds' });
});
