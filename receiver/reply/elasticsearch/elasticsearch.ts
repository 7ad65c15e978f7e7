// Answers as Elasticsearch does: a mapping grows from the documents, what does not fit it is refused with the same error, and what is
// held can be read back. Documented is what the reference of Elasticsearch shows; each @assumption is about the rest. What is not
// played is refused in ocs-sim's own words (routes.ts).

import type { AnswersAs, UsualAnswer } from '../usual-answer.ts';
import { Cluster } from './cluster.ts';
import { NOT_PLAYED } from './error-body.ts';
import { filtered } from './filter-path.ts';
import { type ElasticsearchFlavour, FLAVOURS, type FlavourTraits } from './flavour.ts';
import type { GivenIndices } from './given-mapping.ts';
import type { Outcome } from './outcome.ts';
import { type ElasticsearchRequest, isOn, requestOf, segmentsOf } from './request.ts';
import { carriesNotification, outcomeOf } from './routes.ts';
import { answerText } from './source.ts';

/** Elasticsearch, or one of its kind, with the indices that are there from the start. */
export function createElasticsearch(
  flavour: ElasticsearchFlavour,
  indices: GivenIndices,
  seed: number,
): AnswersAs {
  const traits = FLAVOURS[flavour];
  const cluster = new Cluster(indices, seed);
  return {
    brings: (method, path) => carriesNotification(method, segmentsOf(path)),
    answer(record) {
      const request = requestOf(record);
      return answerOf(outcomeOf({ request, cluster, traits }), request, traits);
    },
    reset: () => cluster.reset(),
  };
}

function answerOf(
  { status, body, what, headers = [] }: Outcome,
  { query }: ElasticsearchRequest,
  traits: FlavourTraits,
): UsualAnswer {
  const manner = `${traits.title}: ${what}`;
  if (typeof body === 'string') {
    const text = ['Content-Type', 'text/plain; charset=UTF-8'];
    const product = traits.headers.filter((_, index) => /^x-/i.test(traits.headers[index & ~1]!));
    return { status, headers: [...product, ...text, ...headers], body, manner };
  }
  // Errors are shown whole.
  const shown =
    query.has('filter_path') && !('error' in body) ? filtered(body, query.get('filter_path')!) : body;
  return {
    status,
    headers: what === NOT_PLAYED ? PLAIN_HEADERS : [...traits.headers, ...headers],
    body: answerText(shown, isOn(query, 'pretty')),
    manner,
  };
}

/** Without the header by which clients know Elasticsearch. */
const PLAIN_HEADERS = ['Content-Type', 'application/json', 'Server', 'ocs-sim'];
