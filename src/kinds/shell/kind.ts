import { plainly, type Kind } from '../../engine/kinds.ts';
import { hashJson } from '../../engine/state/hash.ts';
import { hashAll, type Tools } from '../tools.ts';

/** Steps that are a command: they read all of what `needs:` names. */
export function shellKind({ files }: Tools): Kind {
  return {
    drawn: { mermaid: ['>', ']'], dot: 'cds' },
    find: () => Promise.resolve(),
    /** A command's own files count as its code: `Rscript check.R` changes with check.R. */
    async code(step) {
      const quoted = [...step.run.matchAll(/"([^"]+)"|'([^']+)'/g)].map((m) => m[1] ?? m[2] ?? '');
      const words = [...step.run.split(/[\s'"=<>|;&()]+/), ...quoted];
      const named = [...new Set(words)].filter(
        (word) => word !== '' && !word.startsWith('/') && !word.includes('$') && files.exists(word),
      );
      const hashes = await hashAll(files, named);
      return { hash: hashJson({ run: step.run, files: hashes }), files: hashes, tools: {} };
    },
    describe: (steps) =>
      Promise.resolve(
        new Map(steps.map((step) => [step.name, { ...plainly(step), reads: { '*': '*' } }])),
      ),
    reads: (_, { reads }) => Promise.resolve(reads),
    schemas: () => Promise.resolve({}),
    sources: () => Promise.resolve(undefined),
    async run(job, hooks) {
      return (await import('./shell.ts')).runShell(job, hooks);
    },
  };
}
