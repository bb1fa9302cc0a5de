import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');
const FOLDERS = ['docs', 'data', 'src', 'bench', 'test', 'sql'];

const pages = new Map(
  [
    ...markdownIn(''),
    ...FOLDERS.flatMap((folder) =>
      readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
        .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
        .filter((file) => file.endsWith('.md') && !file.includes('/golden/')),
    ),
  ].map((file) => [file, readFileSync(join(PROJECT, file), 'utf8')] as const),
);

function markdownIn(folder: string): string[] {
  return readdirSync(join(PROJECT, folder)).filter((file) => file.endsWith('.md'));
}

/** The text without blocks of code, in which brackets are no links. */
function prose(text: string): string {
  return text.replaceAll(/^ *```[\s\S]*?^ *```$/gmu, '').replaceAll(/`[^`\n]*`/gu, 'code');
}

/** Links and pictures of a page that lead out of no address: `[words](path#place)`. */
function linksOf(text: string): string[] {
  return [...prose(text).matchAll(/\]\(([^)\s]+)\)/gu)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/u.test(link));
}

/** The places that a page's headings make, as GitHub names them. */
function placesOf(text: string): string[] {
  const headings = text.replaceAll(/^ *```[\s\S]*?^ *```$/gmu, '').matchAll(/^#{1,6} (.+)$/gmu);
  return [...headings].map(([, words = '']) =>
    words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function isThere(path: string): boolean {
  return statSync(join(PROJECT, path), { throwIfNoEntry: false }) !== undefined;
}

describe('the pages of the project', () => {
  it('link to files and places that are there', () => {
    const dead = [...pages].flatMap(([page, text]) =>
      linksOf(text).flatMap((link) => {
        const [file = '', place = ''] = link.split('#');
        const target = file === '' ? page : posix.join(dirname(page), decodeURIComponent(file));
        const places = placesOf(pages.get(target) ?? '');
        const found =
          isThere(target) && (place === '' || places.includes(decodeURIComponent(place)));
        return found ? [] : [`${page} -> ${link}`];
      }),
    );
    expect([...pages.values()].flatMap(linksOf).length).toBeGreaterThan(30);
    expect(dead).toEqual([]);
  });

  it('are each linked to from another one', () => {
    const linked = new Set(
      [...pages].flatMap(([page, text]) =>
        linksOf(text)
          .map((link) => posix.join(dirname(page), link.split('#')[0] ?? ''))
          .filter((target) => target !== page),
      ),
    );
    const lonely = [...pages.keys()].filter(
      (page) => page.startsWith('docs/') && !linked.has(page),
    );
    expect(lonely).toEqual([]);
  });

  it('name files of the project that are there', () => {
    // Not `steps/NAME.ts`, which stands for any.
    const named =
      /`(?!steps\/NAME)((?:src|steps|sql|docs|bench|test|data\/reference)\/[\w./-]+\.\w+)`/gu;
    const missing = [...pages].flatMap(([page, text]) =>
      [...text.matchAll(named)].flatMap(([, path = '']) =>
        isThere(path) ? [] : [`${page} names ${path}`],
      ),
    );
    expect(missing).toEqual([]);
  });
});
