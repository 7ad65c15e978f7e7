// `answerAs:` as YAML says it: plain, elasticsearch, elasticsearch-7, opensearch, or the latter with indices that are there from the
// start: { as: elasticsearch, indices: { states: { properties: { GSW_DIAL_MODE: { type: keyword } } } } }.

import { byKind, mapOf } from '../document/composite-shapes.ts';
import { optional, record, required } from '../document/record.ts';
import { word } from '../document/scalar-shapes.ts';
import { complain, refine, type Shape } from '../document/shape.ts';
import { jsonValue } from '../expect/json-value.ts';
import type { AnswerAs } from './answer-as.ts';
import { ELASTICSEARCH_FLAVOURS } from './elasticsearch/flavour.ts';
import { readMapping } from './elasticsearch/given-mapping.ts';
import { indexNameProblem } from './elasticsearch/index-name.ts';
import { isRecord, type JsonRecord } from './elasticsearch/json-record.ts';

const indices: Shape<ReadonlyMap<string, JsonRecord>> = refine(
  mapOf(jsonValue, 'names of indices to their mappings'),
  (map, node, reading) => {
    const read = new Map<string, JsonRecord>();
    for (const entry of node.kind === 'mapping' ? node.entries : []) {
      const mapping = map.get(entry.key);
      const name = indexNameProblem(entry.key, '8');
      const given = isRecord(mapping) ? readMapping(mapping) : null;
      const problem =
        name !== null
          ? `an index cannot be called "${entry.key}": its name ${name}`
          : given === null
            ? 'expected a mapping such as { properties: { NAME: { type: keyword } } }'
            : 'kind' in given
              ? given.unplayed === null
                ? `Failed to parse mapping: ${given.cause.reason}`
                : given.cause.reason
              : null;
      if (problem !== null) complain(reading, 'bad-value', entry.keyPlace, problem);
      else read.set(entry.key, mapping as JsonRecord);
    }
    return read.size === map.size ? read : undefined;
  },
);

/** Reads an `answerAs:`. */
export const answerAsShape: Shape<AnswerAs> = byKind<AnswerAs, never, AnswerAs>({
  scalar: refine(
    word('a way to answer', ['plain', ...ELASTICSEARCH_FLAVOURS]),
    (flavour): AnswerAs =>
      flavour === 'plain' ? { kind: 'plain' } : { kind: 'elasticsearch', flavour, indices: new Map() },
  ),
  mapping: refine(
    record(
      {
        as: required(word('a search engine', ELASTICSEARCH_FLAVOURS), 'which one is played'),
        indices: optional(indices, 'indices that are there from the start, each with its mapping', {
          example: { states: { properties: { GSW_DIAL_MODE: { type: 'keyword' } } } },
        }),
      },
      { what: 'answerAs' },
    ),
    (fields): AnswerAs => ({
      kind: 'elasticsearch',
      flavour: fields.as,
      indices: fields.indices ?? new Map(),
    }),
  ),
});
