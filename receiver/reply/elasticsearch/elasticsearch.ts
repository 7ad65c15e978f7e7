// Answers as Elasticsearch's document endpoint does: a mapping grows from the documents, and what does not fit it is refused with
// the same error. Documented is what the reference of Elasticsearch shows; each @assumption is about the rest. No document is kept,
// for the journal has them all, and what only looks documents up is not played.

import type { AnswersAs, UsualAnswer } from '../usual-answer.ts';
import { Cluster } from './cluster.ts';
import { errorBody } from './error-body.ts';
import { type ElasticsearchFlavour, FLAVOURS, type FlavourTraits } from './flavour.ts';
import type { GivenIndices } from './given-mapping.ts';
import { indexDocument } from './index-document.ts';
import {
  about,
  count,
  created,
  deleted,
  health,
  information,
  mappings,
  refreshed,
} from './index-operations.ts';
import { failed, type Outcome } from './outcome.ts';
import {
  type ElasticsearchRequest,
  parameterMeant,
  requestOf,
  segmentsOf,
  unknownParameter,
} from './request.ts';

/** What can be asked of all indices by leaving their names out. */
const OF_ALL: ReadonlySet<string> = new Set(['_mapping', '_count', '_refresh']);

type Handler = (request: ElasticsearchRequest) => Outcome;
interface Route {
  readonly methods: readonly string[];
  readonly handle: Handler;
}

/** A POST to one of these brings no notification. */
const ASKED_BY_POST: ReadonlySet<string> = new Set(['_count', '_refresh']);

/** Elasticsearch, or one of its kind, with the indices that are there from the start. */
export function createElasticsearch(
  flavour: ElasticsearchFlavour,
  indices: GivenIndices,
  seed: number,
): AnswersAs {
  const traits = FLAVOURS[flavour];
  const cluster = new Cluster(indices, seed);
  return {
    brings(method, path) {
      const segments = segmentsOf(path);
      if (method === 'POST') return !ASKED_BY_POST.has(segments.at(-1) ?? '');
      return method === 'PUT' && (segments[1] === '_doc' || segments[1] === '_create');
    },
    answer(record) {
      const request = requestOf(record);
      return answerOf(outcomeOf(request, cluster, traits), request, traits);
    },
    reset: () => cluster.reset(),
  };
}

function answerOf(
  { status, body, what, headers = [] }: Outcome,
  { query }: ElasticsearchRequest,
  traits: FlavourTraits,
): UsualAnswer {
  const pretty = query.has('pretty') && query.get('pretty') !== 'false';
  return {
    status,
    headers: [...traits.headers, ...headers],
    body: pretty ? `${JSON.stringify(body, null, 2)}\n` : JSON.stringify(body),
    manner: `${traits.title}: ${what}`,
  };
}

function outcomeOf(request: ElasticsearchRequest, cluster: Cluster, traits: FlavourTraits): Outcome {
  const { method, uri } = request;
  const routes = routesOf(request.segments, cluster, traits);
  if (routes.length === 0) {
    const error = `no handler found for uri [${uri}] and method [${method}]`;
    return { status: 400, body: { error }, what: 'no handler found' };
  }
  const route = routes.find(({ methods }) => methods.includes(method));
  if (route === undefined) {
    const allowed = [...new Set(routes.flatMap(({ methods }) => methods))];
    const error = `Incorrect HTTP method for uri [${uri}] and method [${method}], allowed: [${allowed.join(', ')}]`;
    return {
      status: 405,
      body: { error, status: 405 },
      what: 'incorrect method',
      headers: ['Allow', allowed.join(',')],
    };
  }
  const unknown = unknownParameter(request);
  if (unknown !== null) {
    const meant = parameterMeant(unknown);
    const hint = meant === undefined ? '' : ` -> did you mean [${meant}]?`;
    const reason = `request [${uri}] contains unrecognized parameter: [${unknown}]${hint}`;
    return failed(errorBody(400, 'illegal_argument_exception', reason));
  }
  return route.handle(request);
}

/** What a path leads to; empty for nothing that is played. */
function routesOf(segments: readonly string[], cluster: Cluster, traits: FlavourTraits): readonly Route[] {
  const [first, second, third] = segments;
  const reads = (handle: Handler): Route => ({ methods: ['GET', 'HEAD'], handle });
  const asks = (handle: Handler): Route => ({ methods: ['GET', 'POST'], handle });
  if (first === undefined) return [reads(() => information(traits))];
  if (segments.length === 2 && first === '_cluster' && second === 'health')
    return [reads(() => health(cluster))];
  const [index, endpoint] = OF_ALL.has(first) ? ['_all', first] : [first, second];
  const length = index === first ? segments.length : segments.length + 1;
  if (length === 2) {
    switch (endpoint) {
      case '_mapping':
        return [reads(() => mappings(index, cluster))];
      case '_count':
        return [asks(() => count(index, cluster))];
      case '_refresh':
        return [asks(() => refreshed(index, cluster))];
    }
  }
  if (index !== first) return [];
  if (length === 1) {
    return [
      { methods: ['PUT'], handle: (request) => created(index, request, cluster, traits) },
      { methods: ['HEAD', 'GET'], handle: () => about(index, cluster) },
      { methods: ['DELETE'], handle: () => deleted(index, cluster) },
    ];
  }
  const takes = (id: string | null, onlyCreate: boolean): Handler => {
    return (request) => {
      const create = onlyCreate || request.query.get('op_type') === 'create';
      const outcome = indexDocument(cluster, traits, index, id, create, request);
      if ('type' in outcome) return failed(outcome);
      const { status, body, result, location } = outcome;
      return { status, body, what: result, headers: status === 201 ? ['Location', location] : [] };
    };
  };
  if (endpoint === '_doc' && length === 2) return [{ methods: ['POST'], handle: takes(null, false) }];
  if (endpoint === '_doc' && length === 3)
    return [{ methods: ['PUT', 'POST'], handle: takes(third!, false) }];
  if (endpoint === '_create' && length === 3)
    return [{ methods: ['PUT', 'POST'], handle: takes(third!, true) }];
  return [];
}
