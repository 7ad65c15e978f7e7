import { VARIABLE_SCHEMA } from '../../../receiver/document/scalar-shapes.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';

type Properties = Readonly<Record<string, JsonSchema>>;

/** What is read before any variable has a value, or is a list or mapping in every file. */
const NEVER: ReadonlySet<string> = new Set(['variables', 'matrix', 'include', 'groups', 'steps', 'expect']);

/** The same schema for a file in which `${name}` may stand for a whole mapping or list, at any place but at the top. */
export function withVariablesAnywhere(root: JsonSchema): JsonSchema {
  const definitions = (root.$defs ?? {}) as Properties;

  const inside = (schema: JsonSchema): JsonSchema => {
    const next: Record<string, unknown> = { ...schema };
    if (isObject(schema.properties)) next.properties = mapped(schema.properties as Properties, value);
    if (isObject(schema.additionalProperties))
      next.additionalProperties = value(schema.additionalProperties as JsonSchema);
    if (isObject(schema.items)) next.items = value(schema.items as JsonSchema);
    if (Array.isArray(schema.anyOf)) next.anyOf = (schema.anyOf as readonly JsonSchema[]).map(inside);
    for (const branch of ['then', 'else'] as const)
      if (isObject(schema[branch])) next[branch] = inside(schema[branch] as JsonSchema);
    return next;
  };

  const value = (schema: JsonSchema): JsonSchema => {
    const { title, description, examples, default: fallback, ...rest } = inside(schema);
    if (takesText(schema)) return inside(schema);
    const told = Object.fromEntries(
      Object.entries({ title, description, examples, default: fallback }).filter(
        ([, each]) => each !== undefined,
      ),
    );
    const others = Object.keys(rest).join() === 'anyOf' ? (rest.anyOf as readonly JsonSchema[]) : [rest];
    return { ...told, anyOf: [...others, VARIABLE_SCHEMA] };
  };

  /** Whether a text such as a variable is taken already. */
  const takesText = (schema: JsonSchema): boolean => {
    if (typeof schema.$ref === 'string')
      return takesText(definitions[schema.$ref.slice('#/$defs/'.length)] ?? {});
    if (Array.isArray(schema.anyOf)) return (schema.anyOf as readonly JsonSchema[]).some(takesText);
    if (schema.type === undefined) return !('const' in schema || 'enum' in schema || 'if' in schema);
    return schema.type === 'string' || (Array.isArray(schema.type) && schema.type.includes('string'));
  };

  const top = mapped((root.properties ?? {}) as Properties, (schema, key) =>
    NEVER.has(key) ? inside(schema) : value(schema),
  );
  return {
    ...root,
    ...(root.properties === undefined ? {} : { properties: top }),
    ...(root.$defs === undefined ? {} : { $defs: mapped(definitions, inside) }),
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapped<T>(
  properties: Properties,
  turn: (schema: JsonSchema, key: string) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [
      key,
      typeof schema === 'object' ? turn(schema, key) : (schema as T),
    ]),
  );
}
