import { expect, test } from 'vitest';
import { fromJson, jsonText } from '../../../src/patents/lists/json.ts';

test.each([
  ['["A","B"]', ['A', 'B']],
  ["['A', 'B']", ['A', 'B']],
  ['[{"name":"A"},{"name":""}]', ['A']],
  ['{"code":"F03D1/06"}', ['F03D1/06']],
  ['[{"jurisdiction":"US","doc_number":"D612345","kind":"S"}]', ['USD612345S']],
  ['[{"country":"CN","doc_number":"CN101234567A"}]', ['CN101234567A']],
  ['[{"npl_text":"","publication_number":""}]', []],
  ['[]', []],
  ['{"F03D7/04":1,"H02J3/38":2}', ['F03D7/04', 'H02J3/38']],
  ['{"list":[{"code":"F03D7/04"}],"total":1}', ['F03D7/04']],
  ['[["A"],["B","C"]]', ['A', 'B', 'C']],
  ["[{'name': 'A', 'year': None, 'own': True}]", ['A']],
])('%s holds %j', (text, entries) => {
  expect(fromJson(text)).toEqual(entries);
});

test.each(['CN101234567A', '[CN101234567A; US9014905B1]', '{', '', '[1'])('%j is none', (text) => {
  expect(fromJson(text)).toBeNull();
});

test('a value becomes a line for each of its entries', () => {
  expect(jsonText([{ text: '叶片', lang: 'zh' }, 'B', null, 3])).toBe('叶片\nB\n3');
  expect(jsonText(null)).toBe('');
});
