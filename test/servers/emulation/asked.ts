// What both sides are asked: a few requests to one index, one after another.

import type { EngineName } from '../../support/servers/engine-jars.ts';

/** One request; `@` in its path and body is the index of the case. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string | Buffer;
  /** Null for no header. */
  readonly type: string | null;
  /** Why the answers differ, where they are meant to; of one engine, or of both. */
  readonly differs: { readonly why: string; readonly only: EngineName | null } | null;
}

/** Requests that belong together. */
export interface Case {
  /** The engine that is asked; both where it is left out. */
  readonly only?: EngineName;
  readonly name: string;
  readonly asked: readonly Asked[];
}

/** Requests of any kind. */
export function requests(name: string, ...asked: readonly Asked[]): Case {
  return { name, asked };
}

/** One of them. */
export function ask(
  method: string,
  path: string,
  body: string | Buffer = '',
  type: string | null = 'application/json',
): Asked {
  return { method, path, body, type, differs: null };
}

/** One that is meant to be answered in another way, and why. */
export function differing(asked: Asked, why: string, only: EngineName | null = null): Asked {
  return { ...asked, differs: { why, only } };
}

/** A document for the index. */
export function post(body: string | Buffer): Asked {
  return ask('POST', '/@/_doc', body);
}

/** The mapping of the index. */
export const MAPPING = ask('GET', '/@/_mapping');

/** Documents one after another, then the mapping that they made. */
export function documents(name: string, ...bodies: readonly (string | Buffer)[]): Case {
  return requests(name, ...bodies.map(post), MAPPING);
}

/** The same in an index with a mapping from the start. */
export function mapped(name: string, mappings: object, ...bodies: readonly string[]): Case {
  return requests(name, ask('PUT', '/@', JSON.stringify({ mappings })), ...bodies.map(post), MAPPING);
}
