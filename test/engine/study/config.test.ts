import { describe, expect, it } from 'vitest';
import { parseStudy } from '../../../src/engine/study/config.ts';
import { toErrorText } from '../../../src/engine/events/diagnostic.ts';
import { select } from '../../../src/engine/graph.ts';
import { openStudy } from '../../support/described.ts';

const GOOD = `study: { title: A study }
settings: { year: 2017, data: data/raw, list: [1, 2] }
steps:
  cities: { kind: sql, reads: ["\${settings.data}/*.csv"] }
  panel:  { kind: sql, needs: [cities], with: { year: "\${settings.year}", text: "y\${settings.year}", all: "\${settings.list}" } }
`;

/** Parses a study without texts. */
function parse(text: string, overrides: Record<string, string | number> = {}) {
  return parseStudy({ study: text, texts: {} }, overrides);
}

function mistake(text: string): { code: string; where: string; message: string; hint: string } {
  try {
    openStudy(text);
  } catch (error) {
    const found = toErrorText(error);
    expect(found.stack).toBeUndefined();
    return found;
  }
  throw new Error('the study was accepted');
}

describe('a study', () => {
  it('has what it says of raw files as it is written, and nothing where that is empty', () => {
    const of = (sources: string) => parse(`${GOOD}sources:${sources}\n`).sources;
    expect(of(' [{ files: a.csv, year: 2014 }]')).toEqual([{ files: 'a.csv', year: 2014 }]);
    expect(of('\n  # none yet')).toBeUndefined();
    expect(parse(GOOD)).not.toHaveProperty('sources');
    expect(mistake(`${GOOD}sources: a.csv\n`)).toMatchObject({ code: 'E_WRONG_TYPE' });
  });

  it('gives settings their own type, in text and alone', () => {
    const panel = parse(GOOD).steps[1];
    expect(panel?.with).toEqual({ year: 2017, text: 'y2017', all: [1, 2] });
    expect(panel?.run).toBe('sql/panel.sql');
    expect(panel?.outputs).toEqual({ panel: 'outputs/parquet/panel.parquet' });
  });

  it('takes settings from the command line', () => {
    expect(parse(GOOD, { year: 2016 }).steps[1]?.with['year']).toBe(2016);
    expect(() => parse(GOOD, { yaer: 2016 })).toThrow(/settings.yaer/);
  });
});

