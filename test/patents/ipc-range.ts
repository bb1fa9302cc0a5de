import type { IpcClass } from '../../src/patents/ipc.ts';

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
