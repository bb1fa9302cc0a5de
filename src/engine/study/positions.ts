import {
  LineCounter,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Node,
  type YAMLError,
} from 'yaml';
import { UserError } from '../../text/user-error.ts';

export interface ParsedYaml {
  readonly value: unknown;
  /** Document path -> `line:column` of its value; with `#key` appended, of its key. */
  readonly positions: Record<string, string>;
}

/** Parses YAML and notes where each key and value stands. Throws E_YAML_SYNTAX at the first fault. */
export function parseWithPositions(text: string, file: string): ParsedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const fault: YAMLError | undefined = document.errors[0];
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${line}:${col}`;
  };
  if (fault !== undefined) {
    const duplicate = fault.code === 'DUPLICATE_KEY';
    throw new UserError(
      duplicate ? 'E_DUPLICATE_KEY' : 'E_YAML_SYNTAX',
      duplicate ? 'this key stands twice in one mapping' : fault.message,
      {
        where: `${file}:${at(fault.pos[0])}`,
        hint: duplicate ? 'rename or remove one of them' : 'check indentation, quotes and brackets',
      },
    );
  }
  const positions: Record<string, string> = {};
  notePositions(document.contents, [], file, at, positions);
  return { value: document.toJS({ maxAliasCount: 100 }), positions };
}
function notePositions(
  node: unknown,
  path: readonly string[],
  file: string,
  at: (offset: number) => string,
  positions: Record<string, string>,
): void {
  const range = (node as Node | null)?.range;
  if (range) positions[path.join('.')] = at(range[0]);
  if (isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value)) {
    throw new UserError('E_WRONG_TYPE', `${path.join('.')} is ${node.source ?? node.value}`, {
      where: `${file}:${at(range?.[0] ?? 0)}`,
      hint: 'write a finite number; null where there is none',
    });
  }
  if (isMap(node)) {
    for (const pair of node.items) {
      if (!isScalar(pair.key)) continue;
      const inner = [...path, String(pair.key.value)];
      const start = at(pair.key.range?.[0] ?? 0);
      if (inner.at(-1) === '__proto__') {
        throw new UserError('E_BAD_NAME', '"__proto__" cannot be a name', {
          where: `${file}:${start}`,
          hint: 'it is a word of JavaScript; write another',
        });
      }
      positions[`${inner.join('.')}#key`] = start;
      positions[inner.join('.')] = start;
      notePositions(pair.value, inner, file, at, positions);
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, i) => notePositions(item, [...path, String(i)], file, at, positions));
  }
}
