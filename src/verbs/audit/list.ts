import { damage } from '../../engine/artifacts.ts';
import { eventOf, openArtifacts, type KnownArtifact } from './artifacts.ts';
import { inColumns } from '../../text/columns.ts';
import { EXIT, tell, type RunArguments, type VerbContext } from '../terminal.ts';
import { countText } from '../../text/numbers.ts';

const HEAD = ['artifact', 'step', 'rows', 'columns', 'bytes', 'sha256', 'age', 'state'];
const NUMBERS = [2, 3, 4];
const SHORT_HASH = 12;

/** `audit list [STEP…]`: every artifact with rows, columns, bytes, hash, step, age and state. */
export async function auditList(context: VerbContext, args: RunArguments): Promise<number> {
  const { session, chosen, artifacts } = await openArtifacts(context, args);
  const lines: string[][] = [];
  for (const known of artifacts) {
    const found = await damage(session.files, known.artifact);
    const state = found === undefined ? 'intact' : found.endsWith('missing') ? 'missing' : 'edited';
    tell(context, args, { ...eventOf(known), finished: known.receipt.finished, state }, '');
    lines.push(lineOf(known, state, context.now()));
  }
  for (const step of chosen.keys()) {
    if (session.receipt(step) !== undefined) continue;
    const state = 'never built';
    tell(context, args, { event: 'step', step, state }, '');
    lines.push(['', step, '', '', '', '', '', state]);
  }
  if (!args.json) context.terminal.out(inColumns([HEAD, ...lines], NUMBERS));
  return EXIT.done;
}

function lineOf({ name, step, artifact, receipt }: KnownArtifact, state: string, now: number) {
  const { table, bytes, sha256 } = artifact;
  return [
    name,
    step,
    table === undefined ? '' : countText(table.rows),
    table === undefined ? '' : countText(table.columns.length),
    countText(bytes),
    sha256.slice(0, SHORT_HASH),
    ageText(now - Date.parse(receipt.finished)),
    state,
  ];
}

/** Age in the largest unit that it fills: `3 min`, `2 h`, `5 d`. */
export function ageText(ms: number): string {
  const units = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'min'],
  ] as const;
  const [size, unit] = units.find(([length]) => ms >= length) ?? [1000, 's'];
  return `${Math.max(0, Math.floor(ms / size))} ${unit}`;
}
