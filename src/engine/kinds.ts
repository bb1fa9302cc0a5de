import type { StepContext, StepFacts } from '../step.ts';
import type { Json } from './state/hash.ts';
import type { TableProfile } from './state/receipt.ts';
import type { StepSpec } from './study/study.ts';

/** The code of a step, normalised: what a reader would call the same code has the same hash. */
export interface CodeFacts {
  readonly hash: string;
  /** Project files whose bytes the hash depends on -> SHA-256. */
  readonly files: Readonly<Record<string, string>>;
  /** Tool or package -> version. */
  readonly tools: Readonly<Record<string, string>>;
}

/** What only a step's own code knows. */
export interface Described {
  readonly outputs: Readonly<Record<string, string>>;
  /** Table -> columns; '*' is all. A table that is not named is not read. */
  readonly reads: Readonly<Record<string, readonly string[] | '*'>>;
  readonly seesSteps?: boolean;
}

export interface InputFile {
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  readonly table?: TableProfile;
}

/** All that a step needs to run, as JSON, so that it can run in another process or machine. */
export interface Job {
  readonly step: string;
  readonly kind: StepSpec['kind'];
  readonly root: string;
  readonly run: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly inputs: readonly InputFile[];
  /** Columns that may be read of each input table. */
  readonly reads: Described['reads'];
  readonly files: readonly string[];
  readonly steps: readonly StepFacts[];
  /** Artifact name -> absolute path in the step's private folder. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly work: string;
  readonly threads: number;
}

export type JobHooks = Pick<StepContext<unknown>, 'count' | 'progress' | 'log'> & {
  readonly signal: AbortSignal;
};

export interface Contract {
  readonly step: string;
  readonly root: string;
  readonly expect: StepSpec['expect'];
  /** SQL file of the step's own checks, relative to the project; absent where there is none. */
  readonly checks?: string;
  readonly params: Readonly<Record<string, Json>>;
  /** The step's new tables, under their artifact names. */
  readonly tables: readonly InputFile[];
  readonly inputs: readonly InputFile[];
}

/** How steps run: what the engine asks of the code that knows SQL, TypeScript and shells. */
export interface Kinds {
  /** Normalised code; remembers by the files it names. */
  code(step: StepSpec): Promise<CodeFacts>;
  /** Outputs and reads of TypeScript steps, all asked at once since each answer needs a process. */
  describe(steps: readonly StepSpec[]): Promise<ReadonlyMap<string, Described>>;
  /** Columns of each input table that a SQL step reads, from its plan. */
  sqlReads(step: StepSpec, inputs: readonly InputFile[], root: string): Promise<Described['reads']>;
  run(job: Job, hooks: JobHooks): Promise<void>;
  profile(path: string): Promise<TableProfile>;
  /** Throws E_CONTRACT with the offending rows. */
  check(contract: Contract): Promise<void>;
}
