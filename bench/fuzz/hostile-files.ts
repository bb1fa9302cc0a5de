import { Zip, ZipDeflate, zipSync } from 'fflate';

const MEGABYTE = 1_000_000;

let bombBytes: Buffer | undefined;

/** 300 MB of zeros in 300 kB. */
export function bomb(): Buffer {
  bombBytes ??= zipOf({ 'a.csv': [Buffer.alloc(MEGABYTE), 300] });
  return bombBytes;
}

let sheetBomb: Buffer | undefined;

/** A sheet of 400 MB, row after row. */
export function workbookBomb(): Buffer {
  const row = '<row><c><v>1</v></c></row>';
  const rows = Buffer.from(row.repeat(Math.floor(MEGABYTE / row.length)));
  sheetBomb ??= sheetOf([
    ['<sheetData>', 1],
    [rows, 400],
    ['</sheetData>', 1],
  ]);
  return sheetBomb;
}

export function nested(bytes: Buffer): Buffer {
  let inner = bytes;
  for (let depth = 0; depth < 6; depth++) inner = Buffer.from(zipSync({ 'a.zip': inner }));
  return inner;
}

export function fakedDimension(): Buffer {
  const cell = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>';
  const merges = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>';
  const inside = `<dimension ref="A1:XFD1048576"/><sheetData>${cell}</sheetData>${merges}`;
  return sheetOf([[inside, 1]]);
}

export function entities(): Buffer {
  const tens = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`,
  ).join('');
  const doctype = `<!DOCTYPE x [<!ENTITY a0 "x">${tens}<!ENTITY f SYSTEM "file:///etc/passwd">]>`;
  const cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;&f;</t></is></c></row>';
  return sheetOf([[`<sheetData>${cell}</sheetData>`, 1]], doctype);
}

/** A text or bytes, so many times. */
type Part = readonly [content: string | Buffer, times: number];

function sheetOf(inside: readonly Part[], doctype = ''): Buffer {
  const xml = '<?xml version="1.0"?>';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const content = 'http://schemas.openxmlformats.org/package/2006/content-types';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const sheets = `<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>`;
  const relation = (type: string, target: string) =>
    `${xml}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  return zipOf(
    {
      '[Content_Types].xml': `${xml}<Types xmlns="${content}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
      '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
      'xl/workbook.xml': `${xml}<workbook ${main} xmlns:r="${office}">${sheets}</workbook>`,
      'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    },
    [[`${xml}${doctype}<worksheet ${main}>`, 1], ...inside, ['</worksheet>', 1]],
  );
}

/** A zip file that is made a piece at a time, so that a large one takes no memory here. */
function zipOf(
  files: Readonly<Record<string, string | Part>>,
  sheet: readonly Part[] = [],
): Buffer {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_, chunk) => chunks.push(chunk));
  const add = (name: string, parts: readonly Part[]) => {
    const file = new ZipDeflate(name, { level: 1 });
    zip.add(file);
    for (const [content, times] of parts) {
      for (let i = 0; i < times; i++) file.push(Buffer.from(content));
    }
    file.push(new Uint8Array(), true);
  };
  for (const [name, part] of Object.entries(files)) {
    add(name, [typeof part === 'string' ? [part, 1] : part]);
  }
  if (sheet.length > 0) add('xl/worksheets/sheet1.xml', sheet);
  zip.end();
  return Buffer.concat(chunks);
}
