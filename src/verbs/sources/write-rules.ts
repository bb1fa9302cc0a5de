import { Document, isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import type { SourceRule } from '../../sources/rule.ts';
import type { Suggestion } from '../../sources/suggest.ts';
import { UserError } from '../../text/user-error.ts';

/** Keys before which `sources:` is put where a study has none yet. */
const BEFORE = ['formulas', 'defaults', 'steps'];

/** Entries of `sources:` as lines of YAML, each line behind `indent`. */
export function rulesText(suggestions: readonly Suggestion[], indent: string): string {
  const lines = suggestions.flatMap(({ entry, comment }) => [
    ...(entry === null ? [] : entryLines(entry)),
    ...comment.map((line) => `# ${line}`),
  ]);
  return lines.map((line) => `${indent}${line}\n`).join('');
}

/** An entry in block style, its list of files in one line. */
function entryLines(entry: SourceRule): string[] {
  const document = new Document([entry]);
  const files = document.getIn([0, 'files']);
  if (isSeq(files)) files.flow = true;
  const options = { lineWidth: 0, singleQuote: true, flowCollectionPadding: false };
  return document.toString(options).trimEnd().split('\n');
}

/**
 * The text of pipeline.yaml with more entries behind those of `sources:`. Everything else stays as it is,
 * letter by letter.
 */
export function withRules(text: string, suggestions: readonly Suggestion[]): string {
  const document = parseDocument(text, { keepSourceTokens: false });
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const named = (name: string) => pairs.find(({ key }) => isScalar(key) && key.value === name);
  const found = named('sources');
  const whole =
    found === undefined
      ? inserted(text, placeOfBlock(text, startsOf(BEFORE.map(named))), suggestions)
      : extended(text, found, suggestions);
  const [fault] = parseDocument(whole).errors;
  if (fault === undefined) return whole;
  throw new UserError('E_YAML_SYNTAX', 'sources: could not be written into pipeline.yaml', {
    where: 'pipeline.yaml',
    hint: 'Write the entries by hand: without --write they are only shown.',
  });
}

type Found = { readonly key: unknown; readonly value: unknown } | undefined;

function startsOf(pairs: readonly Found[]): number[] {
  return pairs.flatMap((pair) => (isScalar(pair?.key) ? (pair.key.range?.[0] ?? []) : []));
}

/** The start of the first of these keys, or of the comment above it; the text's end without one. */
function placeOfBlock(text: string, starts: readonly number[]): number {
  if (starts.length === 0) return text.length;
  let place = text.lastIndexOf('\n', Math.min(...starts) - 1) + 1;
  while (place > 0) {
    const above = text.lastIndexOf('\n', place - 2) + 1;
    if (!text.slice(above, place).startsWith('#')) break;
    place = above;
  }
  return place;
}

function inserted(text: string, place: number, suggestions: readonly Suggestion[]): string {
  const before = text.slice(0, place);
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  const head =
    '# What raw files are that are not told by themselves; later entries win.\nsources:\n';
  return `${before}${gap}${head}${rulesText(suggestions, '  ')}\n${text.slice(place)}`;
}

function extended(
  text: string,
  { key, value }: NonNullable<Found>,
  suggestions: readonly Suggestion[],
): string {
  if (isSeq(value) && value.flow !== true) {
    const [first] = value.items;
    const start = rangeOf(first)[0];
    const dash = text.lastIndexOf('-', start);
    const indent = text.slice(text.lastIndexOf('\n', dash) + 1, dash);
    const end = endOfLine(text, rangeOf(value.items.at(-1))[1]);
    return put(text, end, end, rulesText(suggestions, /^\s*$/u.test(indent) ? indent : '  '));
  }
  // An empty one, or one in brackets: it is written anew, an entry a line.
  const [from, to] = isSeq(value) ? rangeOf(value) : [rangeOf(key)[1] + 1, rangeOf(value)[1]];
  const old = isSeq(value) ? blockText(value) : '';
  return put(text, from, Math.max(from, to), `\n${old}${rulesText(suggestions, '  ')}`.trimEnd());
}

function blockText(list: YAMLSeq): string {
  list.flow = false;
  const lines = new Document(list).toString({ lineWidth: 0 }).trimEnd().split('\n');
  return list.items.length === 0 ? '' : lines.map((line) => `  ${line}\n`).join('');
}

function put(text: string, from: number, to: number, more: string): string {
  const head = text.slice(0, from);
  const gap = head.endsWith('\n') || more.startsWith('\n') ? '' : '\n';
  return head.trimEnd().length === head.length || more.startsWith('\n')
    ? `${head.trimEnd()}${gap}${more}${text.slice(to)}`
    : `${head}${gap}${more}${text.slice(to)}`;
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0];
}

/** The place behind the line break of the line that holds `place`. */
function endOfLine(text: string, place: number): number {
  // The end of a block may be the start of the next line already.
  if (text[place - 1] === '\n') return place;
  const end = text.indexOf('\n', place);
  return end < 0 ? text.length : end + 1;
}
