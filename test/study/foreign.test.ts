import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadLinks } from '../support/dead-links.ts';
import { finished, type Result } from '../support/rig.ts';

/**
 * A study of schools: a folder of its own with nothing of the tool in it. It has no code, so whatever
 * these outputs say comes from its own words and from the tool.
 */
const INSTALLATION = resolve(import.meta.dirname, '../..');
const TOP = mkdtempSync(join(tmpdir(), 'didactic-foreign-'));
const ROOT = join(TOP, '学校 study');
/** Where the reader stands while the study lies elsewhere. */
const ELSEWHERE = join(TOP, 'elsewhere');
afterAll(() => rmSync(TOP, { recursive: true, force: true }));

/** Words of the study that the tool was first written for; and no word in any language but English. */
const FIRST_STUDY =
  /\b(?:city|cities|prefectures?|provinces?|pilots?|citations?|ipc|incopat|patents?|energy|yearbooks?|marketi[sz]ation|resource[ _-]based|ln_et|synthetic data|did)\b/giu;
const CHINESE = /\p{Script=Han}+/gu;

function call(...args: string[]): Promise<Result> {
  const start = join(INSTALLATION, 'src/didactic.mjs');
  return finished(spawn(process.execPath, [start, ...args], { cwd: ELSEWHERE }));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** What a file says: its text, or that of the parts of a zip but for Word's list of fonts. */
function saidBy(file: string): string {
  const bytes = readFileSync(file);
  if (/\.(?:png|pdf|parquet)$/u.test(file)) return '';
  return /\.(?:docx|xlsx)$/u.test(file) ? partsOf(bytes).join('\n') : bytes.toString('utf8');
}

function partsOf(bytes: Buffer): string[] {
  const parts: string[] = [];
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const packed = bytes.readUInt32LE(at + 18);
    const name = bytes.toString('utf8', at + 30, at + 30 + bytes.readUInt16LE(at + 26));
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const part = bytes.subarray(start, start + packed);
    const text = bytes.readUInt16LE(at + 8) === 0 ? part : inflateRawSync(part);
    if (!name.includes('theme')) parts.push(text.toString('utf8'));
    at = start + packed;
  }
  return parts;
}

/** Each word that a pattern finds in the outputs, with its file. */
function found(pattern: RegExp): string[] {
  return filesIn(join(ROOT, 'outputs')).flatMap((file) =>
    [...saidBy(join(ROOT, 'outputs', file)).matchAll(pattern)].map(([word]) => `${file}: ${word}`),
  );
}

