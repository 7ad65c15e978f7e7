// Every key that a JSON Schema of ours describes, with a document in which it stands.

import type { JsonSchema } from '../../receiver/document/shape.ts';

/** A key of a schema. */
export interface SchemaProperty {
  /** The keys that lead to it, such as `groups.*.agents`; `[]` for the items of a list. */
  readonly path: string;
  readonly key: string;
  readonly schema: JsonSchema;
  /** The smallest document of the kind in which the key has this value, made from the examples of what must stand beside it. */
  readonly document: (value: unknown) => unknown;
}

type Wrap = (value: unknown) => unknown;
type Properties = Readonly<Record<string, JsonSchema>>;

const INNER = ['then', 'else', 'items'] as const;

/**
 * All of them, in the order of the schema; a definition that is used in several places comes once. `beside` tells what must stand
 * beside a key although the schema cannot know.
 */
export function propertiesOf(
  root: JsonSchema,
  beside: (path: string) => Readonly<Record<string, unknown>> = () => ({}),
): readonly SchemaProperty[] {
  const found: SchemaProperty[] = [];
  const seen = new Set<string>();

  const walk = (schema: JsonSchema | boolean, path: string, wrap: Wrap): void => {
    if (typeof schema !== 'object') return;
    if (typeof schema.$ref === 'string') {
      if (seen.has(schema.$ref)) return;
      seen.add(schema.$ref);
      walk(definition(schema.$ref), path, wrap);
    }
    const own = (schema.properties ?? {}) as Properties;
    const least = leastOf(schema);
    for (const [key, property] of Object.entries(own)) {
      if (typeof property !== 'object') continue;
      const document: Wrap = (value) => wrap({ ...least, ...beside(`${path}.${key}`), [key]: value });
      found.push({ path: `${path}.${key}`, key, schema: property, document });
      walk(property, `${path}.${key}`, document);
    }
    if (typeof schema.additionalProperties === 'object')
      walk(schema.additionalProperties as JsonSchema, `${path}.*`, (value) =>
        wrap({ ...least, [nameFor(schema)]: value }),
      );
    for (const each of (schema.anyOf ?? []) as readonly JsonSchema[]) walk(each, path, wrap);
    for (const keyword of INNER) {
      // What a chain of conditions ends with only offers the keys of all its kinds.
      if (schema[keyword] === undefined || (keyword === 'else' && endsChain(schema))) continue;
      const list = keyword === 'items';
      walk(
        schema[keyword] as JsonSchema,
        list ? `${path}[]` : path,
        list ? (value) => wrap(itemsAround(schema, value)) : wrap,
      );
    }
  };

  const definition = (ref: string): JsonSchema => (root.$defs as Properties)[ref.slice('#/$defs/'.length)]!;

  const itemsAround = (list: JsonSchema, value: unknown): readonly unknown[] =>
    Array.from({ length: Math.max(1, Number(list.minItems ?? 1)) }, () => value);

  /** What must stand in a mapping, by its examples. */
  const leastOf = (schema: JsonSchema): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      [schema, ...(schema.type === 'object' ? [schema.else as JsonSchema | undefined] : [])]
        .flatMap((each) => (each?.required ?? []) as readonly string[])
        .map((key) => [key, (schema.properties as Properties | undefined)?.[key]])
        .filter((entry): entry is [string, JsonSchema] => entry[1] !== undefined)
        .map(([key, property]) => [key, (property.examples as readonly unknown[] | undefined)?.[0]]),
    );

  /** A name that may stand in a mapping with free names. */
  const nameFor = (schema: JsonSchema): string => {
    const names = schema.propertyNames as JsonSchema | undefined;
    const [first] = (names?.anyOf ?? []) as readonly JsonSchema[];
    return ((names?.enum ?? first?.enum) as readonly string[] | undefined)?.[0] ?? 'spring';
  };

  walk(root, '', (value) => value);
  return found;
}

function endsChain({ if: condition, type, else: last }: JsonSchema): boolean {
  return condition !== undefined && type === undefined && (last as JsonSchema).minProperties !== undefined;
}

/** The schemas of a chain of kinds, without what it offers at its end. */
export function kindsOf({ then: kind, else: others }: JsonSchema): readonly JsonSchema[] {
  const rest = others as JsonSchema;
  return [kind as JsonSchema, ...(rest.if === undefined ? [] : kindsOf(rest))];
}
