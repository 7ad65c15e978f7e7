import { isUtf8 } from 'node:buffer';
import type { Cluster } from './cluster.ts';
import { blocked, type ElasticsearchError, errorBody, notPlayed, refusalBody } from './error-body.ts';
import type { FlavourTraits } from './flavour.ts';
import { blockOf, isTimeValue } from './index-settings.ts';
import { type HeldDocument, IndexState } from './index-state.ts';
import { DEFAULT_RULES, takeDocument } from './take-document.ts';

/** What is to become of a document. */
export interface Wish {
  readonly action: 'index' | 'create' | 'delete';
  readonly index: string;
  /** Null where Elasticsearch is to make one up. */
  readonly id: string | null;
  /** Parameters of the request, or of the line of a bulk. */
  readonly asked: ReadonlyMap<string, string>;
}

/** A document that was taken in or out, and the answer to it. */
export interface DocumentTaken {
  readonly status: 200 | 201 | 404;
  readonly result: string;
  readonly body: object;
  /** Where the document can be found from now on. */
  readonly location: string;
}

/**
 * Takes a document into its index, or out of it. The index is made if need be, also where the document is refused then.
 * @param body of nothing where it is to be deleted
 */
export function takeIn(
  cluster: Cluster,
  flavour: FlavourTraits,
  { action, index: name, id: givenId, asked }: Wish,
  body: Buffer,
): DocumentTaken | ElasticsearchError {
  const problem =
    parameterProblem(asked) ?? versioningProblem(action, givenId, asked) ?? copiesProblem(asked);
  if (problem !== null) return problem;
  const requireAlias = asked.get('require_alias');
  if (requireAlias === '' || requireAlias === 'true') {
    const reason = `no such index [${name}] and [require_alias] request flag is [true] and [${name}] is not an alias`;
    return errorBody(404, 'index_not_found_exception', reason, {
      detail: { index_uuid: '_na_', index: name },
    });
  }
  const rules = { fields: new Map(), dynamic: 'true', rules: DEFAULT_RULES } as const;
  const index = cluster.get(name) ?? cluster.create(name, rules, flavour.words);
  if (!(index instanceof IndexState)) return index;
  const block = blockOf(index.settings, 'write');
  if (block !== null) return blocked(name, block);
  const id = givenId ?? cluster.newId();
  if (Buffer.byteLength(id) > 512) {
    const reason = `Validation Failed: 1: id [${id}] is too long, must be no longer than 512 bytes but was: ${Buffer.byteLength(id)};`;
    return errorBody(400, 'action_request_validation_exception', reason);
  }
  const added = action === 'delete' ? null : takeFields(index, id, body, flavour);
  if (added !== null && 'type' in added) return added;
  const conflict = conflictOf(action, id, index.held(id), asked);
  if (conflict !== null) {
    const detail = { index_uuid: index.uuid, shard: '0', index: name };
    return errorBody(409, 'version_conflict_engine_exception', conflict, { detail });
  }
  if (added !== null && added.size > 0)
    index.mapping = { ...index.mapping, fields: new Map([...index.mapping.fields, ...added]) };
  const version = asked.get('version');
  const source = action === 'delete' ? null : body;
  const indexed = index.index(id, source, version === undefined ? null : Number(version));
  return taken(name, id, index, indexed, flavour, asked.get('refresh'));
}

/** The fields that a document adds, or why it is refused. */
function takeFields(index: IndexState, id: string, body: Buffer, flavour: FlavourTraits) {
  if (!isUtf8(body)) {
    const cause = { type: 'json_parse_exception', reason: 'Invalid UTF-8' };
    return errorBody(400, flavour.parsingException, 'failed to parse', { cause });
  }
  const verdict = takeDocument(body.toString('utf8'), id, index.mapping, flavour);
  return verdict.kind === 'refused' ? refusalBody(verdict, flavour) : verdict.added;
}

function taken(
  name: string,
  id: string,
  index: IndexState,
  { result, version, seqNo }: ReturnType<IndexState['index']>,
  flavour: FlavourTraits,
  refresh: string | undefined,
): DocumentTaken {
  return {
    status: result === 'created' ? 201 : result === 'not_found' ? 404 : 200,
    result,
    location: `/${encodeURIComponent(name)}/_doc/${encodeURIComponent(id).replaceAll('%20', '+')}`,
    body: {
      _index: name,
      ...(flavour.hasType ? { _type: '_doc' } : {}),
      _id: id,
      _version: version,
      result,
      ...(refresh === '' || refresh === 'true' ? { forced_refresh: true } : {}),
      // One node: the copies of the shard have nowhere to be.
      _shards: { total: index.copies, successful: 1, failed: 0 },
      _seq_no: seqNo,
      _primary_term: 1,
    },
  };
}

