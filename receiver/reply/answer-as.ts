import { createElasticsearch } from './elasticsearch/elasticsearch.ts';
import type { ElasticsearchFlavour } from './elasticsearch/flavour.ts';
import type { GivenIndices } from './elasticsearch/given-mapping.ts';
import { type AnswersAs, PLAIN } from './usual-answer.ts';

/** What the receiver answers as where no rule of the reply plan applies. */
export type AnswerAs =
  /** Any POST is fine: 200, and the number of its record. */
  | { readonly kind: 'plain' }
  /** The document endpoint of Elasticsearch or OpenSearch, with the mappings of indices that are there from the start. */
  | {
      readonly kind: 'elasticsearch';
      readonly flavour: ElasticsearchFlavour;
      readonly indices: GivenIndices;
    };

/** An answering side in the state of its beginning. @param seed of the identifiers that it makes up */
export function answersAs(as: AnswerAs, seed: number): AnswersAs {
  return as.kind === 'plain' ? PLAIN : createElasticsearch(as.flavour, as.indices, seed);
}
