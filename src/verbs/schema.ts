import { modelFile } from '../engine/places.ts';
import { studyJsonSchema } from '../engine/study/json-schema.ts';
import { stepSchemas } from '../kinds/ts/schemas.ts';
import { openProject } from './open.ts';
import { EXIT, type VerbContext } from './terminal.ts';

/** `schema`: the JSON Schema of pipeline.yaml for editors, with the names of this study. */
export async function schema(context: VerbContext): Promise<number> {
  const { session, graph } = await openProject(context, {});
  const nodes = [...graph.values()];
  const artifacts = nodes.flatMap(({ outputs }) => Object.entries(outputs));
  const names = {
    settings: Object.keys(session.study.settings),
    step: session.study.steps.map(({ name }) => name),
    table: artifacts.flatMap(([name, path]) => (path.endsWith('.parquet') ? [name] : [])),
    model: nodes.flatMap(({ spec: { name }, outputs }) =>
      Object.values(outputs).includes(modelFile(name)) ? [name] : [],
    ),
    fit: nodes.flatMap(({ described }) => described.fits.map(({ id }) => id)),
  };
  const found = studyJsonSchema(await stepSchemas(context.root), names);
  context.terminal.out(`${JSON.stringify(found, null, 1)}\n`);
  return EXIT.done;
}
