import { displayWidth, shortened } from '../../text/width.ts';

const COLOURS: Readonly<Record<string, string>> = {
  built: '32',
  restored: '36',
  unchanged: '2',
  failed: '31',
  blocked: '33',
  build: '32',
  maybe: '33',
};
const STATE_WIDTH = 10;
const NAME_WIDTH = 20;
/** Of the causes of a rebuild; `why STEP` gives all. */
const SHOWN_CAUSES = 2;

/** The start of a line about a step: its state and its name, so that all lines stand in columns. */
export function lineHead(state: string, step: string): string {
  return `${state.padEnd(STATE_WIDTH)} ${step.padEnd(NAME_WIDTH)} `;
}

/**
 * What happened to a step, in lines no wider than `columns`: facts stand whole, causes are cut with an
 * ellipsis, and counts take the room that is left, or lines of their own: none of them is left out.
 */
export function stepLine(
  { state, step }: { readonly state: string; readonly step: string },
  shown: {
    readonly facts?: readonly string[];
    readonly counts?: readonly string[];
    readonly why: readonly string[];
  },
  { columns, colour }: { readonly columns: number; readonly colour: boolean },
): string {
  const head = lineHead(state, step);
  const facts = (shown.facts ?? []).join('  ');
  const room = columns - displayWidth(head + facts) - (facts === '' ? 0 : 2);
  const why = causesText(shown.why, room);
  const all = (shown.counts ?? []).join('  ');
  const fits = displayWidth(all) <= room - displayWidth(why) - 2;
  const first = head + [facts, fits ? all : '', why].filter((part) => part !== '').join('  ');
  const line = [first.trimEnd(), ...(fits ? [] : countLines(shown.counts ?? [], columns))].join(
    '\n',
  );
  const painted = `\u001B[${COLOURS[state] ?? '0'}m${head.slice(0, STATE_WIDTH)}\u001B[0m`;
  return (colour ? painted + line.slice(STATE_WIDTH) : line).trimEnd();
}

/** The first causes of a rebuild in brackets, and how many more there are, in words or as `+3`. */
function causesText(why: readonly string[], room: number): string {
  for (let shown = Math.min(SHOWN_CAUSES, why.length); shown > 0; shown -= 1) {
    const more = why.length - shown;
    const first = why.slice(0, shown).join(', ');
    for (const rest of more === 0 ? [''] : [`, and ${more} more`, `, +${more}`]) {
      const text = `(${first}${rest})`;
      if (displayWidth(text) <= room) return text;
      const left = room - displayWidth(rest) - 2;
      if (shown === 1 && !rest.endsWith('more')) return `(${shortened(first, left)}${rest})`;
    }
  }
  return '';
}

/** Counts under the step's name, as many in a line as it has room for. */
function countLines(counts: readonly string[], columns: number): string[] {
  const indent = ' '.repeat(STATE_WIDTH + 1);
  const lines: string[] = [];
  for (const count of counts) {
    const longer = `${lines.at(-1) ?? ''}  ${count}`;
    const fits = lines.length > 0 && displayWidth(longer) <= columns;
    if (fits) lines[lines.length - 1] = longer;
    else lines.push(indent + count);
  }
  return lines;
}

export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return ms < 59_950 ? `${(ms / 1000).toFixed(1)} s` : wholeSeconds(ms);
}

/** A time in seconds or minutes, for one that is only known roughly. */
export function wholeSeconds(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
