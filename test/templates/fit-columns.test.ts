import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askedFits, columnsOf, fitColumns } from '../../src/templates/fit-columns.ts';

const shape = z.strictObject(fitColumns);
const ASKED = [
  { fit: 't.1', step: 's', asked: 't.*' },
  { fit: 't.2', step: 's', asked: 't.*' },
  { fit: 'u.1', step: 's', asked: 'u.1' },
];

describe('the columns of a table of fits', () => {
  it('are the fits that a pattern stands for, under their headings', () => {
    const given = shape.parse({ columns: 't.*', headings: { 't.2': 'Two' } });
    expect(askedFits(given)).toEqual([{ fit: 't.*', at: ['columns', '0'] }]);
    expect(columnsOf(given, ASKED)).toEqual({
      columns: [{ fit: 't.1' }, { fit: 't.2', heading: 'Two' }],
    });
  });

  it('are never none: a pattern for fits that nobody declares is an error', () => {
    const given = shape.parse({ columns: 'own.*' });
    expect(() => columnsOf(given, ASKED)).toThrow('no step declares a fit that "own.*" stands for');
  });

  it('are blocks by name, whose fits are written once', () => {
    const given = shape.parse({
      panels: { a: ['x', 'y'] },
      fits: 'm.${panel}.${column}',
      headings: { y: 'Y' },
      panel_titles: { a: 'Panel A' },
    });
    expect(askedFits(given)).toEqual([
      { fit: 'm.a.x', at: ['panels', 'a', '0'] },
      { fit: 'm.a.y', at: ['panels', 'a', '1'] },
    ]);
    const columns = [{ fit: 'm.a.x' }, { fit: 'm.a.y', heading: 'Y' }];
    expect(columnsOf(given, [])).toEqual({ columns, panels: [{ title: 'Panel A', columns }] });
  });
});
