import { describe, expect, it } from 'vitest';
import { feols } from '../../src/econometrics/feols.ts';
import { toErrorText } from '../../src/engine/events/diagnostic.ts';
import { UserError } from '../../src/text/user-error.ts';

describe('UserError', () => {
  it('has a place and a hint only where they are known', () => {
    expect(new UserError('E_X', 'no such thing')).toMatchObject({
      where: '',
      hint: '',
      subject: '',
    });
  });

  it('is told without a stack, and any other error as a bug with one', () => {
    const mistake = new UserError('E_X', 'no such thing', { where: 'a.yaml:1:2', hint: 'try b' });
    expect(toErrorText(mistake)).toEqual({
      code: 'E_X',
      where: 'a.yaml:1:2',
      message: 'no such thing',
      hint: 'try b',
    });
    expect(toErrorText(new TypeError('x is undefined'))).toMatchObject({
      code: 'E_BUG',
      stack: expect.stringContaining('TypeError'),
    });
  });

  it('is what an estimator throws, too', () => {
    const y = { kind: 'number', values: Float64Array.of(1, 2) } as const;
    expect(() => feols({ rows: 2, columns: { y } }, 'y ~ x')).toThrow(UserError);
  });

  it.each([
    ['a column', 'y ~ x', {}, 'x'],
    ['a cluster variable', 'y ~ 1', { vcov: { cluster: 'city' } }, 'city'],
    ['a weight', 'y ~ 1', { weights: 'w' }, 'w'],
    ['a formula', 'y ~ 1 +', {}, 'y ~ 1 +'],
    ['a variance', 'y ~ 1', { vcov: 'hc9' as 'hc3' }, 'hc9'],
    ['a preset', 'y ~ 1', { preset: 'stata' as 'fixest' }, 'stata'],
  ])('names what is wrong as the user wrote it: %s', (_, formula, options, subject) => {
    const y = { kind: 'number', values: Float64Array.of(1, 2) } as const;
    expect(() => feols({ rows: 2, columns: { y } }, formula, options)).toThrow(
      expect.objectContaining({ subject }),
    );
  });
});
