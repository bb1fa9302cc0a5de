import { describe, expect, it } from 'vitest';
import { fitPage, outputLink, sourceLink, stepPage } from '../../src/report/links.ts';
import { plainSite } from './plain-site.ts';

const site = plainSite();
const link = (step: string, path: string) => sourceLink(site, { step, path });

describe('the page of a number', () => {
  it('is its fit, at the term where it is of one', () => {
    expect(link('main', '$.fits[1].terms[0].estimate')).toBe('fit-main-main.2.html#term-0');
    expect(link('main', '$.fits[0].nobs')).toBe('fit-main-main.1.html');
  });

  it('is the model file, at its part, for what is in no fit', () => {
    expect(link('main', '$.balance[0].bias')).toBe('model-main.html#part-balance');
    expect(link('main', '$.nothing')).toBe('model-main.html');
    expect(link('main', '$.fits[7].nobs')).toBe('model-main.html');
    // A name that every object has is no part of the file.
    expect(link('main', '$.constructor')).toBe('model-main.html');
  });

  it('is the step where there is no model, and the pipeline where there is no step', () => {
    expect(link('fields', 'rain')).toBe('step-fields.html');
    expect(link('gone', '$')).toBe('pipeline.html');
  });

  it('is the row among the published numbers', () => {
    const published = { step: 'published' } as NonNullable<typeof site.published>;
    const paperCheck = { step: 'check' } as NonNullable<typeof site.paperCheck>;
    const both = plainSite({ published, paperCheck });
    const of = (step: string, path: string) => sourceLink(both, { step, path });
    expect(of('published', '$.rows[12].published')).toBe('published.html#row-12');
    expect(of('published', '$.summary')).toBe('published.html');
    expect(of('check', '$.findings[0]')).toBe('paper-check.html');
  });
});

describe('addresses', () => {
  it('keep fits of two files with one id apart, and letters that differ in case only', () => {
    const pages = [fitPage('a', 'x'), fitPage('b', 'x'), fitPage('a', 'X')];
    expect(new Set(pages.map((page) => page.toLowerCase())).size).toBe(3);
    expect(stepPage('a/../b')).toBe('step-a~2f~..~2f~b.html');
  });

  it('of outputs are what the disk and the server both understand', () => {
    const addresses = (['en', 'zh'] as const).map((language) => {
      const href = outputLink(site, language, 'outputs/tables/table1.docx') ?? '';
      const page = language === 'en' ? 'x.html' : 'zh/x.html';
      return [
        new URL(href, `file:///study/outputs/report/${page}`).pathname,
        new URL(href, `http://127.0.0.1/${page}`).pathname,
      ];
    });
    const both = ['/study/outputs/tables/table1.docx', '/tables/table1.docx'];
    expect(addresses).toEqual([both, both]);
  });
});
