import { foldName } from './names.ts';
import type { Field, PatentSource } from './sources.ts';

/** Where a header in two languages parts: at a line, a sign, a bracket or a blank between the scripts. */
const PARTINGS = [
  /[\n\r]+/,
  /[|/]+/,
  /[\s_]*[(（](?=[A-Za-z .'-]{4,60}[)）]$)/,
  /(?<=\p{Script=Han}[)）]?)[\s_-]+(?=[A-Za-z]{3})|(?<=[A-Za-z])[\s_-]+(?=\p{Script=Han})/u,
];
const HAN = /\p{Script=Han}/u;
/** `CPC 分类号` and `DWPI 分类号` are of other classes: no translation is so short. */
const SHORTEST = 6;

/**
 * The Chinese name of a header that gives it in two languages, `申请号 Application Number`; any other
 * as written. A second half that means another field makes it none.
 */
export function inOneLanguage(name: string, sources: readonly PatentSource[]): string {
  if (fieldNamed(name, sources) !== null) return name;
  for (const parting of PARTINGS) {
    const parts = name.split(parting).map((part) => part.trim());
    if (parts.length !== 2) continue;
    const chinese = parts.find((part) => HAN.test(part)) ?? '';
    const other = parts.find((part) => !HAN.test(part)) ?? '';
    const field = fieldNamed(chinese, sources);
    const twin = fieldNamed(other.replace(/[)）]$/, ''), sources);
    const agrees = twin === null ? other.length >= SHORTEST : twin === field;
    if (field !== null && agrees) return chinese;
  }
  return name;
}

function fieldNamed(name: string, sources: readonly PatentSource[]): Field | null {
  const folded = foldName(name);
  const found = sources.find(({ fields, shared }) => shared && fields.has(folded));
  return found?.fields.get(folded)?.field ?? null;
}
