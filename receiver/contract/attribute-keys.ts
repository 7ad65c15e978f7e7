// The attributes as keys of a file: what an editor tells of each, by its default wire name.

import type { JsonSchema } from '../document/shape.ts';
import { markText } from '../document/teaching.ts';
import { ATTRIBUTES, type Attribute, RELEVANCES } from './attributes.ts';

/** An attribute by the name that it has in files: those of a list's objects stand behind the list's. */
export interface NamedAttribute {
  readonly path: string;
  readonly attribute: Attribute;
}

/** Every attribute, `GSW_CALLING_LISTS.GSW_CALLING_LIST` included. */
export const NAMED_ATTRIBUTES: readonly NamedAttribute[] = (ATTRIBUTES as readonly Attribute[]).flatMap(
  (attribute) => [
    { path: attribute.name, attribute },
    ...(attribute.items ?? []).map((item) => ({ path: `${attribute.name}.${item.name}`, attribute: item })),
  ],
);

/** The keywords of a schema that say to people what an attribute is. */
export function attributeTaught(
  { path, attribute }: NamedAttribute,
  examples: readonly unknown[],
): JsonSchema {
  const { meaning, type, unit, relevant, mark, source } = attribute;
  const kind = unit === undefined ? type : `${type}, ${unit}`;
  return {
    title: path,
    description: `${meaning} (${kind}; ${RELEVANCES[relevant]})\n\n${markText(mark, source)}`,
    examples,
  };
}
