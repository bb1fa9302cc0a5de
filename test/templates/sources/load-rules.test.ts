import { describe, expect, it } from 'vitest';
import { ruleOf } from '../../../src/sources/match.ts';
import { isRulesFile, loadRules } from '../../../src/templates/sources/load-rules.ts';
import { temporaryFolder } from '../../io/temporary-folder.ts';

function load(files: Readonly<Record<string, string>>, ofStudy = [] as const) {
  const inside = temporaryFolder(files);
  return loadRules({ root: inside('.'), files: Object.keys(files) }, ofStudy);
}

describe('what a study says of its raw files', () => {
  it('stands in pipeline.yaml, or in a file beside them, the nearest last', () => {
    const inside = temporaryFolder({
      'data/raw/sources.yaml': '- { files: a.csv, year: 2010 }\n- { files: a.csv, scope: 全市 }\n',
      'data/raw/statistics/sources.yaml': 'sources:\n  - { files: a.csv, year: 2011 }\n',
    });
    const files = ['data/raw/statistics/sources.yaml', 'data/raw/sources.yaml'];
    const study = { root: inside('.'), files };
    const file = 'data/raw/statistics/a.csv';
    expect(ruleOf(loadRules(study, []), file)).toEqual({ year: 2011, scope: '全市' });
    const entries = loadRules(study, [{ files: '*', year: 2012 }]);
    expect(ruleOf(entries, file)).toMatchObject({ year: 2012 });
    expect(entries.map(({ where }) => where(['files']))).toEqual([
      'data/raw/sources.yaml:1:5',
      'data/raw/sources.yaml:2:5',
      'data/raw/statistics/sources.yaml:2:7',
      'pipeline.yaml#sources.0.files',
    ]);
  });

  it.each([
    ['- { files: a.csv, yaer: 2010 }', 'E_SOURCES', '1:19', 'Did you mean "year"?'],
    ['\n- year: 2010\n', 'E_SOURCES', '2:3', ''],
    ['files: a.csv', 'E_WRONG_TYPE', '', 'Write a list'],
    ['- { files: a.csv', 'E_YAML_SYNTAX', '1:', 'brackets'],
  ])('is refused at its place where it is wrong: %s', (text, code, where, hint) => {
    expect(() => load({ 'data/raw/sources.yaml': text })).toThrow(
      expect.objectContaining({
        code,
        where: expect.stringContaining(`data/raw/sources.yaml${where && `:${where}`}`) as string,
        hint: expect.stringContaining(hint) as string,
      }) as Error,
    );
  });

  it('may be an empty file', () => {
    expect(load({ 'data/raw/sources.yaml': '# nothing yet\n' })).toEqual([]);
  });
});

it('a file of rules is no raw file', () => {
  expect(['a/sources.yaml', 'sources.yml', 'a/my-sources.yaml'].map(isRulesFile)).toEqual([
    true,
    true,
    false,
  ]);
});
