import { describe, expect, it } from 'vitest';
import { project } from '../support/rig.ts';

const STUDY = `study: {}
settings: { size: 1 }
steps:
  a: {}
`;
const SQL = { 'pipeline.yaml': STUDY, 'sql/a.sql': "select getvariable('size') as size" };
const WORDS = "settings: { size: 'size ${value}' }\n";

describe('the words beside a study', () => {
  it('are refused under a name that nobody would read', async () => {
    for (const file of ['texts/fr.yaml', 'texts/en.yml', 'texts/EN.yaml']) {
      const { error, exit } = await project({ ...SQL, [file]: WORDS }).run();
      expect(exit).toBe(2);
      expect(error).toMatchObject({ code: 'E_UNKNOWN_LANGUAGE', where: file });
      expect(error?.hint).toContain('texts/en.yaml');
    }
  });

  it('may have other files beside them, such as those of an editor', async () => {
    const files = { 'texts/en.yaml': WORDS, 'texts/.en.yaml': '}', 'texts/en.yaml~': '}' };
    expect((await project({ ...SQL, ...files }).run()).states).toEqual({ a: 'built' });
  });
});
