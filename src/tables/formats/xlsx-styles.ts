import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { withFixedZipTimes } from './zip-times.ts';

/** The number format that stands for text; cells with it are texts below a column's heading. */
export const TEXT_FORMAT = '@';
const TEXT_FORMAT_ID = '49';
const STYLES = 'xl/styles.xml';
/** Below it, formats are Excel's own, some of which differ between its languages. */
const FIRST_OWN = 164;

/**
 * A workbook as SheetJS writes it, with two things put right in its styles. It lists every format that
 * the process ever met: only those in use stay, numbered anew, so that the same table gives the same
 * bytes. And texts stand under their column's heading as the numbers do, by `align`.
 */
export function withOwnStyles(workbook: Uint8Array, align: 'center' | 'right'): Uint8Array {
  const files = unzipSync(workbook);
  const styles = strFromU8(files[STYLES] ?? new Uint8Array());
  const codes = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"\/>/gu)].map(
      ([, id = '', code = '']) => [id, code],
    ),
  );
  const used: string[] = [];
  const formats = styles.replace(/<cellXfs.*<\/cellXfs>/su, (list) =>
    list.replaceAll(/<xf numFmtId="(\d+)"([^>]*)\/>/gu, (_, id: string, rest: string) => {
      const code = codes.get(id);
      const own = code === undefined ? id : String(FIRST_OWN + placeOf(used, code));
      return `<xf numFmtId="${own}"${rest}${alignment(id, align)}`;
    }),
  );
  const list = used.map((code, i) => `<numFmt numFmtId="${FIRST_OWN + i}" formatCode="${code}"/>`);
  const named =
    list.length === 0 ? '' : `<numFmts count="${list.length}">${list.join('')}</numFmts>`;
  const written = formats.replace(/<numFmts.*<\/numFmts>/su, () => named);
  return withFixedZipTimes(zipSync({ ...files, [STYLES]: strToU8(written) }));
}

function placeOf(list: string[], code: string): number {
  const place = list.indexOf(code);
  return place < 0 ? list.push(code) - 1 : place;
}

/** General is for title, row headings and notes; numbers stand at the right by themselves. */
function alignment(id: string, align: 'center' | 'right'): string {
  const isText = id === TEXT_FORMAT_ID;
  if (!isText && (align === 'right' || id === '0')) return '/>';
  // A heading that is longer than its column is broken, and not cut.
  const wrap = isText ? ' wrapText="1"' : '';
  return ` applyAlignment="1"><alignment horizontal="${align}"${wrap}/></xf>`;
}
