import { expect, it } from 'vitest';
import { NAV, WORDS } from '../../../src/report/words/catalogue.ts';

/** Every text of a catalogue by its path; a sentence with gaps is filled with `1`. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const gaps = Array.from({ length: value.length }, () =>
      path.endsWith('columns') ? ['1'] : '1',
    );
    return [[path, (value as (...gaps: unknown[]) => string)(...gaps)]];
  }
  return Object.entries(value as object).flatMap(([name, inner]) =>
    texts(inner, `${path}.${name}`),
  );
}

const english = new Map(texts(WORDS.en));
const chinese = new Map(texts(WORDS.zh));
/** The same in both languages: names, units and punctuation of another system. */
const SHARED = /^\.(?:step\.kindOf\.|data\.hash$)/u;

it('has something to say at every place, in both languages', () => {
  expect([...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  expect([...chinese].filter(([, text]) => text.trim() === '')).toEqual([]);
  const lacking = [...english.keys()].filter((path) => !chinese.has(path));
  expect(lacking).toEqual([]);
});

it('has no English left in Chinese', () => {
  const same = [...chinese].filter(
    ([path, text]) => !SHARED.test(path) && english.get(path) === text && /[a-z]{3}/iu.test(text),
  );
  expect(same).toEqual([]);
  const withoutHan = [...chinese]
    .filter(([path, text]) => !SHARED.test(path) && !/[\p{Script=Han}，；：“”]/u.test(text))
    .map(([path]) => path);
  expect(withoutHan.sort()).toEqual(['.otherLanguage']);
});

it('has no Chinese in English but the name of the other language', () => {
  const han = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([path]) => path);
  expect(han).toEqual(['.otherLanguage']);
});

it('keeps the gaps that the page itself fills', () => {
  for (const { pager } of Object.values(WORDS))
    expect(pager.shown.match(/\{\w+\}/gu)?.sort()).toEqual(['{all}', '{from}', '{to}']);
});

it('names every entry of the menu, and what stands behind it', () => {
  for (const { nav, study } of Object.values(WORDS)) {
    expect(Object.keys(nav)).toEqual([...NAV]);
    expect(['index', ...Object.keys(study.contentOf)]).toEqual([...NAV]);
  }
});
