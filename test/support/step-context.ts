import type { StepContext } from '../../src/step.ts';

/** What a step gets when it runs, with nothing in it but what the test gives. */
export function stepContext<P>(
  given: Pick<StepContext<P>, 'step' | 'params'> & Partial<StepContext<P>>,
): StepContext<P> {
  return {
    root: process.cwd(),
    files: [],
    steps: [],
    synthetic: true,
    settings: [],
    fits: [],
    input: (name) => {
      throw new Error(`input ${name} is not expected`);
    },
    model: (name) => {
      throw new Error(`the models of ${name} are not expected`);
    },
    output: (name) => {
      throw new Error(`output ${name} is not expected`);
    },
    count: () => undefined,
    progress: () => undefined,
    log: () => undefined,
    warn: () => undefined,
    ...given,
  };
}
