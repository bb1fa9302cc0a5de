import type { Cell } from '../sources/table.ts';
import { cellText } from './cells.ts';
import type { PublicationNumber } from './numbers/document-numbers.ts';
import type { PatentType } from './record.ts';

/** Names of types in folded form; `invention` does not say whether application or grant. */
export type PatentTypes = ReadonlyMap<string, PatentType | 'invention'>;

const TYPE_OF_KIND: Readonly<Record<string, PatentType>> = {
  A: 'invention_application',
  B: 'invention_grant',
  C: 'invention_grant',
  U: 'utility_model',
  Y: 'utility_model',
  S: 'design',
  D: 'design',
};
/** No name of a type is longer. */
const LONGEST = 60;
const TYPES: readonly string[] = [
  'invention',
  'invention_application',
  'invention_grant',
  'utility_model',
  'design',
];

/** Reads the table of names, `patent_types.csv`. */
export function patentTypes(rows: readonly Readonly<Record<string, string>>[]): PatentTypes {
  return new Map(
    rows.flatMap(({ name = '', type = '' }) =>
      TYPES.includes(type) ? [[foldType(name), type as PatentType | 'invention']] : [],
    ),
  );
}

/** As written, else as the kind code of the publication says; null for a name that nobody knows. */
export function readType(
  cell: Cell,
  { kind }: Pick<PublicationNumber, 'kind'>,
  types: PatentTypes,
): PatentType | null {
  const byKind = TYPE_OF_KIND[kind.charAt(0)] ?? null;
  const text = cellText(cell);
  if (text === '') return byKind;
  if (text.length > LONGEST) return null;
  const type = types.get(foldType(text)) ?? types.get(foldType(withoutRemarks(text)));
  if (type !== 'invention') return type ?? null;
  // `Utility` is an invention in the United States and a utility model elsewhere: its number tells.
  return byKind ?? 'invention_application';
}

/** `1-发明专利申请`, `发明公开（A）`, `PCT发明`: what stands beside the name. */
function withoutRemarks(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, '')
    .replace(/^(?:中国|pct|cn|\d+)[\s.:_-]*/i, '')
    .replace(/[\s:_-]*[A-Z]\d?$/, '');
}

function foldType(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()（）:_.-]+/g, '');
}
