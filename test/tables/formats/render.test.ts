import { describe, expect, test } from 'vitest';
import { regressionTable } from '../../../src/tables/regression/table.ts';
import { renderTable, tableOutputs, writeTable } from '../../../src/tables/formats/render.ts';
import type { Table } from '../../../src/tables/table.ts';
import { LANGUAGES, type Language } from '../../../src/text/language.ts';
import { toDocx } from '../../../src/tables/formats/to-docx.ts';
import { toMarkdown } from '../../../src/tables/formats/to-markdown.ts';
import { FITS, SETTINGS } from '../published-fits.ts';

const build = (language: Language): Table => regressionTable(FITS, { ...SETTINGS, language });

describe('tableOutputs', () => {
  test('names a file a format, in names that start with the step', () => {
    expect(tableOutputs('vif', LANGUAGES)).toEqual({
      vif_md: 'outputs/tables/vif.md',
      vif_html: 'outputs/tables/vif.html',
      vif_tex: 'outputs/tables/vif.tex',
      vif_docx: 'outputs/tables/vif.docx',
      vif_xlsx: 'outputs/tables/vif.xlsx',
      vif_csv: 'outputs/tables/vif.csv',
      vif_en_json: 'outputs/tables/vif.en.json',
      vif_zh_json: 'outputs/tables/vif.zh.json',
    });
  });
});

describe('renderTable', () => {
  test('makes documents in the study’s language and the table in both', async () => {
    const rendered = await renderTable(build, { language: 'zh', languages: LANGUAGES });
    expect(rendered['md']).toBe(toMarkdown(build('zh')));
    expect(rendered['docx']).toEqual(await toDocx(build('zh')));
    expect(JSON.parse(String(rendered['en.json']))).toEqual(build('en'));
    expect(JSON.parse(String(rendered['zh.json']))).toEqual(build('zh'));
  });

  test('marks the csv as UTF-8 unless told not to', async () => {
    const marked = await renderTable(build, { language: 'en', languages: LANGUAGES });
    const plain = await renderTable(build, {
      language: 'en',
      languages: LANGUAGES,
      byteOrderMark: false,
    });
    expect(marked['csv']).toBe(`\uFEFF${String(plain['csv'])}`);
  });
});

describe('writeTable', () => {
  test('fills exactly the declared outputs', async () => {
    const declared = tableOutputs('table1', LANGUAGES);
    const written = new Map<string, Uint8Array>();
    const target = { step: 'table1', output: (name: string) => declared[name] ?? `no ${name}` };
    const write = async (path: string, bytes: Uint8Array) => void written.set(path, bytes);
    await writeTable(target, write, build, { language: 'en', languages: LANGUAGES });

    expect([...written.keys()]).toEqual(Object.values(declared));
    const text = new TextDecoder().decode(written.get('outputs/tables/table1.md'));
    expect(text).toBe(toMarkdown(build('en')));
  });
});
