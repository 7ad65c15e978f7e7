// What an editor tells of a key: a title, what it means, an example, and on what a fact of the domain rests.

import type { JsonSchema } from './shape.ts';

/** What can be said of a key beside its meaning; the rest follows from its name and its shape. */
export interface Teaching {
  /** Where the name of the key gives no good one. */
  readonly title?: string;
  /** A value as YAML writes it; by default that of the shape. */
  readonly example?: unknown;
  /** A default that the shape does not know, as YAML writes it. */
  readonly default?: unknown;
  /** For a fact of the domain: documented, inferred or assumed. */
  readonly mark?: string;
  /** Where it was read, or what it was inferred from. */
  readonly source?: string;
}

/** The keywords of a key's schema that are for people; `known` is the schema of its shape. */
export function taught(
  name: string,
  about: string,
  { title, example, default: fallback, mark, source }: Teaching,
  known: JsonSchema,
): JsonSchema {
  return {
    title: title ?? titleOf(name),
    description: mark === undefined ? about : `${about}\n\n${markText(mark, source)}`,
    ...(example === undefined ? {} : { examples: known.examples ?? [example] }),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

/** `documented: PAGE`. */
export function markText(mark: string, source: string | undefined): string {
  return source === undefined ? mark : `${mark}: ${source}`;
}

/** `callingLists` is "Calling lists"; what is spelt by others, such as the name of an option, stays as it is. */
function titleOf(name: string): string {
  if (!/^[a-z][A-Za-z]*$/.test(name)) return name;
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
