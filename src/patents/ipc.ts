export interface IpcClass {
  /** `F03D`. */
  readonly subclass: string;
  readonly group: number;
  /** A decimal fraction: `13/142` lies between `13/14` and `13/15`. At least two digits. */
  readonly subgroup: string;
}

const PLAIN = /^([A-H]\d{2}[A-Z])(\d{1,4})\/(\d{2,6})$/;
/** Fourteen characters: subclass, group in four digits, subgroup in six, filled up with zeros. */
const SYMBOL = /^([A-H]\d{2}[A-Z])(\d{4})(\d{6})$/;

/**
 * Reads one IPC (or CPC) symbol: `F03D1/06`, `F03D 1/06`, `F03D 001/06`, `F03D   1/06 (2006.01)`,
 * `F03D0001060000`. Null for anything else, a bare subclass included.
 */
export function parseIpc(text: string): IpcClass | null {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[([].*$/, '')
    .replaceAll(/\s+/g, '');
  const parts = PLAIN.exec(bare) ?? SYMBOL.exec(bare);
  return parts === null ? null : toClass(parts[1], parts[2], parts[3]);
}

/** `F03D1/06`: what the rest of the project compares. */
export function formatIpc({ subclass, group, subgroup }: IpcClass): string {
  return `${subclass}${group}/${subgroup}`;
}

function toClass(subclass = '', group = '', digits = ''): IpcClass | null {
  const subgroup = digits.slice(0, 2) + digits.slice(2).replace(/0+$/, '');
  return Number(group) === 0 ? null : { subclass, group: Number(group), subgroup };
}
