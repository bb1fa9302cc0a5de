import type { ZodType } from 'zod';

/** A parquet output of an earlier step, and the columns of it that this step declared to read. */
export interface InputTable {
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  readonly columns: readonly string[] | '*';
}

/** What is known of an earlier step: how `pipeline.yaml` states it, and what it made. */
export interface StepFacts {
  readonly step: string;
  /** Whether its outputs are inputs of the step that is told; one before those may not be read. */
  readonly readable: boolean;
  readonly kind: 'sql' | 'ts' | 'shell';
  readonly run: string;
  /** Steps that it needs by name or by the files that it reads. */
  readonly needs: readonly string[];
  readonly reads: readonly string[];
  /** Parameters with their settings filled in. */
  readonly with: Readonly<Record<string, unknown>>;
  /** The contract that its table holds: one that breaks it is not published. */
  readonly expect: Readonly<Record<string, unknown>>;
  /** The file of its own checks, where there is one. */
  readonly checks?: string;
  readonly counts: Readonly<Record<string, number>>;
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
  /** A table or file of a needed step, by artifact name. */
  input(name: string): InputTable;
  /** Where to write the output that `outputs` declared under this name. */
  output(name: string): string;
  /** Counts that describe the work (read, kept, merged, rejected): shown, and kept in the receipt. */
  count(counts: Readonly<Record<string, number>>): void;
  progress(done: number, total: number, unit: string): void;
  /** One line for the reader of the run. */
  log(message: string): void;
}

export interface StepDefinition<P> {
  /** Shape of `with:`; what it does not know is an error that points into `pipeline.yaml`. */
  readonly params: ZodType<P>;
  /**
   * Artifact name -> path from the project's folder. A path that ends in `/` is a folder that the
   * step fills. Artifact names are the step's name, or start with it.
   */
  outputs(step: string, params: P): Readonly<Record<string, string>>;
  /**
   * Columns read of each needed table; a table left out is not read, '*' is all of it. Under the
   * name '*' stands what is read of every needed table that is not named.
   */
  reads?(params: P): Readonly<Record<string, readonly string[] | '*'>>;
  /** Whether the step tells of the pipeline itself: it is then built again when that changes. */
  readonly seesSteps?: boolean;
  run(context: StepContext<P>): Promise<void>;
}

/** Declares a TypeScript step. The default export of each file in `steps/`. */
export function defineStep<P>(definition: StepDefinition<P>): StepDefinition<P> {
  return definition;
}
