// The few words in which the schemas of reports are written. Everything is described, everything that is always there is required,
// and nothing else may be there.

import type { JsonSchema } from '../../../receiver/document/shape.ts';

/** A property that may be missing. */
export interface Optional {
  readonly optional: JsonSchema;
}

/** An object with exactly these properties. */
export function object(
  description: string,
  properties: Readonly<Record<string, JsonSchema | Optional>>,
): JsonSchema {
  const isOptional = (each: JsonSchema | Optional): each is Optional => 'optional' in each;
  const entries = Object.entries(properties);
  return {
    description,
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([name, each]) => [name, isOptional(each) ? each.optional : each]),
    ),
    required: entries.flatMap(([name, each]) => (isOptional(each) ? [] : [name])),
    additionalProperties: false,
  };
}

/** The property may be missing. */
export function optional(schema: JsonSchema): Optional {
  return { optional: schema };
}

/** A list of such items. */
export function list(description: string, items: JsonSchema): JsonSchema {
  return { description, type: 'array', items };
}

/** An object whose keys are data, such as names. */
export function mapOf(description: string, values: JsonSchema): JsonSchema {
  return { description, type: 'object', additionalProperties: values };
}

/** Any text. */
export function text(description: string): JsonSchema {
  return { description, type: 'string' };
}

/** One of these words. */
export function word(description: string, words: readonly string[]): JsonSchema {
  return { description, enum: words };
}

/** Exactly this. */
export function constant(description: string, value: string): JsonSchema {
  return { description, const: value };
}

/** A whole number from 0. */
export function count(description: string): JsonSchema {
  return { description, type: 'integer', minimum: 0 };
}

/** A whole number of any sign. */
export function integer(description: string): JsonSchema {
  return { description, type: 'integer' };
}

/** Any number. */
export function number(description: string): JsonSchema {
  return { description, type: 'number' };
}

/** True or false. */
export function flag(description: string): JsonSchema {
  return { description, type: 'boolean' };
}

/** Any value of JSON. */
export function anything(description: string): JsonSchema {
  return { description };
}

/** An instant of real time. */
export function instant(description: string): JsonSchema {
  return {
    description,
    type: 'string',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  };
}

/** That, or null. */
export function nullOr(schema: JsonSchema): JsonSchema {
  const { description, ...rest } = schema;
  return { description, anyOf: [rest, { type: 'null' }] };
}

/** One of several. */
export function oneOf(description: string, schemas: readonly JsonSchema[]): JsonSchema {
  return { description, oneOf: schemas };
}

/** What `$defs` holds under a name, with what it is here. */
export function ref(name: string, description: string): JsonSchema {
  return { description, $ref: `#/$defs/${name}` };
}
