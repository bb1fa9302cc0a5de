import { z } from 'zod';
import { STEP_FORMS, studySchema } from './schema.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What a study has by name, for an editor to complete. */
export interface StudyNames {
  readonly settings: readonly string[];
  readonly step: readonly string[];
  readonly table: readonly string[];
  readonly model: readonly string[];
  readonly fit: readonly string[];
}

/**
 * The JSON Schema that editors use to complete and check `pipeline.yaml`: the forms of steps, the
 * parameters of each use, and the names of this study. `uses` are the JSON Schemas of parameters; a part
 * of one that says `completes: table` is completed by the names of tables.
 */
export function studyJsonSchema(uses: Readonly<Record<string, Schema>>, names: StudyNames): Schema {
  const plain = (schema: z.ZodType): Schema => {
    const {
      $schema: _,
      definitions: __,
      ...rest
    } = z.toJSONSchema(schema, {
      target: 'draft-7',
      io: 'input',
    });
    return withNames(rest, names);
  };
  const { properties, ...study } = plain(studySchema) as { properties: Record<string, Schema> };
  const common = (plain(STEP_FORMS.use) as { properties: Record<string, Schema> }).properties;
  const sorted = Object.entries(uses)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([use, schema]) => [use, parametersOf(schema, names)] as const);
  // The same for every step that reads raw files, so it stands once.
  const ofFiles = sorted.find(([, own]) => 'sources' in own)?.[1]['sources'];
  const parameters = sorted.map(([use, { sources, ...own }]) => {
    const shared =
      sources === undefined ? own : { ...own, sources: { $ref: '#/properties/sources' } };
    return [use, shared] as const;
  });
  const shared = mapValues(common, (_, name) => ({ $ref: `#/definitions/step/${name}` }));
  const given = Object.fromEntries(
    parameters.map(([use, own]) => [
      use,
      mapValues(own, (_, name) => ({ $ref: `#/definitions/${use}/${name}` })),
    ]),
  );
  const strict = { type: 'object', additionalProperties: false };
  const useForms = parameters.map(([use]) => ({
    ...strict,
    properties: { ...shared, ...given[use], use: { ...common['use'], const: use } },
    required: ['use'],
  }));
  const settings = names.settings.map((name) => `\${settings.${name}}`);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Didactic study (pipeline.yaml)',
    definitions: { setting: { enum: settings }, step: common, ...Object.fromEntries(parameters) },
    ...study,
    properties: {
      ...properties,
      ...(ofFiles === undefined ? {} : { sources: ofFiles }),
      defaults: {
        ...strict,
        properties: mapValues(given, (own) => ({ ...strict, properties: own })),
      },
      steps: {
        ...properties['steps'],
        additionalProperties: {
          anyOf: [STEP_FORMS.sql, STEP_FORMS.ts, STEP_FORMS.shell].map(plain).concat(useForms),
        },
      },
    },
  };
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  make: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, make(value, key)]));
}

/** Parameters by name; none is required, since defaults, texts and the study may give it. */
function parametersOf(schema: Schema, names: StudyNames): Record<string, Schema> {
  const branches = [schema, ...((schema['allOf'] ?? []) as Schema[])];
  return Object.fromEntries(
    branches
      .flatMap((branch) => Object.entries((branch['properties'] ?? {}) as Record<string, Schema>))
      .map(([name, one]) => [
        name,
        { anyOf: [withNames(one, names), { $ref: '#/definitions/setting' }] },
      ]),
  );
}

/** Offers the names of the study wherever a schema says what completes it; any text stays allowed. */
function withNames<T>(schema: T, names: StudyNames): T {
  if (Array.isArray(schema)) return schema.map((item) => withNames(item as unknown, names)) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const { completes, ...rest } = schema as Record<string, unknown>;
  // Zod spells out what JSON is, in definitions of its own: for an editor it is anything.
  if (typeof rest['$ref'] === 'string' && rest['$ref'].startsWith('#/definitions/__'))
    return {} as T;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, withNames(value, names)]),
  );
  const known = typeof completes === 'string' ? names[completes as keyof StudyNames] : undefined;
  return (known === undefined ? inner : { anyOf: [{ enum: known }, inner] }) as T;
}
