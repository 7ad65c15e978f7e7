// Answers of real servers. Those of OpenSearch 2.19.1 were recorded; those of Elasticsearch are typed from its documentation and, where
// that shows none, from its source.

/** `GET /`, recorded. */
export const OPENSEARCH_2 = {
  name: 'Node 1',
  cluster_name: 'ocs',
  cluster_uuid: 'WX72TdALSjS3qZkHNffg5g',
  version: {
    distribution: 'opensearch',
    number: '2.19.1',
    build_type: 'unknown',
    build_hash: '2e4741fb45d1b150aaeeadf66d41445b23ff5982',
    build_date: '2025-02-27T01:16:47.726162386Z',
    build_snapshot: false,
    lucene_version: '9.12.1',
    minimum_wire_compatibility_version: '7.10.0',
    minimum_index_compatibility_version: '7.0.0',
  },
  tagline: 'The OpenSearch Project: https://opensearch.org/',
};

/** OpenSearch with compatibility.override_main_response_version, from its source. */
export const OPENSEARCH_IN_DISGUISE = {
  ...OPENSEARCH_2,
  version: { number: '7.10.2', build_type: 'tar', lucene_version: '9.12.1' },
};

/** `GET /`, from the documentation of 8.12. */
export const ELASTICSEARCH_8 = {
  name: 'instance-0000000000',
  cluster_name: 'my_test_cluster',
  cluster_uuid: '5QaxoN0pRZuOmWSxstBBwQ',
  version: {
    build_date: '2024-02-01T13:07:13.727175297Z',
    minimum_wire_compatibility_version: '7.17.0',
    build_hash: '6185ba65d27469afabc9bc951cded6c17c21e3f3',
    number: '8.12.1',
    lucene_version: '9.9.2',
    minimum_index_compatibility_version: '7.0.0',
    build_flavor: 'default',
    build_snapshot: false,
    build_type: 'docker',
  },
  tagline: 'You Know, for Search',
};

/** The same of another version. */
export function elasticsearch(number: string): object {
  return { ...ELASTICSEARCH_8, version: { ...ELASTICSEARCH_8.version, number } };
}

/** An error as both servers make it. */
export function errorOf(status: number, type: string, reason: string, more: object = {}): object {
  return { error: { root_cause: [{ type, reason, ...more }], type, reason, ...more }, status };
}

/** `GET /<index>` of an index that there is not, recorded. */
export function noSuchIndex(index: string): object {
  return errorOf(404, 'index_not_found_exception', `no such index [${index}]`, {
    index,
    'resource.id': index,
    'resource.type': 'index_or_alias',
    index_uuid: '_na_',
  });
}

/** `GET /<index>`, recorded. */
export function indexOf(
  index: string,
  { shards = 1, uuid = 'VnfvwU19ShW-ISzPtwgscg', mappings = {} } = {},
): object {
  return {
    [index]: {
      aliases: {},
      mappings,
      settings: {
        index: {
          replication: { type: 'DOCUMENT' },
          number_of_shards: String(shards),
          provided_name: index,
          creation_date: '1795353919474',
          number_of_replicas: '1',
          uuid,
          version: { created: '136407927' },
        },
      },
    },
  };
}

/** `PUT /<index>`, recorded. */
export function created(index: string): object {
  return { acknowledged: true, shards_acknowledged: true, index };
}

/** `POST /<index>/_refresh`, recorded. */
export const REFRESHED = { _shards: { total: 2, successful: 1, failed: 0 } };

/** `POST /<index>/_search` of one shard, in the form recorded; the documents by their sequence numbers. */
export function found(
  index: string,
  documents: readonly (readonly [sequenceNumber: number, source: unknown])[],
): object {
  return {
    took: 3,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: {
      max_score: null,
      hits: documents.map(([sequenceNumber, source]) => ({
        _index: index,
        _id: `AhtuA6IBZeIajSYPwA${String(sequenceNumber).padStart(2, '0')}`,
        _score: null,
        _source: source,
        sort: [sequenceNumber],
      })),
    },
  };
}

/** `POST /<index>/_doc`: of OpenSearch recorded, of Elasticsearch 7 from its documentation. */
export const INDEXED = {
  opensearch:
    '{"_index":"ocs-sim-x","_id":"5xtqA6IBZeIajSYPagUs","_version":1,"result":"created","_shards":{"total":2,"successful":1,"failed":0},"_seq_no":0,"_primary_term":1}',
  elasticsearch7:
    '{"_index":"ocs-sim-x","_type":"_doc","_id":"W0tpsmIBdwcYyG50zbta","_version":1,"result":"created","_shards":{"total":2,"failed":0,"successful":2},"_seq_no":0,"_primary_term":1}',
};
