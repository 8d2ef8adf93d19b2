/** JSON Schema from zod, without what says nothing to a reader. */
import { z } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

export const referenceTo = (name: string): Json => ({ $ref: componentUri(name) });
const componentUri = (name: string): string => `#/components/schemas/${name}`;

/** All schemas by name; where one contains another of them, it refers to it. `io`: as it is sent in, or out. */
export function namedSchemas(
  schemasByName: Readonly<Record<string, z.ZodType>>,
  io: 'input' | 'output',
): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemasByName)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: componentUri, io });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, tidy(schema, io)]));
}

/** One parameter or form field, as it counts after reading its text. */
export const fieldSchema = (schema: z.ZodType): unknown =>
  tidy(z.toJSONSchema(schema, { io: 'output' }), 'input');

/** Answers may gain keys, so a reader is not told that there are no others; inputs may not. */
function tidy(schema: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(schema)) return schema.map((one) => tidy(one, io));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key, value]) => !saysNothing(key, value, io, schema));
  const tidied = Object.fromEntries(kept.map(([key, value]) => [key, tidy(value, io)]));
  return 'prefixItems' in tidied ? { ...tidied, ...lengthOf(tidied['prefixItems']) } : tidied;
}

/** Of a tuple: many readers of OpenAPI look for `items` in every array, and none of them are left to describe. */
function lengthOf(elements: unknown): Json {
  const length = Array.isArray(elements) ? elements.length : 0;
  return { items: Array.isArray(elements) ? elements[0] : {}, minItems: length, maxItems: length };
}

function saysNothing(key: string, value: unknown, io: 'input' | 'output', schema: object): boolean {
  if (key === '$schema' || key === '$id') return true;
  if (key === 'additionalProperties') return value === false && io === 'output';
  if (key === 'minimum' || key === 'maximum') return Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;
  return key === 'pattern' && 'format' in schema;
}