describe('a broken study', () => {
  const cases: Readonly<
    Record<string, { text: string; code: string; where: string; says: RegExp }>
  > = {
    'bad syntax': {
      text: 'study: { title: A\nsteps:\n  a: { kind: sql }\n',
      code: 'E_YAML_SYNTAX',
      where: 'pipeline.yaml:',
      says: /./,
    },
    'a key twice': {
      text: GOOD + '  panel: { kind: sql }\n',
      code: 'E_DUPLICATE_KEY',
      where: 'pipeline.yaml:6:3',
      says: /twice/,
    },
    'an unknown key': {
      text: GOOD.replace('needs:', 'nedes:'),
      code: 'E_UNKNOWN_KEY',
      where: 'pipeline.yaml:5:24',
      says: /"nedes".*Did you mean "needs"/s,
    },
    'an unknown step': {
      text: GOOD.replace('[cities]', '[citeis]'),
      code: 'E_UNKNOWN_STEP',
      where: 'pipeline.yaml:5:32',
      says: /"panel" needs "citeis".*Did you mean "cities"/s,
    },
    'a cycle': {
      text: GOOD.replace('cities: { kind: sql,', 'cities: { kind: sql, needs: [panel],'),
      code: 'E_CYCLE',
      where: 'pipeline.yaml:4:32',
      says: /cities -> panel -> cities/,
    },
    'an unknown setting': {
      text: GOOD.replace('"${settings.year}"', '"${settings.yeer}"'),
      code: 'E_UNKNOWN_SETTING',
      where: 'pipeline.yaml:5:55',
      says: /settings.yeer.*Did you mean "settings.year"/s,
    },
    'an unknown kind': {
      text: GOOD.replace('panel:  { kind: sql', 'panel:  { kind: sq'),
      code: 'E_UNKNOWN_KIND',
      where: 'pipeline.yaml:5:19',
      says: /Did you mean "sql"/,
    },
    'a wrong type': {
      text: GOOD.replace('needs: [cities]', 'needs: cities'),
      code: 'E_WRONG_TYPE',
      where: 'pipeline.yaml:5:31',
      says: /"cities": expected array/,
    },
    'a missing key': {
      text: GOOD + '  model: { kind: ts }\n',
      code: 'E_MISSING_KEY',
      where: 'pipeline.yaml:6:10',
      says: /steps.model.run is missing/,
    },
    'a path that leaves the project': {
      text: GOOD.replace('"${settings.data}/*.csv"', '"../else/*.csv"'),
      code: 'E_PATH_OUTSIDE',
      where: 'pipeline.yaml:4:32',
      says: /leaves the project/,
    },
    'an absolute path in a setting': {
      text: GOOD.replace('data: data/raw', 'data: /etc'),
      code: 'E_PATH_OUTSIDE',
      where: 'pipeline.yaml:4:32',
      says: /leaves the project/,
    },
    'a bad step name': {
      text: GOOD + '  Total-2: { kind: sql }\n',
      code: 'E_BAD_NAME',
      where: 'pipeline.yaml:6:3',
      says: /"Total-2".*lower-case/s,
    },
    'an output twice': {
      text:
        GOOD +
        '  a: { kind: shell, run: "true", outputs: { a: outputs/x.txt } }\n' +
        '  b: { kind: shell, run: "true", outputs: { b: outputs/X.txt } }\n',
      code: 'E_DUPLICATE_OUTPUT',
      where: 'pipeline.yaml:7:3',
      says: /"a" and "b"/,
    },
    'no steps at all': {
      text: 'study: { title: A }\n',
      code: 'E_MISSING_KEY',
      where: 'pipeline.yaml',
      says: /steps is missing/,
    },
    'an empty file': { text: '', code: 'E_WRONG_TYPE', where: 'pipeline.yaml', says: /./ },
    'a range with one end': {
      text: GOOD.replace('needs: [cities]', 'needs: [cities], expect: { range: { x: [0] } }'),
      code: 'E_WRONG_TYPE',
      where: 'pipeline.yaml:5:',
      says: /range/,
    },
  };
  for (const [name, { text, code, where, says }] of Object.entries(cases)) {
    it(`says what and where: ${name}`, () => {
      const found = mistake(text);
      expect(found.code).toBe(code);
      expect(found.where.startsWith(where), found.where).toBe(true);
      expect(`${found.message}\n${found.hint}`).toMatch(says);
    });
  }
});

describe('the graph', () => {
  const text = `study: { title: A }
steps:
  table: { kind: sql, needs: [fit] }
  demo:  { kind: ts, run: x.ts, on_demand: true }
  raw:   { kind: sql, reads: ["outputs/demo/a/*.csv"] }
  fit:   { kind: sql, needs: [raw] }
  other: { kind: sql }
`;
  const graph = openStudy(text, { demo: { outputs: { demo: 'outputs/demo/' } } });

  it('puts what is needed first and draws edges from files', () => {
    expect([...graph.keys()]).toEqual(['demo', 'raw', 'fit', 'table', 'other']);
    expect(graph.get('raw')?.upstream).toEqual(['demo']);
  });

  it('leaves out an on-demand step that nobody reads', () => {
    const own = openStudy(text.replace('outputs/demo/a', 'data/raw'), {
      demo: { outputs: { demo: 'outputs/demo/' } },
    });
    expect(own.has('demo')).toBe(false);
  });

  it('selects with ancestors and, on request, descendants', () => {
    expect([...select(graph, ['raw']).keys()]).toEqual(['demo', 'raw']);
    expect([...select(graph, ['raw+']).keys()]).toEqual(['demo', 'raw', 'fit', 'table']);
    expect([...select(graph, ['+fit']).keys()]).toEqual(['demo', 'raw', 'fit']);
    expect(() => select(graph, ['tabel'])).toThrow(/no step "tabel"/);
  });
});

describe('a value that no step could take', () => {
  it.each([
    ['a: { with: { v: .inf } }', 'E_WRONG_TYPE', 'pipeline.yaml:3:19', 'steps.a.with.v is .inf'],
    ['a: { with: { __proto__: 1 } }', 'E_BAD_NAME', 'pipeline.yaml:3:16', '"__proto__"'],
    ['constructor: {}', 'E_BAD_NAME', 'pipeline.yaml:3:3', '"constructor"'],
  ])('is named as it is written: %s', (step, code, where, says) => {
    const found = mistake(`study: {}\nsteps:\n  ${step}\n`);
    expect(found).toMatchObject({ code, where });
    expect(found.message).toContain(says);
  });
});