describe('a study of schools in a folder of its own', () => {
  let first: Result;
  beforeAll(async () => {
    cpSync(join(INSTALLATION, 'test/foreign'), ROOT, { recursive: true });
    mkdirSync(ELSEWHERE);
    first = await call('run', '--json', '--project', ROOT);
  });

  it('runs from its csv to its report with no code of its own', () => {
    expect(first.error).toBeUndefined();
    expect(first.exit).toBe(0);
    expect(new Set(Object.values(first.states))).toEqual(new Set(['built']));
    expect(Object.keys(first.states)).toHaveLength(9);
    const { fits } = JSON.parse(readFileSync(join(ROOT, 'outputs/models/effect.json'), 'utf8')) as {
      fits: { id: string; nobs: number; terms: { term: string; estimate: number }[] }[];
    };
    expect(fits.map(({ id, nobs }) => [id, nobs])).toEqual([
      ['plain', 240],
      ['controlled', 240],
    ]);
    // What was planted in data/registers.csv is 1.4.
    expect(fits[1]?.terms[0]?.term).toBe('served');
    expect(fits[1]?.terms[0]?.estimate).toBeCloseTo(1.26, 2);
  });

  it('writes into its own folder only', () => {
    expect(readdirSync(TOP).sort()).toEqual(['elsewhere', '学校 study']);
    expect(readdirSync(ELSEWHERE)).toEqual([]);
    const own = readdirSync(join(INSTALLATION, 'test/foreign'));
    expect(readdirSync(ROOT).sort()).toEqual([...own, '.didactic', 'outputs'].sort());
  });

  it('says no word of another study', () => {
    const files = filesIn(join(ROOT, 'outputs'));
    expect(files).toEqual(expect.arrayContaining(['tables/results.docx', 'report/index.html']));
    expect(saidBy(join(ROOT, 'outputs/tables/results.docx'))).toContain('Free breakfast');
    expect(found(FIRST_STUDY)).toEqual([]);
  });

  it('says everything in its one language, and offers no other', () => {
    expect(found(CHINESE)).toEqual([]);
    expect(filesIn(join(ROOT, 'outputs')).filter((file) => /\bzh\b/u.test(file))).toEqual([]);
    expect(found(/\blang="(?!en")[^"]*"|\bzh\b(?!-)/gu)).toEqual([]);
    const folder = join(ROOT, 'outputs/report');
    const texts = filesIn(folder).map((file) => [file, saidBy(join(folder, file))] as const);
    expect(deadLinks(new Map(texts), new Set(filesIn(join(ROOT, 'outputs'))))).toEqual([]);
  });

  it('counts its own periods', () => {
    const svg = saidBy(join(ROOT, 'outputs/report/figures/leads.en.svg'));
    expect(svg).toContain('data-text="Terms since breakfast was free"');
    expect(found(/\byears?\b/giu)).toEqual([]);
  });

  it('is looked at by every verb from elsewhere', async () => {
    const idle = await call('-C', ROOT, 'run', '--json');
    expect(idle.exit).toBe(0);
    expect(new Set(Object.values(idle.states))).toEqual(new Set(['unchanged']));
    const said = async (...args: string[]): Promise<string> => {
      const { exit, out, err } = await call(...args, '--project', ROOT);
      expect([exit, err], args.join(' ')).toEqual([0, '']);
      return out;
    };
    expect(await said('status')).toContain('9 steps: 9 unchanged');
    expect(await said('why', 'results')).toContain('unchanged');
    expect(await said('graph')).toMatch(/panel +sql +<- registers, terms/u);
    expect(await said('schema')).toContain('"controlled"');
    expect(await said('audit', 'list')).toContain('results_docx');
    expect(await said('audit', 'show', 'panel')).toContain('240 rows, 9 columns');
    expect(await said('audit', 'check')).toContain('3 contracts kept, 0 broken');
    expect(await said('audit', 'verify')).toContain('all as they were made');
    const trace = await said('audit', 'trace', 'results:2:served');
    expect(trace).toContain('reads data/registers.csv');
    const fit = ['fit', 'attendance ~ served | school + term'];
    const estimate = await said(...fit, '--data', 'outputs/parquet/panel.parquet');
    expect(estimate).toMatch(/served +1\.392/u);
  });

  it('serves its report', async () => {
    const start = join(INSTALLATION, 'src/didactic.mjs');
    const args = [start, 'report', '--port', '0', '--json', '-C', ROOT];
    const child = spawn(process.execPath, args, { cwd: ELSEWHERE });
    const address = await new Promise<string>((done) => {
      child.stdout.on('data', (text: Buffer) => {
        const shown = /"address":"([^"]+)"/u.exec(text.toString())?.[1];
        if (shown !== undefined) done(shown);
      });
    });
    const ended = finished(child);
    expect(await (await fetch(address)).text()).toContain('Free breakfasts at school');
    const times = await (await fetch(new URL('run-times.html', address))).text();
    expect(times).toContain('registers');
    expect(times.match(CHINESE)).toBeNull();
    child.kill('SIGTERM');
    expect((await ended).exit).toBe(0);
  });

  it('gives the same bytes again in another folder, zone and locale', async () => {
    const { exit, out } = await call('audit', 'reproduce', '--project', ROOT);
    expect(exit, out).toBe(0);
    expect(out).toContain('nothing differs');
  });
});
