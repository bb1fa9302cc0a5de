import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ErrorText } from '../../engine/events/event.ts';
import { select, type Graph, type Node } from '../../engine/graph.ts';
import type { Session } from '../../engine/session.ts';
import { tryStep, type Trial } from './trial.ts';
import { readSurvey, type SurveyRoles } from '../../io/tables/read-survey.ts';
import type { Survey } from '../../sources/survey.ts';

/** A source step, and what its raw files give. */
export interface Looked {
  readonly step: string;
  /** What its counts count. */
  readonly unit: string;
  /** Null where the step ended before it looked at any file. */
  readonly survey: Survey | null;
  readonly files: readonly string[];
  readonly warnings: readonly string[];
  readonly error?: ErrorText;
}

/** The steps that read raw files: they say what became of each. */
export function sourceNodes(graph: Graph): Node[] {
  return [...graph.values()].filter(({ spec: { name }, outputs }) =>
    ['', '_rejects', '_files', '_columns'].every((part) => name + part in outputs),
  );
}

/**
 * Looks at the raw files of all source steps as a run would read them, and publishes nothing. `folder` is
 * read in place of the study's own, where it has no folder for each step.
 */
export async function lookAtSources(
  session: Session,
  graph: Graph,
  signal: AbortSignal,
  only: (step: string) => ((files: readonly string[]) => readonly string[]) | undefined,
): Promise<Looked[]> {
  const folder = mkdtempSync(join(tmpdir(), 'didactic-look-'));
  const attempt = (node: Node, choose?: (files: readonly string[]) => readonly string[]) =>
    tryStep(session, graph, node, join(folder, node.spec.name), signal, choose);
  try {
    const { unit, time } = session.study.roles;
    const register = unit === undefined ? undefined : await tableOf(graph, attempt, unit);
    const found: Looked[] = [];
    for (const node of sourceNodes(graph)) {
      const { name: step, expect } = node.spec;
      const trial = await attempt(node, only(step));
      const paths = pathsOf(step, trial);
      const key = expect.key ?? [];
      const tellsApart = key.find((column) => ![unit, time].includes(column));
      const wanted =
        tellsApart === undefined || expect.references?.[tellsApart] === undefined
          ? undefined
          : await tableOf(graph, attempt, tellsApart);
      const roles = {
        key,
        unit,
        time,
        ...spanOf(session),
        ...(register === undefined ? {} : { register }),
        ...(wanted === undefined ? {} : { wanted: { ...wanted, source: step } }),
      };
      const { files, warnings, error } = trial;
      found.push({
        step,
        unit: node.described.unit,
        survey: paths === undefined ? null : await readSurvey(paths, roles),
        files,
        warnings,
        ...(error === undefined ? {} : { error }),
      });
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first and last year of the study: its settings `first_year` and `last_year`, by the name of its period. */
function spanOf({ study: { roles, settings } }: Session): Pick<SurveyRoles, 'span'> {
  const [first, last] = ['first', 'last'].map((end) => settings[`${end}_${roles.time ?? 'year'}`]);
  return typeof first === 'number' && typeof last === 'number' ? { span: [first, last] } : {};
}

function pathsOf(step: string, { outputs }: Trial) {
  const table = outputs[step];
  const rejects = outputs[`${step}_rejects`];
  const files = outputs[`${step}_files`];
  const columns = outputs[`${step}_columns`];
  if (!table || !rejects || !files || !columns) return undefined;
  return { table, rejects, files, columns };
}

/**
 * The table in which contracts look up a column, such as that of the units that the study is about, where it
 * can be made without any other step.
 */
async function tableOf(
  graph: Graph,
  attempt: (node: Node) => Promise<Trial>,
  looked: string,
): Promise<SurveyRoles['register']> {
  for (const { spec } of graph.values()) {
    const [name = '', column = ''] = spec.expect.references?.[looked]?.split('.') ?? [];
    const node = graph.get(name);
    if (node === undefined || select(graph, [name]).size > 1) continue;
    const path = (await attempt(node)).outputs[name];
    if (path !== undefined) return { path, column };
  }
  return undefined;
}
