import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project, stepFile } from '../support/rig.ts';

const STUDY = `study: { title: Closed }
steps:
  t:    { kind: sql, reads: [data/in.csv] }
  step: { kind: ts, run: steps/step.ts, needs: [t], reads: [data/in.csv] }
`;
const FILES = {
  'pipeline.yaml': STUDY,
  'data/in.csv': 'a,b\n1,2\n',
  'data/secret.csv': 'a\n9\n',
  'sql/t.sql': "select a, b from 'data/in.csv' order by a",
};

const PACKAGES = realpathSync(resolve(import.meta.dirname, '../../node_modules'));
const COMPILED = join(PACKAGES, '.cache/didactic/code');
mkdirSync(COMPILED, { recursive: true });

/** A step with one text output, whose body may try what it likes. */
const trying = (body: string) =>
  stepFile({
    outputs: '{ [step]: `outputs/${step}.txt` }',
    reads: "{ t: ['a'] }",
    body: `const done = (text: unknown) => writeText(c.output('step'), String(text));
    ${body}`,
  });

describe('a SQL step', () => {
  const cases: Readonly<Record<string, [string, RegExp]>> = {
    'a file it did not declare': [
      "select a from 'data/secret.csv'",
      /Cannot access file|Permission/,
    ],
    'a file of the machine': [
      "select content as a from read_text('/etc/hostname')",
      /Cannot access file|Permission/,
    ],
    'another program’s settings': [
      "select name as a from duckdb_settings() where set_config('threads', 2)",
      /./,
    ],
  };
  for (const [name, [sql, says]] of Object.entries(cases)) {
    it(`cannot reach ${name}`, async () => {
      const p = project({ ...FILES, 'steps/step.ts': trying('await done(1);'), 'sql/t.sql': sql });
      const { exit, error } = await p.run();
      expect(exit).toBe(1);
      expect(error?.code).toBe('E_SQL');
      expect(error?.where).toMatch(/^sql\/t\.sql/);
      expect(error?.message).toMatch(says);
    });
  }

  it('is one SELECT', async () => {
    for (const sql of ['create table x as select 1', 'select 1; select 2', 'select 1 as']) {
      const p = project({ ...FILES, 'steps/step.ts': trying('await done(1);'), 'sql/t.sql': sql });
      expect((await p.run()).error?.code).toMatch(/^E_SQL/);
    }
  });
});

