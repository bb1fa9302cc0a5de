import { describe, expect, it } from 'vitest';
import { stepPageOf } from '../../../src/report/pages/step.ts';
import { factOf, linksOf, rowsOf, textOf } from '../page-text.ts';
import { inChinese, inEnglish, made, plainSite, plainStep } from '../plain-site.ts';

const stepOf = (name: string) => plainSite().steps.find(({ step }) => step === name)!;
const pageOf = (name: string, context = inEnglish()) => stepPageOf(context, stepOf(name)).body;

describe('the page of a step', () => {
  it('leads from each output to the file named, and to the page that shows it', () => {
    expect(linksOf(pageOf('table1')).filter(([href]) => href !== 'step-main.html')).toEqual([
      ['../tables/table1.md', 'outputs/tables/table1.md'],
      ['table-table1.html', 'Table 1. Harvests'],
      ['../tables/table1.docx', 'outputs/tables/table1.docx'],
      ['table-table1.html', 'Table 1. Harvests'],
      ['../tables/table1.en.json', 'outputs/tables/table1.en.json'],
      ['table-table1.html', 'Table 1. Harvests'],
    ]);
    expect(linksOf(pageOf('figure1', inChinese()))).toContainEqual([
      'figure-figure1.html',
      '图 1 平衡',
    ]);
    expect(linksOf(pageOf('main'))).toContainEqual(['model-main.html', 'Model: main']);
  });

  it('shows the rows and columns of a table, and of no other file', () => {
    const rows = rowsOf(pageOf('fields'));
    expect(rows[1]).toMatch(
      /^outputs\/parquet\/fields\.parquet \| Table fields \| 2,800 \| 4 \| 2\.0 kB/u,
    );
    // No page shows this one: its path is a link, and the page is not made up.
    expect(rows[2]).toMatch(/^outputs\/parquet\/fields_rejects\.parquet \| \| 1,203 \|/u);
    expect(rowsOf(pageOf('main'))[1]).toMatch(/main\.json \| Model: main \| \| \|/u);
  });

  it('says what it needs, who uses it, and what it counted with units', () => {
    const page = pageOf('main');
    expect([factOf(page, 'Needs'), factOf(page, 'Used by')]).toEqual(['fields', 'table1, figure1']);
    expect(factOf(page, 'Counts of its work')).toBe('rows of data 2,800 models 2');
    expect(factOf(pageOf('figure1'), 'Counts of its work')).toBe('nothing');
  });

  it('shows parameters where there are some, and the contract or that there is none', () => {
    expect(textOf(pageOf('main'))).toContain(
      '&quot;formula&quot;: &quot;harvest ~ rain | city&quot;',
    );
    expect(textOf(pageOf('fields'))).not.toContain('Parameters');
    expect(textOf(pageOf('main'))).toContain('The step promises nothing about its table.');
    expect(rowsOf(pageOf('fields')).at(-1)).toBe('rain lies between 0 and ∞ | holds');
  });

  it('leads to the pages of the publication', () => {
    const steps = [
      plainStep('published', { outputs: [made('published', 'outputs/models/published.json')] }),
      plainStep('check', { outputs: [made('check', 'outputs/models/check.json')] }),
    ];
    const site = plainSite({
      steps,
      published: { path: 'outputs/models/published.json' } as never,
      paperCheck: { path: 'outputs/models/check.json' } as never,
    });
    const pages = steps.map((step) => linksOf(stepPageOf(inEnglish(site), step).body)[1]);
    expect(pages).toEqual([
      ['published.html', 'Published and computed'],
      ['paper-check.html', 'Check of the printed tables'],
    ]);
  });
});
