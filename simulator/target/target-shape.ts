// An external system as YAML says it: a file of its own, or the key `target:` of a scenario.

import { record, required } from '../../receiver/document/record.ts';
import { type JsonSchema, refine, type Shape, schemaDocument } from '../../receiver/document/shape.ts';
import { checkTarget } from './check-target.ts';
import { type TargetSpec, targetFields, targetUrlShape } from './target-parts-shape.ts';

/** A target that is whole. */
export const targetSpecShape: Shape<TargetSpec> = refine(
  record(
    {
      url: required(
        targetUrlShape,
        'http: where POSTs go; elasticsearch, opensearch: the address of the cluster',
        {
          title: 'URL',
        },
      ),
      ...targetFields,
    },
    { what: 'the target' },
  ),
  (value: TargetSpec, _node, reading) => {
    const problems = checkTarget(value);
    reading.problems.push(...problems);
    return problems.length > 0 ? undefined : value;
  },
);

/** The JSON Schema of target files, for editors. */
export function targetSchema(): JsonSchema {
  return schemaDocument(targetSpecShape, {
    title: 'ocs-sim target',
    description: 'An external system that ocs-sim plays notifications to, and what it is asked afterwards.',
  });
}

/** One target with parts of another in place of its own; of index and certificates each by itself, of headers by their names. */
export function laidOver(target: TargetSpec, over: TargetSpec): TargetSpec {
  const names = new Set([...(over.headers?.keys() ?? [])].map((name) => name.toLowerCase()));
  const kept = [...(target.headers ?? [])].filter(([name]) => !names.has(name.toLowerCase()));
  return {
    ...target,
    ...over,
    ...(target.index && over.index ? { index: { ...target.index, ...over.index } } : {}),
    ...(target.tls && over.tls ? { tls: { ...target.tls, ...over.tls } } : {}),
    ...(target.headers && over.headers ? { headers: new Map([...kept, ...over.headers]) } : {}),
  };
}