describe('a TypeScript step', () => {
  const refused: Readonly<Record<string, [string, string]>> = {
    'reads a file it did not declare': ["readFileSync('data/secret.csv');", 'E_NOT_DECLARED'],
    'writes beside its output': ["writeFileSync('data/in.csv', 'x');", 'E_NOT_DECLARED'],
    'writes where the code of the tool’s own steps is kept compiled': [
      `writeFileSync(${JSON.stringify(COMPILED)} + '/left-behind', 'x');`,
      'E_NOT_DECLARED',
    ],
    'starts a program': [
      "process.getBuiltinModule('node:child_process').execSync('true');",
      'E_NOT_DECLARED',
    ],
    'reads a column it did not declare': [
      "await readFrame(c.input('t'), ['b']);",
      'E_UNDECLARED_READ',
    ],
    'asks for a table it does not need': ["c.input('other');", 'E_UNKNOWN_INPUT'],
  };
  for (const [name, [body, code]] of Object.entries(refused)) {
    it(`fails when it ${name}`, async () => {
      const p = project({ ...FILES, 'steps/step.ts': trying(`${body} await done(1);`) });
      const { exit, error, states } = await p.run();
      expect(exit).toBe(1);
      expect(states).toEqual({ t: 'built', step: 'failed' });
      expect(error?.code).toBe(code);
      expect(p.read('data/in.csv')).toBe('a,b\n1,2\n');
    });
  }

  it('reads what it declared, under a zone and locale of its own', async () => {
    const body = `const text = readFileSync(c.files[0], 'utf8');
    const frame = await readFrame(c.input('t'));
    await done([text.length, Object.keys(frame.columns), process.env.TZ, new Date(0).getHours()]);`;
    const p = project({ ...FILES, 'steps/step.ts': trying(body) });
    const result = await p.call(['run', '--json'], { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' });
    expect(result.exit).toBe(0);
    expect(p.read('outputs/step.txt')).toBe('8,a,UTC,0');
  });

  it('says where a wrong parameter stands', async () => {
    const p = project({
      ...FILES,
      'pipeline.yaml': STUDY.replace('needs: [t]', 'needs: [t], with: { digist: 3 }'),
      'steps/step.ts': trying('await done(1);'),
    });
    const { exit, error } = await p.run();
    expect(exit).toBe(2);
    expect(error).toMatchObject({ code: 'E_STEP_PARAMETER', where: 'pipeline.yaml:4:61' });
    expect(error?.message).toContain('"digist"');
  });

  it('says where its code does not compile', async () => {
    const p = project({ ...FILES, 'steps/step.ts': 'export default {\n  run( }\n' });
    const { exit, error } = await p.run();
    expect(exit).toBe(2);
    expect(error).toMatchObject({ code: 'E_STEP_CODE', where: 'steps/step.ts:2:8' });
  });
});

describe('a shell step', () => {
  const shell = (run: string, more = '') => ({
    ...FILES,
    'pipeline.yaml': `study: { title: Shell }
steps:
  t:   { kind: sql, reads: [data/in.csv] }
  own: { kind: shell, needs: [t], ${more} run: ${JSON.stringify(run)}, outputs: { own: outputs/own.txt } }
`,
  });

  it('gets inputs, outputs and parameters as quoted values', async () => {
    const word = 'it\'s $(touch pwned) `x` \\"q\\" 中';
    const p = project(
      shell(
        'printf %s ${with.word} > ${outputs.own}; wc -c < ${needs.t} >> ${outputs.own}',
        `with: { word: "${word}" },`,
      ),
    );
    expect((await p.run()).exit).toBe(0);
    const text = p.read('outputs/own.txt');
    expect(text.startsWith(word.replaceAll('\\"', '"').replaceAll('\\\\', '\\'))).toBe(true);
    expect(text).toMatch(/\d+\n$/);
    expect(() => p.read('pwned')).toThrow();
  });

  it('runs again when a script that it names changes', async () => {
    const p = project({ ...shell('sh tool.sh ${outputs.own}'), 'tool.sh': 'echo one > "$1"\n' });
    await p.run();
    expect((await p.run()).states).toMatchObject({ own: 'unchanged' });
    p.write({ 'tool.sh': 'echo two > "$1"\n' });
    expect((await p.run()).states).toMatchObject({ own: 'built' });
    expect(p.read('outputs/own.txt')).toBe('two\n');
  });

  it('says what a failed command printed last', async () => {
    const p = project(shell('echo almost; echo wrong >&2; exit 4'));
    const { exit, error } = await p.run();
    expect(exit).toBe(1);
    expect(error).toMatchObject({ code: 'E_COMMAND' });
    expect(error?.message).toContain('exit code 4');
    expect(error?.hint).toContain('wrong');
  });

  it('fails on a failure inside a pipe and on an unknown placeholder', async () => {
    const broken = project(shell('false | cat > ${outputs.own}'));
    expect((await broken.run()).error?.code).toBe('E_COMMAND');
    const unknown = project(shell('cat ${needs.panel} > ${outputs.own}'));
    const { error } = await unknown.run();
    expect(error).toMatchObject({ code: 'E_UNKNOWN_PLACEHOLDER' });
    expect(error?.hint).toContain('needs.t');
  });
});

describe('the bytes of a SQL step', () => {
  it('are the same on one thread and on four, here and in another folder', async () => {
    const files = (threads: number) => ({
      'pipeline.yaml': `study: { title: T }
steps:
  big: { kind: sql, threads: ${threads} }
  sum: { kind: sql, needs: [big], threads: ${threads} }
`,
      'sql/big.sql':
        "select (i * 7919) % 300007 as k, 'row ' || i as s, [i, i + 1] as l from range(300000) t(i) order by k",
      'sql/sum.sql':
        'select k % 100 as g, count(*) as n, sum(k) as t from big group by g order by g',
    });
    const one = project(files(1));
    const four = project(files(4));
    await one.run();
    await four.run();
    for (const step of ['big', 'sum']) {
      const path = join('outputs/parquet', `${step}.parquet`);
      expect(one.bytes(path).equals(four.bytes(path)), step).toBe(true);
    }
  });
});

describe('a data contract', () => {
  const table = (expected: string, sql: string, checks?: string) =>
    project({
      'pipeline.yaml': `study: { title: C }
steps:
  u: { kind: sql }
  t: { kind: sql, needs: [u], expect: ${expected} }
`,
      'sql/u.sql': "select unnest(['a', 'b']) as name",
      'sql/t.sql': sql,
      ...(checks === undefined ? {} : { 'sql/checks/t.sql': checks }),
    });
  const broken: Readonly<Record<string, [string, string, RegExp]>> = {
    'a key twice': ['{ key: [k] }', 'select unnest([1, 1]) as k', /key k is unique/],
    'a missing key': ['{ key: [k] }', 'select null::integer as k', /no missing value/],
    'a missing value': ['{ not_null: [v] }', 'select null as v', /v is not missing/],
    'a value below': ['{ range: { v: [0, null] } }', 'select -1 as v', /v lies in \[0, ∞\]/],
    'not a number': ['{ range: { v: [0, null] } }', "select 'nan'::double as v", /v lies in/],
    'too few rows': ['{ rows: 2 }', 'select 1 as v', /has 2 rows/],
    'a hole in the panel': [
      '{ key: [i, t], balanced: true }',
      'select unnest([1, 1, 2]) as i, unnest([1, 2, 1]) as t',
      /every combination of i, t/,
    ],
    'a value not accepted': ['{ accepted: { v: [a, b] } }', "select 'c' as v", /v is one of a, b/],
    'a reference to nothing': [
      '{ references: { v: u.name } }',
      "select 'z' as v",
      /each v occurs in u.name/,
    ],
    'a column that is not there': ['{ not_null: [w] }', 'select 1 as v', /names column "w"/],
  };
  for (const [name, [expected, sql, says]] of Object.entries(broken)) {
    it(`refuses ${name}`, async () => {
      const { error } = await table(expected, sql).run();
      expect(error?.code).toBe('E_CONTRACT');
      expect(error?.message).toMatch(says);
    });
  }

  it('accepts what keeps it', async () => {
    const p = table(
      '{ key: [i, t], balanced: true, rows: [4, 4], range: { v: [0, 1] }, references: { name: u.name }, accepted: { t: [1, 2] }, not_null: [v] }',
      "select i, t, 0.5 as v, 'a' as name from range(2) a(i), range(1, 3) b(t) order by i, t",
      'select * from t where v > 1 and name not in (select name from u)',
    );
    expect((await p.run()).exit).toBe(0);
  });

  it('is checked again without a rebuild when it changes', async () => {
    const p = table('{ rows: 1 }', 'select 1 as v', 'from t where v <> 1');
    expect((await p.run()).exit).toBe(0);
    p.write({ 'sql/checks/t.sql': 'from t where v = 1' });
    const failed = await p.run();
    expect(failed.error).toMatchObject({ code: 'E_CONTRACT', where: 'sql/checks/t.sql' });
    expect(failed.error?.hint).toBe('offending rows:\n    v\n    1');
    p.write({ 'sql/checks/t.sql': 'from t where v = 2' });
    expect((await p.run()).states).toMatchObject({ t: 'unchanged' });
  });
});
