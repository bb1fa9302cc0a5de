import type { Align, Cell, Table, TableRow } from './table.ts';
import { WORDS } from './words.ts';

const ALIGN: Readonly<Record<Align, string>> = { left: 'l', center: 'c', right: 'r' };

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '×': '$\\times$',
  '²': '$^{2}$',
  '−': '$-$',
  '–': '--',
};

/**
 * A floating table for `\input`: booktabs rules, notes by threeparttable. A Chinese table needs
 * ctex and xelatex; the comment on top says so.
 */
export function toLatex(table: Table): string {
  const packages =
    table.language === 'zh' ? 'ctex,booktabs,threeparttable' : 'booktabs,threeparttable';
  const engine = table.language === 'zh' ? ' and xelatex' : '';
  return [
    `% Needs \\usepackage{${packages}}${engine}.`,
    '\\begin{table}[htbp]',
    '\\centering',
    '\\begin{threeparttable}',
    `\\caption{${escaped(table.title)}}`,
    `\\label{tab:${table.id.replaceAll(/[^\w.:-]/gu, '-')}}`,
    `\\begin{tabular}{${table.columns.map(({ align }) => ALIGN[align]).join('')}}`,
    '\\toprule',
    ...table.head.flatMap(headLines),
    '\\midrule',
    ...table.body.flatMap(bodyLines),
    '\\bottomrule',
    '\\end{tabular}',
    '\\begin{tablenotes}[flushleft]',
    // Notes have no marks, so no room for them either.
    '\\setlength\\labelsep{0pt}',
    '\\footnotesize',
    ...table.notes.map((note, i) => {
      const text = i === 0 ? WORDS[table.language].note + note : note;
      return `\\item[] ${escaped(text)}`;
    }),
    '\\end{tablenotes}',
    '\\end{threeparttable}',
    '\\end{table}',
    '',
  ].join('\n');
}

function headLines(row: TableRow): string[] {
  const rules: string[] = [];
  let column = 1;
  for (const cell of row.cells) {
    const last = column + (cell.span ?? 1) - 1;
    if (last > column && cell.text !== '') rules.push(`\\cmidrule(lr){${column}-${last}}`);
    column = last + 1;
  }
  const cells = row.cells.map((cell) => {
    const text = escaped(cell.text);
    return (cell.span ?? 1) > 1 ? `\\multicolumn{${cell.span}}{c}{${text}}` : text;
  });
  return [`${cells.join(' & ')} \\\\`, ...(rules.length === 0 ? [] : [rules.join(' ')])];
}

function bodyLines(row: TableRow): string[] {
  const cells = row.cells.map(cellText).join(' & ');
  // After the line break of the row before, `[` or `*` would be taken for its argument.
  const line = `${/^[[*]/u.test(cells) ? '{}' : ''}${cells} \\\\`;
  return row.rule === true ? ['\\midrule', line] : [line];
}

function cellText(cell: Cell): string {
  const text = escaped(cell.text);
  // A minus outside mathematics is a hyphen.
  const typeset = cell.value === undefined ? text : text.replaceAll('-', '$-$');
  return cell.stars === undefined ? typeset : `${typeset}$^{${cell.stars}}$`;
}

function escaped(text: string): string {
  return Array.from(text.replaceAll(/\s+/gu, ' '), (letter) => ESCAPES[letter] ?? letter).join('');
}
