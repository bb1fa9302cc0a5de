import { describe, expect, it } from 'vitest';
import { parseStudy } from '../../../src/engine/study/config.ts';
import { toErrorText } from '../../../src/engine/events/diagnostic.ts';

const STUDY = `study: {}
settings: { policy_year: 2017 }
defaults:
  table: { stars: [0.05] }
steps:
  table1: { use: table, columns: [a.1] }
  table2: { use: table, columns: [a.2], stars: [0.01], title: Own }
`;
const EN = `settings: { policy_year: 'policy from \${value} on' }
defaults:
  table: { labels: { unit: Firm } }
table1: { title: 'First, \${settings.policy_year}', labels: { x: Price } }
table2: { label: Table 2 }
`;
const ZH = `settings: { policy_year: '政策始于 \${value}' }
defaults:
  table: { labels: { unit: 企业 } }
table1: { title: 表一, labels: { x: 价格 } }
table2: { label: 表 2 }
`;

function read(en: string | undefined, zh: string | undefined, study = STUDY) {
  const given = Object.entries({ en, zh }).flatMap(([language, text]) =>
    text === undefined ? [] : [[language, { file: `texts/${language}.yaml`, text }]],
  );
  return parseStudy({ study, texts: Object.fromEntries(given) as never }, {});
}

function mistake(make: () => unknown) {
  try {
    make();
  } catch (error) {
    return toErrorText(error);
  }
  throw new Error('it was accepted');
}

describe('the words of a study', () => {
  it('are parameters of their step, one text with both languages', () => {
    const [first, second] = read(EN, ZH).steps;
    expect(first?.with).toEqual({
      columns: ['a.1'],
      stars: [0.05],
      title: { en: 'First, 2017', zh: '表一' },
      labels: { unit: { en: 'Firm', zh: '企业' }, x: { en: 'Price', zh: '价格' } },
    });
    expect(second?.with).toMatchObject({ stars: [0.01], title: 'Own' });
    expect(first?.settings).toEqual(['policy_year']);
  });

  it('are plain text where the study has one language', () => {
    const study = read(EN, undefined);
    expect(study.languages).toEqual(['en']);
    expect(study.steps[0]?.with).toMatchObject({ title: 'First, 2017', labels: { x: 'Price' } });
    expect(study.settingTexts).toEqual({ policy_year: 'policy from ${value} on' });
  });

  it('belong to their step alone: those of another are not in its parameters', () => {
    const changed = read(EN.replace('Table 2', 'Table II'), ZH).steps;
    expect(changed[0]?.with).toEqual(read(EN, ZH).steps[0]?.with);
    expect(changed[1]?.with).not.toEqual(read(EN, ZH).steps[1]?.with);
  });

  it('stand where a place says', () => {
    const study = read(EN, ZH);
    expect(study.steps[0]?.places['title']).toBe('texts/en.yaml#table1.title');
    expect(study.steps[0]?.places['stars']).toBe('pipeline.yaml#defaults.table.stars');
    expect(study.steps[1]?.places['title']).toBe('pipeline.yaml#steps.table2.title');
  });
});

describe('words that are missing or nobody’s', () => {
  const cases: Readonly<Record<string, [string, string, string, string, RegExp]>> = {
    'a word that one language lacks': [
      EN,
      ZH.replace(', labels: { x: 价格 }', ''),
      'E_MISSING_TEXT',
      'texts/en.yaml:4:62',
      /zh.yaml has no words for table1.labels.x/,
    ],
    'a step that one language lacks': [
      EN,
      ZH.replace('table2: { label: 表 2 }\n', ''),
      'E_MISSING_TEXT',
      'texts/en.yaml:5:11',
      /table2.label/,
    ],
    'words of no step': [
      EN.replace('table2:', 'tabel2:'),
      ZH,
      'E_UNKNOWN_KEY',
      'texts/en.yaml:5:1',
      /Did you mean "table2"/,
    ],
    'words of no setting': [
      EN.replace('policy_year:', 'policy_yaer:'),
      ZH.replace('policy_year:', 'policy_yaer:'),
      'E_UNKNOWN_KEY',
      'texts/en.yaml:1:13',
      /Did you mean "policy_year"/,
    ],
    'a list of steps': ['- table1\n', ZH, 'E_WRONG_TYPE', 'texts/en.yaml', /mapping/],
  };
  for (const [name, [en, zh, code, where, says]] of Object.entries(cases)) {
    it(`are an error at their line: ${name}`, () => {
      const found = mistake(() => read(en, zh));
      expect(found.code).toBe(code);
      expect(found.where).toBe(where);
      expect(`${found.message}\n${found.hint}`).toMatch(says);
    });
  }
});
