import type { Json } from '../state/hash.ts';

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
  /** Column -> `table.column` of an earlier step in which its values must occur. */
  readonly references?: Readonly<Record<string, string>>;
}

/** A step as `pipeline.yaml` states it, with settings filled in. */
export interface StepSpec {
  readonly name: string;
  /** Name of a kind: how it is read and run is that kind's own (src/kinds). */
  readonly kind: string;
  /** The SQL or TypeScript file, or the shell command. */
  readonly run: string;
  /** Whether `run` is a file of the tool, for a step that the study has no file of its own for. */
  readonly tool: boolean;
  /** Steps named by `needs:`; what its own code names is found beside them. */
  readonly needs: readonly string[];
  /** Files and globs, from the project's folder. */
  readonly reads: readonly string[];
  /** Parameters: the step's own, then the defaults of its use, then its texts. */
  readonly with: Readonly<Record<string, Json>>;
  /** Parameter -> where it stands: `pipeline.yaml#steps.table1.columns`. */
  readonly places: Readonly<Record<string, string>>;
  /** Place of a parameter, or of a part of it, that repeats a setting -> that setting. */
  readonly repeats: Readonly<Record<string, string>>;
  /** Settings that its parameters and paths name. */
  readonly settings: readonly string[];
  /** Artifact name -> path; empty where the step's code states them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly expect: Expectation;
  /** Threads of DuckDB; more than one may change the last bits of sums of doubles. */
  readonly threads: number;
  /** Takes part only while another step reads what it writes. */
  readonly on_demand: boolean;
}

/** What `study:` names: columns of the panel. */
export interface Roles {
  readonly unit?: string;
  readonly time?: string;
  /** 1 for units that are treated at some time, and 1 for periods in which they are. */
  readonly treated?: string;
  readonly post?: string;
  /** The regressor of interest. */
  readonly treatment?: string;
  readonly cluster?: string;
}

export interface Study {
  readonly roles: Roles;
  readonly settings: Readonly<Record<string, Json>>;
  /** What `sources:` says of raw files, as it is written; absent where it is not there. */
  readonly sources?: Json;
  /** Words of settings, for notes: `Text` or `{ value: Text }`. */
  readonly settingTexts: Readonly<Record<string, Json>>;
  /** Languages in which the study has texts; `settings.language` among them is the main one. */
  readonly languages: readonly string[];
  readonly steps: readonly StepSpec[];
  /** File -> path in it (`steps.panel.needs.0`) -> `line:column`. */
  readonly positions: Positions;
}

export type Positions = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const STUDY_FILE = 'pipeline.yaml';

/** `pipeline.yaml:14:12` for a path in the document, or for the nearest part that is there. */
export function whereInStudy(
  { positions }: Pick<Study, 'positions'>,
  path: readonly string[],
  file = STUDY_FILE,
): string {
  for (let length = path.length; length > 0; length -= 1) {
    const position = positions[file]?.[path.slice(0, length).join('.')];
    if (position !== undefined) return `${file}:${position}`;
  }
  return file;
}

/**
 * A place given by its path in a document (`pipeline.yaml#steps.panel.expect`), as line and column;
 * any other place as it is.
 */
export function locate(study: Pick<Study, 'positions'>, where: string): string {
  const [file = '', path] = where.split('#');
  const known = study.positions[file];
  if (known === undefined || path === undefined) return where;
  const exact = known[`${path}#key`] ?? known[path];
  return exact === undefined ? whereInStudy(study, path.split('.'), file) : `${file}:${exact}`;
}

/** Where a parameter of a step, or a part of it, stands. */
export function parameterPath(spec: StepSpec, path: readonly string[]): string {
  const [key = '', ...rest] = path;
  const place = spec.places[key] ?? `${STUDY_FILE}#steps.${spec.name}`;
  return [place, ...(spec.places[key] === undefined ? path : rest)].join('.');
}
