/** Which search engine is played, by the words of the command line and of scenarios. */
export const ELASTICSEARCH_FLAVOURS = ['elasticsearch', 'elasticsearch-7', 'opensearch'] as const;

/** Elasticsearch 8 unless it says otherwise. */
export type ElasticsearchFlavour = (typeof ELASTICSEARCH_FLAVOURS)[number];

/**
 * How what does not fit is worded: as by Elasticsearch 8, or as by 7, from whose release 7.10 OpenSearch was forked; the latter is
 * compared with a real OpenSearch 2.19 (test/servers/emulation). @assumption that 7.17 words it as 7.10
 */
export type Words = '7' | '8';

/** Where the three differ, as far as a client of the document endpoint sees it. */
export interface FlavourTraits {
  /** For `manner` in records. */
  readonly title: string;
  readonly version: string;
  /** What GET / says of the build besides. @assumption for the versions of which there is no node in the tests: clients look at none of it */
  readonly build: Readonly<Record<string, unknown>>;
  /** The version as the settings of an index number it. */
  readonly created: string;
  /**
   * The type of the error for a document that does not fit. Documented in the release notes of 8.8 (DocumentParsingException); before
   * it, and in OpenSearch, mapper_parsing_exception.
   */
  readonly parsingException: string;
  /** Whether such an error names line and column: `[1:15] failed to parse …`. With `DocumentParsingException`. */
  readonly namesPlaces: boolean;
  readonly words: Words;
  /** Whether objects and lists deeper than 20 in a document are refused as it is read, as OpenSearch 2 does. */
  readonly limitsNesting: boolean;
  /** Whether errors show a number in a float field as the float that it became: `Infinity` for 1e39. */
  readonly previewsAsFloat: boolean;
  /** Names at the root of a document that are no fields of it. */
  readonly metadata: ReadonlySet<string>;
  /** Whether answers about a document bear `_type`. Documented: removed in 8.0 and in OpenSearch 2.0. */
  readonly hasType: boolean;
  /** What answers bear besides, names and values in turn. Documented: clients check X-elastic-product. */
  readonly headers: readonly string[];
}

const ELASTIC_MEDIA_TYPE = ['Content-Type', 'application/json'];

const METADATA = ['_id', '_index', '_source', '_routing', '_field_names', '_ignored', '_seq_no', '_version'];
const OF_ELASTICSEARCH: ReadonlySet<string> = new Set([...METADATA, '_type']);
const OF_ELASTICSEARCH_7: ReadonlySet<string> = new Set([...METADATA, '_type', '_feature']);
const OF_OPENSEARCH: ReadonlySet<string> = new Set([
  ...METADATA,
  ...['_nested_path', '_data_stream_timestamp', '_feature'],
]);

function buildOf(number: string, more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    number,
    build_hash: '0000000000000000000000000000000000000000',
    build_date: '2025-01-01T00:00:00.000000000Z',
    build_snapshot: false,
    ...more,
  };
}

/** @assumption the exact versions, of which clients look at the major one at most */
export const FLAVOURS: Readonly<Record<ElasticsearchFlavour, FlavourTraits>> = {
  elasticsearch: {
    title: 'Elasticsearch',
    version: '8.19.0',
    build: buildOf('8.19.0', {
      build_flavor: 'default',
      build_type: 'docker',
      lucene_version: '9.12.2',
      minimum_wire_compatibility_version: '7.17.0',
      minimum_index_compatibility_version: '7.0.0',
    }),
    created: '8536000',
    parsingException: 'document_parsing_exception',
    namesPlaces: true,
    words: '8',
    limitsNesting: false,
    previewsAsFloat: true,
    metadata: OF_ELASTICSEARCH,
    hasType: false,
    headers: ['X-elastic-product', 'Elasticsearch', ...ELASTIC_MEDIA_TYPE],
  },
  'elasticsearch-7': {
    title: 'Elasticsearch 7',
    version: '7.17.0',
    build: buildOf('7.17.0', {
      build_flavor: 'default',
      build_type: 'docker',
      lucene_version: '8.11.1',
      minimum_wire_compatibility_version: '6.8.0',
      minimum_index_compatibility_version: '6.0.0-beta1',
    }),
    created: '7170099',
    parsingException: 'mapper_parsing_exception',
    namesPlaces: false,
    words: '7',
    limitsNesting: false,
    previewsAsFloat: false,
    metadata: OF_ELASTICSEARCH_7,
    hasType: true,
    headers: ['X-elastic-product', 'Elasticsearch', 'Content-Type', 'application/json; charset=UTF-8'],
  },
  opensearch: {
    title: 'OpenSearch',
    version: '2.19.0',
    build: {
      distribution: 'opensearch',
      ...buildOf('2.19.0', {
        build_type: 'docker',
        lucene_version: '9.12.1',
        minimum_wire_compatibility_version: '7.10.0',
        minimum_index_compatibility_version: '7.0.0',
      }),
    },
    created: '136407827',
    parsingException: 'mapper_parsing_exception',
    namesPlaces: false,
    words: '7',
    limitsNesting: true,
    previewsAsFloat: true,
    metadata: OF_OPENSEARCH,
    hasType: false,
    headers: ['Content-Type', 'application/json; charset=UTF-8'],
  },
};
