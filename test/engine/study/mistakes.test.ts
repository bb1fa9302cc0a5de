import { describe, expect, it } from 'vitest';
import { schemaMistake, unknownKind } from '../../../src/engine/study/mistakes.ts';
import { parseWithPositions } from '../../../src/engine/study/positions.ts';
import { studySchema } from '../../../src/engine/study/schema.ts';

/** The mistake that the schema finds in a study of this text. */
function mistake(text: string) {
  const { value, positions } = parseWithPositions(text, 'pipeline.yaml');
  const { error } = studySchema.safeParse(value);
  return schemaMistake(error!, value, { positions: { 'pipeline.yaml': positions } });
}

describe('a mistake in a study', () => {
  it('is a key that there is not, at the key, with the one that was meant', () => {
    expect(mistake('study: {}\nsettings: {}\nstpes: {}\nsteps: {}\n')).toMatchObject({
      code: 'E_UNKNOWN_KEY',
      where: 'pipeline.yaml:3:1',
      hint: 'Did you mean "steps"?',
    });
  });

  it('is a value of another type, as it was written', () => {
    expect(mistake('study: {}\nsteps: 3\n')).toMatchObject({
      code: 'E_WRONG_TYPE',
      where: expect.stringMatching(/^pipeline\.yaml:2:/u) as unknown,
      message: expect.stringContaining('steps is 3') as unknown,
    });
  });

  it('is a kind that there is not', () => {
    const places = { positions: { 'pipeline.yaml': { 'steps.a.kind': '3:5' } } };
    expect(unknownKind('a', 'shel', places)).toMatchObject({
      code: 'E_UNKNOWN_KIND',
      where: 'pipeline.yaml:3:5',
      hint: 'Did you mean "shell"?',
    });
  });
});