/** Why the versions do not allow it. Documented as optimistic concurrency control and version types. */
function conflictOf(
  action: Wish['action'],
  id: string,
  current: HeldDocument | undefined,
  asked: ReadonlyMap<string, string>,
): string | null {
  const there = current?.source == null ? undefined : current;
  const why = (text: string): string => `[${id}]: version conflict, ${text}`;
  if (action === 'create' && there !== undefined)
    return why(`document already exists (current version [${there.version}])`);
  const [seqNo, term] = [asked.get('if_seq_no'), asked.get('if_primary_term')];
  if (seqNo !== undefined) {
    const required = `required seqNo [${seqNo}], primary term [${term}].`;
    if (there === undefined) return why(`${required} but no document was found`);
    if (Number(seqNo) !== there.seqNo || Number(term) !== 1)
      return why(`${required} current document has seqNo [${there.seqNo}] and primary term [1]`);
  }
  const version = Number(asked.get('version'));
  if (asked.get('version') === undefined || current === undefined) return null;
  const [tooHigh, words] =
    asked.get('version_type') === 'external_gte'
      ? [current.version > version, 'higher than']
      : [current.version >= version, 'higher or equal to'];
  return tooHigh
    ? why(`current version [${current.version}] is ${words} the one provided [${version}]`)
    : null;
}

const VERSION_TYPES: ReadonlySet<string> = new Set(['internal', 'external', 'external_gt', 'external_gte']);

/** Of the parameters those that can be wrong without a name that is. */
function parameterProblem(asked: ReadonlyMap<string, string>): ElasticsearchError | null {
  const said = (name: string): string | undefined => asked.get(name);
  for (const name of ['version', 'if_seq_no', 'if_primary_term']) {
    const value = said(name);
    if (value === undefined || /^[+-]?\d{1,18}$/.test(value)) continue;
    return errorBody(
      400,
      'illegal_argument_exception',
      `Failed to parse long parameter [${name}] with value [${value}]`,
      {
        cause: { type: 'number_format_exception', reason: `For input string: "${value}"` },
      },
    );
  }
  const [refresh, type, pipeline] = [said('refresh'), said('op_type'), said('pipeline')];
  const [versionType, alias, timeout] = [said('version_type'), said('require_alias'), said('timeout')];
  const reason =
    type !== undefined && type !== 'create' && type !== 'index'
      ? `opType must be 'create' or 'index', found: [${type}]`
      : refresh !== undefined && !REFRESH.has(refresh)
        ? `Unknown value for refresh: [${refresh}].`
        : pipeline !== undefined && pipeline !== '_none'
          ? `pipeline with id [${pipeline}] does not exist`
          : versionType !== undefined && !VERSION_TYPES.has(versionType)
            ? `No version type match [${versionType}]`
            : alias !== undefined && !['', 'true', 'false'].includes(alias)
              ? `Failed to parse value [${alias}] as only [true] or [false] are allowed.`
              : timeout !== undefined && !isTimeValue(timeout)
                ? `failed to parse setting [timeout] with value [${timeout}] as a time value: unit is missing or unrecognized`
                : null;
  if (reason !== null) return errorBody(400, 'illegal_argument_exception', reason);
  return said('routing') === undefined ? null : notPlayed('documents with a routing of their own');
}

const REFRESH: ReadonlySet<string> = new Set(['', 'true', 'false', 'wait_for']);

/** Versions that cannot be asked for together, or not so. */
function versioningProblem(
  action: Wish['action'],
  id: string | null,
  asked: ReadonlyMap<string, string>,
): ElasticsearchError | null {
  const [version, type] = [asked.get('version'), asked.get('version_type') ?? 'internal'];
  const [seqNo, term] = [asked.get('if_seq_no'), asked.get('if_primary_term')];
  const creates = action === 'create' || (action === 'index' && id === null);
  const reason =
    creates && version !== undefined
      ? 'create operations do not support explicit versions. use index instead'
      : creates && seqNo !== undefined
        ? `create operations do not support compare and set. use index instead`
        : version !== undefined && type === 'internal'
          ? 'internal versioning can not be used for optimistic concurrency control. Please use `if_seq_no` and `if_primary_term` instead'
          : version === undefined && type !== 'internal'
            ? `illegal version value [-3] for version type [${type === 'external_gte' ? 'EXTERNAL_GTE' : 'EXTERNAL'}]`
            : (seqNo === undefined) !== (term === undefined)
              ? seqNo === undefined
                ? `ifSeqNo is unassigned, but primary term is [${term}]`
                : 'ifSeqNo is set, but primary term is [0]'
              : null;
  return reason === null
    ? null
    : errorBody(400, 'action_request_validation_exception', `Validation Failed: 1: ${reason};`);
}

/** One node has one copy of a shard: to wait for more would be to wait in vain, which nobody here does. */
function copiesProblem(asked: ReadonlyMap<string, string>): ElasticsearchError | null {
  const wanted = asked.get('wait_for_active_shards') ?? '1';
  if (wanted === '0' || wanted === '1') return null;
  if (wanted === 'all' || /^\d{1,9}$/.test(wanted))
    return notPlayed(`waiting for copies of a shard (wait_for_active_shards=${wanted})`);
  return errorBody(400, 'illegal_argument_exception', `cannot parse ActiveShardCount[${wanted}]`, {
    cause: { type: 'number_format_exception', reason: `For input string: "${wanted}"` },
  });
}
