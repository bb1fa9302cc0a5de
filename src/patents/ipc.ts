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
  const plain = PLAIN.exec(bare);
  if (plain !== null) return toClass(plain[1], plain[2], plain[3]);
  const symbol = SYMBOL.exec(bare);
  return symbol === null ? null : toClass(symbol[1], symbol[2], symbol[3]);
}

/** `F03D1/06`: what the rest of the project compares. */
export function formatIpc({ subclass, group, subgroup }: IpcClass): string {
  return `${subclass}${group}/${subgroup}`;
}

/** Order by subclass, group number, then subgroup as a decimal fraction; negative, zero, positive. */
export function compareIpc(a: IpcClass, b: IpcClass): number {
  if (a.subclass !== b.subclass) return a.subclass < b.subclass ? -1 : 1;
  if (a.group !== b.group) return a.group - b.group;
  const left = fraction(a.subgroup);
  const right = fraction(b.subgroup);
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Whether a class lies in a range, ends included: `F03B13/12` to `F03B13/26` has 13/142 and
 * whatever is below 13/26, such as 13/262. Each range stays within one subclass.
 */
export function ipcInRange(ipc: IpcClass, from: IpcClass, to: IpcClass): boolean {
  if (compareIpc(ipc, from) < 0) return false;
  if (compareIpc(ipc, to) <= 0) return true;
  const same = ipc.subclass === to.subclass && ipc.group === to.group;
  return same && to.subgroup !== '00' && ipc.subgroup.startsWith(to.subgroup);
}

/** As many digits as any subgroup has, so that text order is the order of the fractions. */
function fraction(subgroup: string): string {
  return subgroup.padEnd(6, '0');
}

function toClass(subclass = '', group = '', subgroup = ''): IpcClass | null {
  const digits =
    subgroup.length > 2 ? subgroup.slice(0, 2) + trimZeros(subgroup.slice(2)) : subgroup;
  const number = Number(group);
  return number === 0 ? null : { subclass, group: number, subgroup: digits };
}

function trimZeros(digits: string): string {
  return digits.replace(/0+$/, '');
}
