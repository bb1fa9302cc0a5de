import { stepFolder } from '../engine/places.ts';
/** Where the step `demo` writes its world. */
const DEMO = stepFolder('demo');

/** Whether what is made from this data folder has to say that it is synthetic. */
export function isSynthetic(folder: string): boolean {
  return `${folder.replaceAll(/^(?:\.\/)+|\/+$/gu, '')}/` === DEMO;
}
