import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerFor, isOwnHost } from '../../src/verbs/report-files.ts';
import { finished, project, stepFile, type Project } from '../support/rig.ts';

const PAGE = `<title>Pipeline · x</title><nav><!--served--></nav><main>built</main>`;

/** A project whose report is two pages, and a secret beside them. */
function small(): Project {
  return project({
    'pipeline.yaml': `study: { title: Small }
steps:
  report: { kind: ts, run: steps/report.ts }
`,
    'steps/report.ts': stepFile({
      outputs: '{ [step]: "outputs/report/" }',
      body: `const page = ${JSON.stringify(PAGE)};
    for (const name of ['index.html', 'pipeline.html', 'zh/index.html', 'zh/pipeline.html', 'style.css'])
      await writeText(c.output('report') + '/' + name, name.endsWith('.css') ? 'a{}' : page);`,
    }),
    'outputs/secret.html': 'secret',
  });
}

describe('report', () => {
  it('builds the site, serves it to this machine under its own names, and ends when told', async () => {
    const p = small();
    const child = p.startVerb('report', '--port', '0', '--json');
    const address = await new Promise<string>((resolve) => {
      child.stdout?.on('data', (text: Buffer) => {
        const found = /"address":"([^"]+)"/u.exec(text.toString());
        if (found?.[1] !== undefined) resolve(found[1]);
      });
    });
    const ended = finished(child);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/u);
    const port = Number(new URL(address).port);
    const own = await ask(port, '/');
    expect(own).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(own.body).toContain('<main>built</main>');
    expect(own.body).toContain('href="run-times.html"');
    expect(p.read('outputs/report/index.html')).toBe(PAGE);
    expect((await ask(port, '/zh/run-times.html')).body).toMatch(/正常<\/td>[\s\S]*1 \/ 1<\/td>/u);
    expect((await ask(port, '/run-times.html')).body).toMatch(/report<\/th>[\s\S]*\d ms/u);
    for (const host of ['hostile.example', `hostile.example:${port}`, '127.0.0.1'])
      expect(await ask(port, '/', { host }), host).toMatchObject({
        status: 403,
        body: 'wrong host\n',
      });
    expect(await ask(port, '/', { method: 'POST' })).toMatchObject({ status: 405 });
    child.kill('SIGTERM');
    expect((await ended).exit).toBe(0);
  });

  it('says what a port may be, and that one is taken', async () => {
    const p = small();
    for (const port of ['x', '70000', '-1', '8.5']) {
      const { exit, err } = await p.call(['report', `--port=${port}`]);
      expect([exit, /E_USAGE/u.test(err)], port).toEqual([2, true]);
    }
  });
});

describe('the files that are served', () => {
  it('are those of the folder, whatever way leads out of it', async () => {
    const p = small();
    await p.run();
    const folder = join(p.root, 'outputs/report');
    symlinkSync(join(p.root, 'outputs/secret.html'), join(folder, 'link.html'));
    symlinkSync(join(p.root, 'outputs'), join(folder, 'out'));
    writeFileSync(join(folder, 'data.json'), '{}');
    const ways = [
      '/../secret.html',
      '/%2e%2e/secret.html',
      '/..%2fsecret.html',
      '/..\\secret.html',
      '/zh/../../secret.html',
      '//etc/passwd',
      '/link.html',
      '/out/secret.html',
      '/index.html%00.css',
      '/index.html/',
      '/%',
      '/.hidden.html',
      '/data.json',
      '/nothing.html',
    ];
    for (const way of ways) {
      const { status, body } = answerFor(p.root, folder, way);
      expect([status, body], way).toEqual([404, 'not found\n']);
    }
    const good = [
      '/',
      '/index.html',
      '/zh/',
      '/zh/index.html?x#y',
      '/style.css',
      '/zh/run-times.html',
    ];
    expect(good.map((way) => answerFor(p.root, folder, way).status)).toEqual(good.map(() => 200));
  });

  it('are the outputs of steps too, to be saved, and nothing else beside the report', async () => {
    const p = project({
      'pipeline.yaml': `study: { title: Small }
steps:
  table1: { kind: ts, run: steps/table1.ts }
  report: { kind: ts, run: steps/report.ts, needs: [table1] }
`,
      'steps/table1.ts': stepFile({
        outputs:
          '{ table1: "outputs/tables/table1.html", table1_csv: "outputs/tables/table1.csv" }',
        body: `await writeText(c.output('table1'), '<b>1</b>');
    await writeText(c.output('table1_csv'), 'a,b');`,
      }),
      'steps/report.ts': stepFile({
        outputs: '{ [step]: "outputs/report/" }',
        body: `await writeText(c.output('report') + '/index.html', '');`,
      }),
      'outputs/tables/own.csv': 'secret',
    });
    await p.run();
    const answer = (way: string) => answerFor(p.root, join(p.root, 'outputs/report'), way);
    expect(answer('/tables/table1.csv')).toMatchObject({
      status: 200,
      body: Buffer.from('a,b'),
      save: true,
    });
    // A page of a table is no page of the report: it is saved, and never runs beside one.
    expect(answer('/tables/table1.html')).toMatchObject({
      status: 200,
      type: 'application/octet-stream',
      save: true,
    });
    for (const way of ['/tables/own.csv', '/tables/', '/pipeline.yaml', '/tables/../own.csv'])
      expect(answer(way).status, way).toBe(404);
    rmSync(join(p.root, 'outputs/tables/table1.csv'));
    symlinkSync(join(p.root, 'pipeline.yaml'), join(p.root, 'outputs/tables/table1.csv'));
    expect(answer('/tables/table1.csv').status).toBe(404);
  });

  it('answer to the machine’s own names with the right port alone', () => {
    expect(['127.0.0.1:80', 'localhost:80'].map((host) => isOwnHost(host, 80))).toEqual([
      true,
      true,
    ]);
    for (const host of [undefined, '', 'localhost', 'localhost:81', '127.0.0.1.hostile.example:80'])
      expect(isOwnHost(host, 80), host).toBe(false);
  });
});

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** `fetch` would not let a test choose the host. */
function ask(
  port: number,
  path: string,
  { host, method = 'GET' }: { host?: string; method?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { host: host ?? `127.0.0.1:${port}` };
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text: string) => (body += text));
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, type: reply.headers['content-type'] ?? '', body }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}
