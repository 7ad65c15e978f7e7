// A few words for writing JSON Schemas: every object is closed and has all of its keys.

export type JsonSchema = Readonly<Record<string, unknown>>;

/** An object with just these keys, all of them there. */
export function object(properties: Readonly<Record<string, JsonSchema>>, about?: string): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    ...(about === undefined ? {} : { description: about }),
  };
}

/** Names to values of one kind. */
export function map(value: JsonSchema, about: string): JsonSchema {
  return { type: 'object', additionalProperties: value, description: about };
}

export function list(items: JsonSchema, about?: string): JsonSchema {
  return { type: 'array', items, ...(about === undefined ? {} : { description: about }) };
}

export function text(about?: string): JsonSchema {
  return { type: 'string', ...(about === undefined ? {} : { description: about }) };
}

export function integer(about?: string, minimum = 0): JsonSchema {
  return { type: 'integer', minimum, ...(about === undefined ? {} : { description: about }) };
}

export function number(about?: string): JsonSchema {
  return { type: 'number', ...(about === undefined ? {} : { description: about }) };
}

export function boolean(about?: string): JsonSchema {
  return { type: 'boolean', ...(about === undefined ? {} : { description: about }) };
}

/** One of some words. */
export function oneOf(words: readonly string[], about?: string): JsonSchema {
  return { enum: words, ...(about === undefined ? {} : { description: about }) };
}

/** The same, or null. */
export function orNull(schema: JsonSchema): JsonSchema {
  const { description, ...rest } = schema;
  return { anyOf: [rest, { type: 'null' }], ...(description === undefined ? {} : { description }) };
}

export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** Milliseconds since 1970 on the receiver's clock. */
export function instant(about: string): JsonSchema {
  return { type: 'number', description: `${about}; milliseconds since 1970 on the receiver's clock` };
}
