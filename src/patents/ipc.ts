export interface IpcClass {
  /** `F03D`. */
  readonly subclass: string;
  readonly group: number;
  /** A decimal fraction: `13/142` lies between `13/14` and `13/15`. At least two digits. */
  readonly subgroup: string;
}

/** `Int.Cl.`, `Int. Cl.8:`, `IPC:`, `[1]` and the like before a symbol. */
const LABEL =
  /^(?:(?:INT[.\s]*CL[.\s]*\d?[.\s]*|IPC\d*|CPC)\s*:?\s*|\(?\d{1,2}\s*[)\].、:]\s*|[[【({<*"'\s])+/;
/** The group may have zeros or a dash before it; behind may stand an edition, a star or a letter. */
const PLAIN = /^([A-H]\d{2}[A-Z])[\s_-]*(\d{1,4})\s*\/\s*(\d{2,6})(?![\d/])/;
/** Fourteen characters: subclass, group in four digits, subgroup in six, filled up with zeros. */
const SYMBOL = /^([A-H]\d{2}[A-Z])(\d{4})(\d{6})(?!\d)/;
/** `9/00` behind `F03D 7/04` is of the same subclass. */
const GROUP = /^\d{1,4}\s*\/\s*\d{2,6}(?!\d)/;

/**
 * Reads one IPC (or CPC) symbol: `F03D1/06`, `F03D 1/06`, `F03D-001/06`, `Int.Cl. F03D   1/06
 * (2006.01)`, `F03D1/06*`, `F03D0001060000`. Null for anything else, a bare subclass included.
 */
export function parseIpc(text: string): IpcClass | null {
  const bare = text.normalize('NFKC').trim().toUpperCase().replace(LABEL, '');
  const parts = PLAIN.exec(bare) ?? SYMBOL.exec(bare);
  return parts === null ? null : toClass(parts[1], parts[2], parts[3]);
}

/** Whether a text goes on with a symbol of its own. */
export function beginsIpc(text: string): boolean {
  return /^\s*[A-H]\d{2}[A-Z][\s_-]*\d/.test(text);
}

/** The text of an entry, with the subclass of the entry before where it has none of its own. */
export function withSubclass(text: string, before: IpcClass | null): string {
  return before !== null && GROUP.test(text) ? before.subclass + text : text;
}

/** `F03D1/06`: what the rest of the project compares. */
export function formatIpc({ subclass, group, subgroup }: IpcClass): string {
  return `${subclass}${group}/${subgroup}`;
}

function toClass(subclass = '', group = '', digits = ''): IpcClass | null {
  const subgroup = digits.slice(0, 2) + digits.slice(2).replace(/0+$/, '');
  return Number(group) === 0 ? null : { subclass, group: Number(group), subgroup };
}
