import type { Definitions, JsonSchema, Shape } from '../document/shape.ts';

/** The JSON Schema of a document that is sent, with its definitions under `$defs`. */
export function documentSchema(shape: Shape<unknown>): JsonSchema {
  const definitions: Definitions = new Map();
  const schema = shape.schema(definitions);
  return definitions.size === 0 ? schema : { ...schema, $defs: Object.fromEntries(definitions) };
}
