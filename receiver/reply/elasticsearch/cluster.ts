import { fitsPattern } from '../../document/name-pattern.ts';
import { type Random, randomFor } from '../../random.ts';
import { type ElasticsearchError, errorBody } from './error-body.ts';
import type { Words } from './flavour.ts';
import { type GivenIndices, readMapping } from './given-mapping.ts';
import { indexNameProblem } from './index-name.ts';
import type { IndexSettings } from './index-settings.ts';
import { Holdings, IndexState } from './index-state.ts';
import type { MappingState } from './take-document.ts';

/**
 * So many indices of two shards each fit into a cluster of one node; documented as the default of cluster.max_shards_per_node, which
 * is 1,000. It is also what keeps a receiver from growing without bound.
 */
const MOST_INDICES = 500;

/** The indices of one receiver. */
export class Cluster {
  readonly #given: GivenIndices;
  readonly #seed: number;
  #indices = new Map<string, IndexState>();
  #chance: Random;
  #holdings = new Holdings();

  /** @param given indices that are there from the start; their mappings must make sense */
  constructor(given: GivenIndices, seed: number) {
    this.#given = given;
    this.#seed = seed;
    this.#chance = randomFor(seed, CHANCE);
    this.reset();
  }

  /** Back to the indices of the start, without documents, and to the first identifier. */
  reset(): void {
    this.#chance = randomFor(this.#seed, CHANCE);
    this.#indices = new Map();
    this.#holdings = new Holdings();
    for (const [name, mapping] of this.#given) {
      const read = readMapping(mapping);
      if ('kind' in read) throw new Error(`the mapping of ${name}: ${read.cause.reason}`);
      this.#indices.set(name, this.#newIndex(name, read));
    }
  }

  get(name: string): IndexState | undefined {
    return this.#indices.get(name);
  }

  /** Those that a name, a list with commas or a pattern means, in the order of their names. */
  matching(expression: string): readonly (readonly [name: string, index: IndexState])[] {
    const patterns = expression === '_all' ? ['*'] : expression.split(',');
    return [...this.#indices]
      .filter(([name]) => patterns.some((pattern) => fitsPattern(pattern, name)))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #newIndex(name: string, mapping: MappingState): IndexState {
    return new IndexState(mapping, identifier(randomFor(this.#seed, `uuid of ${name}`), 16), this.#holdings);
  }

  create(
    name: string,
    mapping: MappingState,
    words: Words,
    settings?: IndexSettings,
  ): IndexState | ElasticsearchError {
    const problem = indexNameProblem(name, words);
    if (problem !== null) {
      const detail = { index_uuid: '_na_', index: name };
      return errorBody(400, 'invalid_index_name_exception', `Invalid index name [${name}], ${problem}`, {
        detail,
      });
    }
    if (this.#indices.size >= MOST_INDICES) {
      const most = 2 * MOST_INDICES;
      return errorBody(
        400,
        'validation_exception',
        `Validation Failed: 1: this action would add [2] shards, but this cluster currently has [${most}]/[${most}] maximum normal shards open;`,
      );
    }
    const index = this.#newIndex(name, mapping);
    if (settings !== undefined) index.settings = settings;
    this.#indices.set(name, index);
    return index;
  }

  delete(names: readonly string[]): void {
    for (const name of names) {
      this.#indices.get(name)?.close();
      this.#indices.delete(name);
    }
  }

  /** An identifier such as those that Elasticsearch makes up: 20 characters of URL-safe base 64. */
  newId(): string {
    return identifier(this.#chance, 15);
  }
}

function identifier(chance: Random, bytes: number): string {
  return Buffer.from(Array.from({ length: bytes }, () => chance.integer(0, 255))).toString('base64url');
}

const CHANCE = 'elasticsearch ids';
