// POST /<index>/_search: everything, or documents by their ids.

import { noLongerHeld } from './documents.ts';
import { blocked, type ElasticsearchError, errorBody, notPlayed } from './error-body.ts';
import { jsonOf, meant } from './index-operations.ts';
import { blockOf, settingOf } from './index-settings.ts';
import type { HeldDocument } from './index-state.ts';
import { isRecord, type JsonRecord } from './json-record.ts';
import { type Call, failed, type Outcome } from './outcome.ts';
import { Source } from './source.ts';

type Kept = HeldDocument & { readonly source: Buffer; readonly of: string };
type Sort = { readonly by: '_seq_no' | '_doc'; readonly descending: boolean };
interface Search {
  /** Null for all. */
  readonly ids: readonly string[] | null;
  readonly size: number;
  readonly from: number;
  readonly sort: Sort | null;
  /** Of the sort key, the last that was seen. */
  readonly after: number | null;
  /** How many hits are counted exactly; null for none. */
  readonly counted: number | null;
  readonly source: boolean;
  readonly version: boolean;
  readonly seqNo: boolean;
}

/** Documented as the default of track_total_hits, and of size. */
const COUNTED = 10_000;
const SIZE = 10;

/** GET or POST /<index>/_search. */
export function search({ request, cluster, traits, index: expression }: Call): Outcome {
  const indices = meant(expression, cluster);
  if ('type' in indices) return failed(indices);
  const given = request.body.length === 0 ? {} : jsonOf(request.body);
  const asked = isRecord(given) ? searchOf(given, request.query) : BAD_BODY;
  if ('type' in asked) return failed(asked);
  for (const [name, index] of indices) {
    const block = blockOf(index.settings, 'read');
    if (block !== null) return failed(blocked(name, block));
    if (index.forgotten > 0) return failed(noLongerHeld(name, index));
    const window = settingOf(index.settings, 'index.max_result_window', COUNTED);
    if (asked.from + asked.size > window) return failed(tooFar(asked.from + asked.size, window, name));
  }
  const found: Kept[] = [];
  for (const [name, index] of indices) {
    for (const document of index.all())
      if (asked.ids === null || asked.ids.includes(document.id)) found.push({ ...document, of: name });
  }
  const { sort, after } = asked;
  if (sort !== null) found.sort((a, b) => (sort.descending ? b.seqNo - a.seqNo : a.seqNo - b.seqNo));
  const rest =
    after === null ? found : found.filter(({ seqNo }) => (sort?.descending ? seqNo < after : seqNo > after));
  const shown = rest.slice(asked.from, asked.from + asked.size);
  const score = sort === null ? 1 : null;
  const hits = shown.map(({ of, id, version, seqNo, source }) => ({
    _index: of,
    ...(traits.hasType ? { _type: '_doc' } : {}),
    _id: id,
    ...(asked.version ? { _version: version } : {}),
    ...(asked.seqNo ? { _seq_no: seqNo, _primary_term: 1 } : {}),
    _score: score,
    ...(asked.source ? { _source: new Source(source) } : {}),
    ...(sort === null ? {} : { sort: [seqNo] }),
  }));
  const isOver = asked.counted !== null && found.length > asked.counted;
  const total = { value: isOver ? asked.counted : found.length, relation: isOver ? 'gte' : 'eq' };
  const body = {
    took: 0,
    timed_out: false,
    _shards: { total: indices.length, successful: indices.length, skipped: 0, failed: 0 },
    hits: {
      ...(asked.counted === null ? {} : { total }),
      max_score: found.length === 0 || asked.size === 0 ? null : score,
      hits,
    },
  };
  return { status: 200, body, what: 'search' };
}

const BAD_BODY = errorBody(400, 'parsing_exception', 'the body of the search is no JSON object');

