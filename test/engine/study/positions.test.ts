import { describe, expect, it } from 'vitest';
import { parseWithPositions } from '../../../src/engine/study/positions.ts';

const parse = (text: string) => parseWithPositions(text, 'f.yaml');

describe('the places in a document', () => {
  it('are those of keys, of values and of the parts of lists', () => {
    const { value, positions } = parse('a:\n  b: [x, y]\n');
    expect(value).toEqual({ a: { b: ['x', 'y'] } });
    expect(positions).toMatchObject({ 'a#key': '1:1', 'a.b#key': '2:3', 'a.b.1': '2:10' });
  });

  it.each([
    ['a: [1', 'E_YAML_SYNTAX', 'f.yaml:1:'],
    ['a: 1\nb: 2\na: 3\n', 'E_DUPLICATE_KEY', 'f.yaml:3:1'],
    ['a:\n  b: .inf\n', 'E_WRONG_TYPE', 'f.yaml:2:6'],
  ])('show a fault: %j', (text, code, where) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code, where: expect.stringContaining(where) as unknown }),
    );
  });
});
