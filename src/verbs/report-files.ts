import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { OUTPUTS, RECEIPTS, RUNS } from '../engine/places.ts';
import { ENGINE_FORMAT } from '../engine/state/memo.ts';
import { readReceipt, type Receipt } from '../engine/state/receipt.ts';
import { stepPage } from '../report/links.ts';
import type { RunRecord } from '../engine/state/run-record.ts';
import {
  FRAME,
  RUN_TIMES,
  runTimesPage,
  servedPage,
  type RunSummary,
  type RunTime,
} from '../report/served.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  /** Saved by the browser and never shown as a page of the report. */
  readonly save?: true;
}

/** Of the pages: other files in their folder are not theirs. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export const PLAIN = 'text/plain; charset=utf-8';

/** Whether a request was sent to this server by one of its own names. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(host ?? '');
}

/**
 * What the server answers to a path: a page of the report in `folder`, or an output that some step
 * made, to be saved. Files outside, by whatever way, are not there.
 */
export function answerFor(root: string, folder: string, url: string): Answer {
  const path = pathOf(url);
  const language = path?.startsWith('zh/') === true ? 'zh' : 'en';
  const prefix = language === 'en' ? '' : 'zh/';
  if (path === prefix + RUN_TIMES) {
    const frame = readInside(folder, prefix + FRAME)?.toString('utf8');
    if (frame !== undefined)
      return page(runTimesPage(frame, language, runTimes(root, folder), lastRuns(root)));
  }
  const type = TYPES[extname(path ?? '')];
  const bytes = type && readInside(folder, path ?? '');
  if (bytes === undefined || type === undefined)
    return outputAt(root, path) ?? { status: 404, type: PLAIN, body: 'not found\n' };
  if (type !== TYPES['.html']) return { status: 200, type, body: bytes };
  return page(servedPage(bytes.toString('utf8'), language));
}

/** An output by its path below `outputs/`, as links of the pages have it. */
function outputAt(root: string, path: string | undefined): Answer | undefined {
  const isMade = receipts(root).some(({ outputs }) =>
    Object.values(outputs).some((made) => made.path === `${OUTPUTS}/${path}`),
  );
  const body = isMade ? readInside(join(root, OUTPUTS), path ?? '') : undefined;
  return body && { status: 200, type: 'application/octet-stream', body, save: true };
}

function page(body: string): Answer {
  return { status: 200, type: TYPES['.html'] ?? '', body };
}

/** The path that an address asks for, or undefined for one that no page of the report has. */
function pathOf(url: string): string | undefined {
  const [encoded = ''] = url.split(/[?#]/u);
  let path: string;
  try {
    path = decodeURIComponent(encoded).replace(/^\//u, '');
  } catch {
    return undefined;
  }
  if (path === '' || path.endsWith('/')) path += 'index.html';
  const plain = path.split('/').every((part) => /^[\w~-][\w~.-]*$/u.test(part));
  return plain ? path : undefined;
}

/** A file's bytes, if it lies in the folder without a link that leads out of it. */
function readInside(folder: string, path: string): Buffer | undefined {
  try {
    const real = realpathSync(join(folder, path));
    if (!real.startsWith(realpathSync(folder) + sep) || !statSync(real).isFile()) return undefined;
    return readFileSync(real);
  } catch {
    return undefined;
  }
}

/** The records of what is current. */
function receipts(root: string): Receipt[] {
  const folder = join(root, RECEIPTS);
  return records(folder).flatMap((name) => readReceipt(folder, name, ENGINE_FORMAT) ?? []);
}

/** Names of the JSON files of a folder, without their ending. */
function records(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => /^(.*)\.json$/u.exec(file)?.slice(1) ?? []);
}

/** When steps were built, the last one first. */
function runTimes(root: string, site: string): RunTime[] {
  return receipts(root)
    .map(({ step, ms, finished }) => {
      return { step, linked: existsSync(join(site, stepPage(step))), ms, finished };
    })
    .sort((a, b) => (a.finished < b.finished ? 1 : -1));
}

const SHOWN_RUNS = 20;

/** The records of the last runs, the newest first; a damaged one is left out. */
function lastRuns(root: string): RunSummary[] {
  const folder = join(root, RUNS);
  const newest = records(folder).sort().toReversed().slice(0, SHOWN_RUNS);
  return newest.flatMap((name): RunSummary[] => {
    try {
      const text = readFileSync(join(folder, `${name}.json`), 'utf8');
      const { started, state, ms, steps } = JSON.parse(text) as RunRecord;
      const built = steps.filter((step) => step.state === 'built').length;
      return [{ started, state, ms, built, steps: steps.length }];
    } catch {
      return [];
    }
  });
}
