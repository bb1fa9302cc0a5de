import { expect, it } from 'vitest';
import { z } from 'zod';
import { inBoth, inLanguages, languages, text } from '../../src/templates/text.ts';

it('a step is in both languages unless the study has one', () => {
  const shape = z.strictObject(languages);
  expect(shape.parse({})).toEqual({ language: 'en', languages: ['en', 'zh'] });
  expect(shape.safeParse({ languages: [] }).success).toBe(false);
  expect(shape.safeParse({ language: 'fr' }).success).toBe(false);
});

it('a text is one for all languages or one for each, and no half', () => {
  expect(text.parse('x')).toBe('x');
  expect(text.safeParse({ en: 'x' }).success).toBe(false);
  expect(inBoth.parse('x')).toEqual({ en: 'x', zh: 'x' });
  expect(inBoth.parse({ en: 'x', zh: '某' })).toEqual({ en: 'x', zh: '某' });
});

it('a record of a study in one language holds its words alone', () => {
  const both = { en: 'x', zh: '某' };
  expect(inLanguages(both, ['zh'])).toBe('某');
  expect(inLanguages(both, ['en', 'zh'])).toBe(both);
  expect(inLanguages('x', ['zh'])).toBe('x');
});
