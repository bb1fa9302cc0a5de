import { describe, expect, it } from 'vitest';
import { definitionNote, settingsNote } from '../../src/tables/notes.ts';

const YEAR = { name: 'year', value: 2017, text: { en: 'from 2017', zh: '自 2017 年' } };

describe('the note of settings', () => {
  it('says those that the study has words for, in one sentence', () => {
    const silent = { name: 'data', value: 'x', text: '' };
    expect(settingsNote([YEAR, silent], 'en')).toEqual(['Settings: from 2017.']);
    expect(settingsNote([YEAR], 'zh')).toEqual(['设定：自 2017 年。']);
    expect(settingsNote([silent], 'en')).toEqual([]);
  });

  it('names the columns of a setting that stands behind some, and not one behind none', () => {
    const some = { ...YEAR, fits: ['a', 'b'] };
    const nameOf = (fit: string) => (fit === 'b' ? ['(2)'] : []);
    expect(settingsNote([some], 'en', nameOf)).toEqual(['Settings: from 2017 (2).']);
    expect(settingsNote([some], 'en', () => [])).toEqual([]);
  });
});

it('definitions stand behind what they define', () => {
  const texts = [
    { label: 'A', text: 'exports' },
    { label: '', text: 'imports' },
  ];
  expect(definitionNote('Outcomes', texts, 'en')).toEqual(['Outcomes: A = exports; imports.']);
  expect(definitionNote('Outcomes', [], 'en')).toEqual([]);
});
