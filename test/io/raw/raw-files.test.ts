import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDefinitionRows } from '../../../src/io/definitions.ts';
import { rawFiles, readReference } from '../../../src/io/raw/raw-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function contextOf(files: Readonly<Record<string, string>>) {
  const at = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  }
  const context = {
    step: 'statistics',
    root: at('.'),
    files: Object.keys(files),
  };
  return { context };
}

describe('the raw files of a step', () => {
  it('are those that it reads, by path and without reference tables', () => {
    const { context } = contextOf({
      'data/raw/b/c.csv': '',
      'data/raw/a.csv': '',
      'data/raw/Thumbs.db': '',
      'data/reference/cities.csv': '',
    });
    expect(rawFiles(context)).toEqual(['data/raw/Thumbs.db', 'data/raw/a.csv', 'data/raw/b/c.csv']);
  });

  it('are an error where all are files of the system', () => {
    const { context } = contextOf({ 'data/raw/Thumbs.db': '', 'data/raw/desktop.ini': '' });
    expect(() => rawFiles(context)).toThrow(expect.objectContaining({ code: 'E_NO_FILES' }));
  });

  it('are an error where there are none, which says where to put them', () => {
    const { context } = contextOf({ 'data/reference/cities.csv': '' });
    expect(() => rawFiles(context)).toThrow(
      expect.objectContaining({
        code: 'E_NO_FILES',
        where: 'pipeline.yaml#steps.statistics.reads',
        hint: expect.stringContaining('data/raw/statistics/') as string,
      }),
    );
  });
});

describe('a reference table', () => {
  it('is rows by column name; a missing cell is empty', () => {
    const { context } = contextOf({
      'data/reference/cities.csv': 'city,name\n110000,北京市\n1,\n',
    });
    expect(readReference(context, 'cities')).toEqual([
      { city: '110000', name: '北京市' },
      { city: '1', name: '' },
    ]);
  });

  it('has to be among the files that the step reads, since a change of it must rebuild the step', () => {
    const { context } = contextOf({});
    expect(() => readReference(context, 'cities')).toThrow(
      expect.objectContaining({ code: 'E_NO_REFERENCE' }),
    );
    expect(readDefinitionRows(context)).toEqual([]);
  });
});
