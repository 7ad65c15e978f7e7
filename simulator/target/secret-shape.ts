// Secrets in YAML: where they are found, never what they are.

import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Place } from '../../receiver/document/place.ts';
import { oneKey, optional, record } from '../../receiver/document/record.ts';
import { text } from '../../receiver/document/scalar-shapes.ts';
import {
  complain,
  type Placed,
  placed,
  type Reading,
  refine,
  type Shape,
  withExample,
} from '../../receiver/document/shape.ts';
import { headOf } from '../../receiver/document/source.ts';

/** Where a secret is found. */
export type SecretRef =
  | { readonly from: 'environment'; readonly name: string }
  /** Without the line break at its end. */
  | { readonly from: 'file'; readonly path: string };

const reference: Shape<SecretRef> = refine(
  oneKey(
    record(
      {
        env: optional(text('the name of an environment variable'), 'the environment variable that holds it', {
          title: 'Environment variable',
          example: 'TARGET_TOKEN',
        }),
        file: optional(text('the path of a file'), 'the file that holds it, relative to this file', {
          example: 'secrets/token',
        }),
      },
      { what: 'a secret' },
    ),
  ),
  ({ env, file }, node, reading) => {
    if (env !== undefined && file === undefined) return { from: 'environment', name: env };
    if (file !== undefined && env === undefined) return { from: 'file', path: file };
    const place = node.kind === 'mapping' ? headOf(node) : node.place;
    return complain(reading, 'conflicting-keys', place, 'a secret is found in one place', {
      expected: '{env: NAME} or {file: PATH}',
    });
  },
);

/** `{env: NAME}` or `{file: PATH}`; anything plain is complained of with how to write it, and not shown. */
export function secret(key: string): Shape<Placed<SecretRef>> {
  return placed({
    ...withExample(reference, { env: 'TARGET_TOKEN' }),
    expects: '{env: NAME} or {file: PATH}',
    read: (node, reading) =>
      node.kind === 'mapping' || (node.kind === 'scalar' && node.value === null)
        ? reference.read(node, reading)
        : plainSecret(reading, node.place, `${key}: {env: NAME}, or ${key}: {file: PATH}`),
  });
}

/** Complains of a secret that stands there in plain. */
export function plainSecret(reading: Reading, place: Place, hint: string): undefined {
  return complain(reading, 'plain-secret', place, 'a secret does not stand in a file that is shared', {
    hint: `write ${hint}`,
  });
}

/** The same complaints, with the text of their sources blotted out where a secret stands in plain. */
export function withoutSecrets(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const plain = problems.filter(({ code }) => code === 'plain-secret').map(({ place }) => place);
  if (plain.length === 0) return problems;
  const clean = new Map(
    plain.map(({ source }) => {
      const own = plain.filter((place) => place.source === source);
      return [source, { ...source, text: own.reduce(blotted, source.text) }] as const;
    }),
  );
  return problems.map((problem) => {
    const source = clean.get(problem.place.source);
    return source === undefined ? problem : { ...problem, place: { ...problem.place, source } };
  });
}

/** As long as before, and with the same lines. */
function blotted(source: string, { start, end }: Place): string {
  return source.slice(0, start) + source.slice(start, end).replace(/[^\r\n]/g, '•') + source.slice(end);
}
