import { parquetFile } from '../places.ts';
import type { Json } from '../state/hash.ts';
import { STEP_FORMS, type FormName, type RawStep } from './schema.ts';
import type { StepSpec } from './study.ts';

/** What a form of a step says of it. */
export interface Formed extends Pick<StepSpec, 'kind' | 'run' | 'outputs'> {
  /** The name under `use:`, by which it takes defaults. */
  readonly use?: string;
  readonly threads?: number;
  readonly params: Readonly<Record<string, Json>>;
  /** Path of the mapping that holds the parameters, below the step. */
  readonly place: readonly string[];
  /** Whether `run` is a path, not a command. */
  readonly file: boolean;
}

/** Keys of the form `use:` that are no parameters. */
const NO_PARAMETERS: ReadonlySet<string> = new Set(['use', ...Object.keys(STEP_FORMS.use.shape)]);

const FORMS: { [F in FormName]: (name: string, raw: RawStep<F>) => Formed } = {
  use: (_, raw) => ({
    kind: 'ts',
    run: `steps/${raw.use}.ts`,
    outputs: {},
    use: raw.use,
    params: {
      ...(raw.with as Record<string, Json> | undefined),
      ...(Object.fromEntries(
        Object.entries(raw).filter(([key]) => !NO_PARAMETERS.has(key)),
      ) as Record<string, Json>),
    },
    place: [],
    file: true,
  }),
  sql: (name, raw) => ({
    kind: 'sql',
    run: raw.run ?? `sql/${name}.sql`,
    outputs: { [name]: parquetFile(name) },
    threads: raw.threads ?? 1,
    params: parameters(raw.with),
    place: ['with'],
    file: true,
  }),
  ts: (_, raw) => ({
    kind: 'ts',
    run: raw.run,
    outputs: {},
    params: parameters(raw.with),
    place: ['with'],
    file: true,
  }),
  shell: (_, raw) => ({
    kind: 'shell',
    run: raw.run,
    outputs: raw.outputs,
    params: parameters(raw.with),
    place: ['with'],
    file: false,
  }),
};

/** The form that a step is written in; undefined for a `kind:` that there is not. */
export function formOf(raw: Readonly<Record<string, Json>>): FormName | undefined {
  if ('use' in raw) return 'use';
  if (!('kind' in raw)) return 'sql';
  const kind = raw['kind'];
  return (['sql', 'ts', 'shell'] as const).find((form) => form === kind);
}

export function readForm<F extends FormName>(form: F, name: string, raw: RawStep<F>): Formed {
  return FORMS[form](name, raw);
}

function parameters(given: unknown): Record<string, Json> {
  return (given ?? {}) as Record<string, Json>;
}
