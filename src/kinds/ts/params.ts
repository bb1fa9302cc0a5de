import { z } from 'zod';
import type { ParamIssue } from './protocol.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The JSON Schema of a step's parameters, as they are written. */
export function jsonSchema(params: z.ZodType): Schema {
  const schema = z.toJSONSchema(params, { io: 'input', target: 'draft-7', unrepresentable: 'any' });
  const { $schema: _, ...rest } = schema;
  return rest;
}

/** What a schema refused, with the names that it knows at that place. */
export function paramIssue(issue: z.core.$ZodIssue, params: z.ZodType, given: unknown): ParamIssue {
  const [deep] = issue.code === 'invalid_union' ? nearestBranch(issue) : [issue];
  const path = [...issue.path, ...(deep === issue ? [] : (deep?.path ?? []))].map(String);
  const message = deep?.message ?? issue.message;
  if (deep?.code === 'unrecognized_keys') {
    const known = knownKeys(jsonSchema(params), path);
    return { path, message, missing: false, unknown: { key: deep.keys[0] ?? '', known } };
  }
  return { path, message, missing: valueAt(given, path) === undefined };
}

/** Of a union the one branch that knows what the value is and refuses only a name in it. */
function nearestBranch(issue: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] {
  const near = issue.errors.filter((branch) =>
    branch.every(({ code }) => code === 'unrecognized_keys'),
  );
  return near.length === 1 && near[0] !== undefined ? [...near[0]] : [issue];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined,
    value,
  );
}

/** Names of properties that a JSON Schema has below a path, whichever of its branches holds. */
function knownKeys(schema: unknown, path: readonly string[]): string[] {
  const parts = branches(schema);
  const [key, ...rest] = path;
  if (key === undefined) {
    return [...new Set(parts.flatMap((part) => Object.keys((part['properties'] as object) ?? {})))];
  }
  const below = parts.flatMap((part) => {
    const properties = part['properties'] as Readonly<Record<string, unknown>> | undefined;
    return [properties?.[key] ?? part['additionalProperties'] ?? part['items']];
  });
  return [...new Set(below.flatMap((part) => knownKeys(part, rest)))];
}

function branches(schema: unknown): Schema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const all = schema as Schema;
  const more = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (all[key] as unknown[]) ?? []);
  return [all, ...more.flatMap(branches)];
}
