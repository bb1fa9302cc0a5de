import type { ZodType } from 'zod';

/** A parquet output of an earlier step, and the columns of it that this step declared to read. */
export interface InputTable {
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  readonly columns: readonly string[] | '*';
}

/** An output of an earlier step, and that step. */
export interface StepInput extends InputTable {
  readonly step: string;
}

/** The model file of an earlier step. */
export interface InputModel {
  readonly step: string;
  /** Absolute path. */
  readonly path: string;
}

/** A fit that a step asked for, and where it is. */
export interface AskedFit {
  readonly fit: string;
  readonly step: string;
  /** The id or pattern by which it was asked for. */
  readonly asked: string;
}

/** A setting behind what a step reads. */
export interface SettingBehind {
  readonly name: string;
  readonly value: string | number | boolean | null;
  /** What the study's texts say of this value; empty where they say nothing. */
  readonly text: string | Readonly<Record<string, string>>;
  /** Of the fits that were asked for, those behind which it stands; all where fits do not differ. */
  readonly fits?: readonly string[];
}

/** What is known of an earlier step: how `pipeline.yaml` states it, and what it made. */
export interface StepFacts {
  readonly step: string;
  /** Whether its outputs are inputs of the step that is told; one before those may not be read. */
  readonly readable: boolean;
  readonly kind: string;
  readonly run: string;
  /** Steps that it needs by name, by what its code reads, or by the files that it reads. */
  readonly needs: readonly string[];
  readonly reads: readonly string[];
  /** Parameters with their settings filled in. */
  readonly with: Readonly<Record<string, unknown>>;
  /** Whether it was made from synthetic data. */
  readonly synthetic: boolean;
  /** Settings behind it, by name. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The contract that its table holds: one that breaks it is not published. */
  readonly expect: Readonly<Record<string, unknown>>;
  /** The file of its own checks, where there is one. */
  readonly checks?: string;
  readonly counts: Readonly<Record<string, number>>;
  /** What these counts count, such as rows or cells; empty where their names say it. */
  readonly unit: string;
  readonly outputs: readonly ArtifactFacts[];
}

export interface ArtifactFacts {
  readonly artifact: string;
  /** From the project's folder. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly table?: {
    readonly rows: number;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  };
}

/** What a step gets when it runs. Paths are absolute; nothing outside them can be read or written. */
export interface StepContext<P> {
  readonly step: string;
  readonly params: P;
  /** The project's folder, for showing a path as the reader knows it. */
  readonly root: string;
  /** Files that match the step's `reads:`, relative to the project, in code-unit order. */
  readonly files: readonly string[];
  /** Every step before this one, if the definition says `seesSteps`; else none. */
  readonly steps: readonly StepFacts[];
  /** Whether what it reads was made from synthetic data; told if the definition says so. */
  readonly synthetic: boolean;
  /** Settings behind what it reads, in the order of `pipeline.yaml`; told if the definition says so. */
  readonly settings: readonly SettingBehind[];
  /** The fits that `asks` named, patterns written out. */
  readonly fits: readonly AskedFit[];
  /** A table or file of an earlier step, by artifact name. */
  input(name: string): StepInput;
  /** The model file of a step that `models` named. */
  model(step: string): InputModel;
  /** Where to write the output that `outputs` declared under this name. */
  output(name: string): string;
  /** Counts that describe the work, each with its unit (`rows_read`): shown, and kept in the receipt. */
  count(counts: Readonly<Record<string, number>>): void;
  progress(done: number, total: number, unit: string): void;
  /** One line for the reader of the run. */
  log(message: string): void;
  /**
   * What the reader should know of what was made: shown at the end of this run, and of every later one
   * that leaves the step as it is.
   */
  warn(message: string): void;
}

/** A fit that a step writes. */
export interface FitFacts {
  readonly id: string;
  /** Columns of the step's table behind it. */
  readonly columns: readonly string[];
}

/** A fit that a step prints or draws. */
export interface Ask {
  /** An id, or a pattern with `*` for any text, which stands for all ids that match, in order. */
  readonly fit: string;
  /** The parameter that names it. */
  readonly at: readonly string[];
}

/** What a step can be told of what it reads. Being told, it is built again when that changes. */
export type Telling = 'synthetic' | 'settings';

export interface StepDefinition<P> {
  /** Shape of its parameters; what it does not know is an error that points into `pipeline.yaml`. */
  readonly params: ZodType<P>;
  /**
   * Parameters that it takes from `study:` or `settings:`, by the same name, where it is not given
   * them; `sources` is what the study says of raw files, `languages` are those of its texts.
   */
  readonly inherits?: readonly string[];
  /**
   * Parameter -> key of its entries, for lists of which an entry matters only where the globs under that
   * key match a file that the step reads, or begin with the step's name: it is not built again when others
   * change.
   */
  readonly byFile?: Readonly<Record<string, string>>;
  /**
   * Artifact name -> path from the project's folder. A path that ends in `/` is a folder that the
   * step fills. Artifact names are the step's name, or start with it.
   */
  outputs(step: string, params: P): Readonly<Record<string, string>>;
  /**
   * Columns read of each earlier table; a table left out is not read, '*' is all of it. Under the
   * name '*' stands what is read of every table of a step in `needs:` that is not named.
   */
  reads?(params: P): Readonly<Record<string, readonly string[] | '*'>>;
  /** Steps whose model file `outputs/models/<step>.json` it reads, beside those of the fits it asks for. */
  models?(params: P): readonly string[];
  /** Files of the project that it reads beside those of `reads:`, where they exist. */
  files?(params: P): readonly string[];
  /** Fits that it writes to its model file. */
  fits?(params: P, step: string): readonly FitFacts[];
  asks?(params: P): readonly Ask[];
  /** Columns of the tables that it writes, by artifact: name -> DuckDB type. */
  tables?(step: string, params: P): Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly tells?: readonly Telling[];
  /** What the counts of its work count, such as rows or cells, where their names do not say it. */
  readonly unit?: string;
  /** Whether what it writes is synthetic: so is then everything that is made from it. */
  readonly synthetic?: boolean;
  /** Whether the step tells of the pipeline itself: it is then built again when that changes. */
  readonly seesSteps?: boolean;
  run(context: StepContext<P>): Promise<void>;
}

/** Declares a TypeScript step. The default export of each file in `steps/`. */
export function defineStep<P>(definition: StepDefinition<P>): StepDefinition<P> {
  return definition;
}