/** What a search asks for; what is not played is refused, so that no hit list means another thing than it seems to. */
function searchOf(body: JsonRecord, query: ReadonlyMap<string, string>): Search | ElasticsearchError {
  const unread = [...query.keys()].find((name) => UNREAD.has(name));
  if (unread !== undefined) return notPlayed(`the parameter [${unread}] of a search`);
  const other = Object.keys(body).find((name) => !READ.has(name));
  if (other !== undefined) return notPlayed(`[${other}] in a search`);
  const asked: Record<string, unknown> = { ...body };
  for (const name of [
    'size',
    'from',
    'track_total_hits',
    '_source',
    'version',
    'seq_no_primary_term',
    'sort',
  ])
    if (query.has(name)) asked[name] = query.get(name);
  const ids = idsOf(body.query);
  if (ids !== null && 'type' in ids) return ids as ElasticsearchError;
  const sort = sortOf(asked.sort);
  if (sort !== null && 'type' in sort) return sort;
  const numbers: Record<string, number> = {};
  for (const [name, byDefault] of [
    ['size', SIZE],
    ['from', 0],
  ] as const) {
    const text = String(asked[name] ?? byDefault);
    if (!/^-?\d{1,9}$/.test(text)) {
      return errorBody(
        400,
        'illegal_argument_exception',
        `Failed to parse int parameter [${name}] with value [${text}]`,
        {
          cause: { type: 'number_format_exception', reason: `For input string: "${text}"` },
        },
      );
    }
    if (Number(text) < 0) return notPlayed(`a negative [${name}] of a search`);
    numbers[name] = Number(text);
  }
  const { search_after: after } = body;
  if (
    after !== undefined &&
    (sort === null || !Array.isArray(after) || after.length !== 1 || typeof after[0] !== 'number')
  )
    return notPlayed('[search_after] without a [sort] by _seq_no');
  const source = String(asked._source ?? true);
  if (source !== 'true' && source !== 'false') return notPlayed('a part of a source ([_source] in a search)');
  const counted = String(asked.track_total_hits ?? COUNTED);
  if (!/^(?:true|false|\d{1,9})$/.test(counted)) return notPlayed(`[track_total_hits] of [${counted}]`);
  return {
    ids: ids as readonly string[] | null,
    size: numbers.size!,
    from: numbers.from!,
    sort,
    after: after === undefined ? null : (after as readonly number[])[0]!,
    counted: counted === 'true' ? Number.MAX_SAFE_INTEGER : counted === 'false' ? null : Number(counted),
    source: source === 'true',
    version: String(asked.version) === 'true',
    seqNo: String(asked.seq_no_primary_term) === 'true',
  };
}

const READ: ReadonlySet<string> = new Set([
  ...['query', 'size', 'from', 'sort', 'search_after', 'track_total_hits', '_source', 'version'],
  ...['seq_no_primary_term', 'timeout'],
]);
const UNREAD: ReadonlySet<string> = new Set([
  ...['q', 'scroll', 'routing', 'rest_total_hits_as_int', '_source_includes', '_source_excludes'],
]);

/** The ids that a query names; null for all documents. */
function idsOf(query: unknown): readonly string[] | null | ElasticsearchError {
  if (query === undefined) return null;
  const [clause, ...more] = isRecord(query) ? Object.entries(query) : [];
  if (clause === undefined || more.length > 0) return notPlayed('a query of none or of several clauses');
  const [kind, inner] = clause;
  if (kind === 'match_all') return null;
  if (kind === 'ids' && isRecord(inner) && Array.isArray(inner.values)) return inner.values.map(String);
  if ((kind === 'term' || kind === 'terms') && isRecord(inner) && '_id' in inner) {
    const said = isRecord(inner._id) ? inner._id.value : inner._id;
    return Array.isArray(said) ? said.map(String) : [String(said)];
  }
  return notPlayed(`the query [${kind}] (match_all, ids, and term on _id are played)`);
}

/** By the order of arrival: one shard numbers its documents in it. */
function sortOf(sort: unknown): Sort | null | ElasticsearchError {
  const [first, ...more] = Array.isArray(sort) ? sort : sort === undefined ? [] : [sort];
  if (first === undefined) return null;
  const [name, how] = isRecord(first) ? Object.entries(first)[0]! : String(first).split(':');
  const order = isRecord(how) ? how.order : how;
  if (more.length > 0 || (name !== '_seq_no' && name !== '_doc'))
    return notPlayed(`sorting a search by [${name}] (_seq_no and _doc are played)`);
  return { by: name, descending: order === 'desc' };
}

function tooFar(asked: number, window: number, index: string): ElasticsearchError {
  const reason = `Result window is too large, from + size must be less than or equal to: [${window}] but was [${asked}]. See the scroll api for a more efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level setting.`;
  const cause = { type: 'illegal_argument_exception', reason };
  return errorBody(400, 'search_phase_execution_exception', 'all shards failed', {
    cause: { ...cause, caused_by: cause },
    root: cause,
    detail: {
      phase: 'query',
      grouped: true,
      failed_shards: [{ shard: 0, index, node: 'ocs-sim', reason: cause }],
    },
  });
}
