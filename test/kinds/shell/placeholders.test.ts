import { expect, it } from 'vitest';
import { parseTemplate } from '../../../src/kinds/shell/placeholders.ts';

it('splits a command at its placeholders', () => {
  expect(parseTemplate('Rscript a.R ${needs.panel} > ${ outputs.csv }')).toEqual({
    pieces: ['Rscript a.R ', ' > ', ''],
    names: ['needs.panel', 'outputs.csv'],
  });
});

it('leaves what is no placeholder to the shell', () => {
  expect(parseTemplate('echo $HOME $(date) {a}')).toEqual({
    pieces: ['echo $HOME $(date) {a}'],
    names: [],
  });
});
