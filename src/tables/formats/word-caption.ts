import { AlignmentType, Paragraph, SimpleField, TextRun, type IParagraphStyleOptions } from 'docx';
import { plainText } from './shown-text.ts';
import { captionOf, type Table } from '../table.ts';

const STYLE = 'Caption';

/** Word’s own style of captions, by which it lists tables and refers to them. */
export function captionStyle(size: number): IParagraphStyleOptions {
  return {
    id: STYLE,
    name: 'caption',
    basedOn: 'Normal',
    next: 'Normal',
    quickFormat: true,
    run: { bold: true, size },
    paragraph: { alignment: AlignmentType.CENTER, keepNext: true, spacing: { after: 80 } },
  };
}

/**
 * The number of a table is a field of Word, set to the label's own: `Table A15` is number 15 in the
 * sequence `Table_A`, so that pasted into a paper it keeps its number and can be referred to.
 */
export function captionParagraph(table: Table): Paragraph {
  const [label, caption] = [plainText(table.label), plainText(captionOf(table))];
  const parts = /^(?<name>[\p{L} ]*?)(?<prefix> ?[A-Z]?)(?<number>\d+)$/u.exec(label)?.groups;
  if (parts === undefined) {
    return new Paragraph({ style: STYLE, children: [new TextRun(caption)] });
  }
  const { name = '', prefix = '', number = '' } = parts;
  const sequence = [name.trim(), prefix.trim()].filter((part) => part !== '').join('_');
  return new Paragraph({
    style: STYLE,
    children: [
      new TextRun(name + prefix),
      new SimpleField(`SEQ ${sequence || 'Table'} \\* ARABIC \\r ${number}`, number),
      new TextRun(caption.slice(label.length)),
    ],
  });
}
