// TypeScript types from a JSON Schema of ours: each description becomes the comment of its property.

import type { JsonSchema } from '../../receiver/document/shape.ts';

/** The text of a module that exports an interface for the schema, and one for each of its definitions. */
export function typesOfSchema(
  schema: JsonSchema,
  { name, about, prefix }: { readonly name: string; readonly about: string; readonly prefix: string },
): string {
  const writer = new Writer(prefix);
  const definitions = Object.entries((schema.$defs ?? {}) as Readonly<Record<string, JsonSchema>>);
  writer.findRepeated([schema, ...definitions.map(([, definition]) => definition)]);
  const root = [`/** ${about} */`, `export interface ${name} ${writer.object(schema, '')}`, ''];
  const named = definitions.flatMap(([key, definition]) => [
    `/** ${definition.description ?? `${capital(key)}, wherever one may stand.`} */`,
    `export type ${prefix}${capital(key)} = ${writer.type(definition, '')};`,
    '',
  ]);
  return [
    '// Generated from the shapes of the scenario language by test/support/generate.ts: npm run generate. Do not edit.',
    '',
    `/** A variable, such as \${rate}, in place of a value. */`,
    `export type ${prefix}Variable = \`\\\${\${string}}\`;`,
    '',
    ...root,
    ...named,
    ...writer.hoisted(),
  ].join('\n');
}

type Properties = Readonly<Record<string, JsonSchema>>;

class Writer {
  readonly #prefix: string;
  /** Objects that stand in several places, by their text, with the name they get. */
  readonly #names = new Map<string, string>();
  readonly #written = new Map<string, string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  findRepeated(schemas: readonly JsonSchema[]): void {
    const seen = new Map<string, { times: number; key: string }>();
    const walk = (value: unknown, key: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (Array.isArray(value)) {
        for (const each of value) walk(each, key);
        return;
      }
      const schema = value as JsonSchema;
      if (isWorthAName(schema)) {
        const text = textOf(schema);
        const known = seen.get(text);
        if (known === undefined) seen.set(text, { times: 1, key });
        else known.times += 1;
      }
      for (const [inner, part] of Object.entries(schema)) {
        if (inner === 'properties')
          for (const [property, each] of Object.entries(part as Properties)) walk(each, property);
        else walk(part, key);
      }
    };
    for (const schema of schemas) walk(schema, '');
    const taken = new Map<string, number>();
    for (const [text, { times, key }] of seen) {
      if (times === 1 || key === '') continue;
      const base = `${this.#prefix}${capital(key)}`;
      const count = (taken.get(base) ?? 0) + 1;
      taken.set(base, count);
      this.#names.set(text, count === 1 ? base : `${base}${count}`);
    }
  }

  hoisted(): string[] {
    const lines: string[] = [];
    for (const [text, name] of this.#names) {
      const schema = JSON.parse(text) as JsonSchema;
      lines.push(`/** What several places have in common. */`);
      lines.push(`export interface ${name} ${this.object(schema, '')}`, '');
      this.#written.set(text, name);
    }
    return lines;
  }

  object(schema: JsonSchema, indent: string): string {
    const required = new Set((schema.required ?? []) as readonly string[]);
    const inner = `${indent}  `;
    const lines = Object.entries((schema.properties ?? {}) as Properties).flatMap(([name, property]) => {
      const comment = commentOf(property);
      const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name).replaceAll('"', "'");
      return [
        ...commentLines(comment, inner),
        `${inner}readonly ${key}${required.has(name) ? '' : '?'}: ${this.type(property, inner)};`,
      ];
    });
    return `{\n${lines.join('\n')}\n${indent}}`;
  }

  type(schema: JsonSchema, indent: string): string {
    const { $ref, anyOf, enum: words, const: only, type } = schema;
    if (schema.if !== undefined && schema.properties === undefined) return union(this.#kinds(schema, indent));
    if (typeof $ref === 'string') return `${this.#prefix}${capital($ref.slice($ref.lastIndexOf('/') + 1))}`;
    if (Array.isArray(anyOf)) return union(anyOf.map((each) => this.type(each as JsonSchema, indent)));
    if (Array.isArray(words)) return union(words.map(literal));
    if (only !== undefined) return literal(only);
    if (schema.pattern === '^\\$\\{.+\\}$') return `${this.#prefix}Variable`;
    if (Array.isArray(type)) return union(type.map((each) => this.type({ ...schema, type: each }, indent)));
    switch (type) {
      case 'string':
        return 'string';
      case 'integer':
      case 'number':
        return 'number';
      case 'boolean':
      case 'null':
        return type;
      case 'array': {
        const item = this.type((schema.items ?? {}) as JsonSchema, indent);
        return `readonly ${/[ |{]/.test(item) ? `(${item})` : item}[]`;
      }
      case 'object':
        return this.#objectType(schema, indent);
    }
    if (Object.keys(schema).every((key) => ['title', 'description', 'examples', 'default'].includes(key)))
      return 'unknown';
    throw new Error(`no type for ${JSON.stringify(schema).slice(0, 200)}`);
  }

  /** The kinds of a chain of conditions; what the last one offers is for editors alone. */
  #kinds({ then: kind, else: others }: JsonSchema, indent: string): readonly string[] {
    const rest = others as JsonSchema;
    return [
      this.type(kind as JsonSchema, indent),
      ...(rest.if === undefined ? [] : this.#kinds(rest, indent)),
    ];
  }

  #objectType(schema: JsonSchema, indent: string): string {
    const name = isWorthAName(schema) ? this.#names.get(textOf(schema)) : undefined;
    if (name !== undefined) return name;
    const rest = schema.additionalProperties;
    const others = typeof rest === 'object' && rest !== null ? this.type(rest as JsonSchema, indent) : null;
    const properties = Object.values((schema.properties ?? {}) as Properties);
    // What is said of all names is said of those of the properties as well.
    const all = others === null ? [] : [...properties.map((each) => this.type(each, indent)), others];
    const record = others === null ? null : `{ readonly [name: string]: ${union(all)} }`;
    if (properties.length === 0) return record ?? 'object';
    return record === null ? this.object(schema, indent) : `${this.object(schema, indent)} & ${record}`;
  }
}

function isWorthAName(schema: JsonSchema): boolean {
  return schema.type === 'object' && Object.keys((schema.properties ?? {}) as Properties).length >= 3;
}

/** Without what is said to people: the same object may be described otherwise elsewhere. */
function textOf({
  title: _title,
  description: _description,
  examples: _examples,
  ...schema
}: JsonSchema): string {
  return JSON.stringify(schema);
}

/** The lines of a comment: what it means, on what that rests, its default and an example. */
function commentOf({ description, default: fallback, examples }: JsonSchema): readonly string[] {
  const [example] = (examples ?? []) as readonly unknown[];
  return [
    ...(typeof description === 'string' ? description.split('\n') : []),
    ...(fallback === undefined ? [] : [`@default ${JSON.stringify(fallback)}`]),
    ...(example === undefined ? [] : [`@example ${JSON.stringify(example)}`]),
  ].map((line) => line.replaceAll('*/', '*\\/'));
}

/** The comment as it stands above a property. */
function commentLines(lines: readonly string[], indent: string): readonly string[] {
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : String(value);
}

function capital(key: string): string {
  return key.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}
