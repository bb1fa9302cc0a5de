import type { Json } from '../state/hash.ts';

export type StepKind = 'sql' | 'ts' | 'shell';

/** What a step's output must satisfy before it is published. */
export interface Expectation {
  readonly key?: readonly string[];
  readonly not_null?: readonly string[];
  /** Column -> lowest and highest allowed value; null leaves an end open. */
  readonly range?: Readonly<Record<string, readonly [number | null, number | null]>>;
  /** Exact number of rows, or the lowest and the highest. */
  readonly rows?: number | readonly [number | null, number | null];
  /** Every combination of the values of the key columns occurs. */
  readonly balanced?: boolean;
  readonly accepted?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  /** Column -> `table.column` of a needed step in which its values must occur. */
  readonly references?: Readonly<Record<string, string>>;
}

/** A step as `pipeline.yaml` states it, with settings filled in. */
export interface StepSpec {
  readonly name: string;
  readonly kind: StepKind;
  /** The SQL or TypeScript file, or the shell command. */
  readonly run: string;
  readonly needs: readonly string[];
  /** Files and globs, from the project's folder. */
  readonly reads: readonly string[];
  readonly with: Readonly<Record<string, Json>>;
  /** Artifact name -> path; empty for `ts`, whose code states them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly expect: Expectation;
  /** Threads of DuckDB; more than one may change the last bits of sums of doubles. */
  readonly threads: number;
  /** Takes part only while another step reads what it writes. */
  readonly on_demand: boolean;
}

export interface Study {
  readonly title: string;
  readonly settings: Readonly<Record<string, Json>>;
  readonly steps: readonly StepSpec[];
  /** Path in the document (`steps.panel.needs.0`) -> `line:column`. */
  readonly positions: Readonly<Record<string, string>>;
}

export const STUDY_FILE = 'pipeline.yaml';

/** `pipeline.yaml:14:12` for a path in the document, or for the nearest part that is there. */
export function whereInStudy(study: Pick<Study, 'positions'>, path: readonly string[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const position = study.positions[path.slice(0, length).join('.')];
    if (position !== undefined) return `${STUDY_FILE}:${position}`;
  }
  return STUDY_FILE;
}

/**
 * A place given by its path in the document (`pipeline.yaml#steps.panel.expect`), as line and
 * column; any other place as it is.
 */
export function locate(study: Pick<Study, 'positions'>, where: string): string {
  const [file, path] = where.split('#');
  if (file !== STUDY_FILE || path === undefined) return where;
  const parts = path.split('.');
  const exact = study.positions[`${path}#key`] ?? study.positions[path];
  return exact === undefined ? whereInStudy(study, parts) : `${STUDY_FILE}:${exact}`;
}
