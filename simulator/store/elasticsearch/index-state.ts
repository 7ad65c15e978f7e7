import type { EnvironmentTrouble } from '../../target/environment-trouble.ts';
import type { Cluster } from './cluster.ts';
import { type JsonRecord, recordAt } from './json-record.ts';

/** An index as it is now. */
export interface IndexState {
  /** Its own name, which is another one where the run knows it by an alias or as part of a data stream. */
  readonly name: string;
  /** Differs for an index that was deleted and created anew. */
  readonly uuid: string;
  readonly shards: number;
  /** As under `mappings`. */
  readonly mapping: JsonRecord;
}

/** What a name stands for: an index, or all those behind an alias or a data stream. */
export interface FoundIndices {
  readonly kind: 'found';
  /** In the order in which they were created, which is the order in which they are written to. */
  readonly indices: readonly IndexState[];
  /** The one that a POST to the name goes to. */
  readonly written: IndexState;
}

/** Looks at an index, an alias or a data stream. An alias to which nothing can be written is trouble. */
export async function lookAtIndex(
  cluster: Cluster,
  name: string,
): Promise<FoundIndices | { readonly kind: 'absent' } | { readonly trouble: EnvironmentTrouble }> {
  const answer = await cluster.ask('GET', `/${encodeURIComponent(name)}`);
  if ('trouble' in answer) return answer;
  if (answer.status === 404) return { kind: 'absent' };
  const hint = 'is the URL the address of the cluster?';
  const names = Object.keys(answer.json);
  if (answer.status !== 200 || names.length === 0)
    return { trouble: cluster.troubleOf(answer, `the index ${name} could not be looked at`, hint) };
  const found = names
    .map((own) => ({ record: recordAt(answer.json, own), state: stateOf(own, recordAt(answer.json, own)) }))
    .sort((a, b) => createdMs(a.record) - createdMs(b.record) || (a.state.name < b.state.name ? -1 : 1));
  const indices = found.map(({ state }) => state);
  const written =
    found.length === 1 || isDataStream(name, found[0]!.record)
      ? found.at(-1)
      : found.find(({ record }) => recordAt(recordAt(record, 'aliases'), name).is_write_index === true);
  if (written !== undefined) return { kind: 'found', indices, written: written.state };
  return {
    trouble: {
      kind: 'environment',
      code: 'NO_WRITE_INDEX',
      message: `the alias ${name} stands for ${names.length} indices (${names.slice(0, 5).join(', ')}), and none is its write index: every POST would be refused`,
      hint: 'set is_write_index for one of them, or name one index',
    },
  };
}

function stateOf(name: string, record: JsonRecord): IndexState {
  const settings = settingsOf(record);
  return {
    name,
    uuid: String(settings.uuid),
    shards: Number(settings.number_of_shards ?? 1),
    mapping: recordAt(record, 'mappings'),
  };
}

function settingsOf(record: JsonRecord): JsonRecord {
  return recordAt(recordAt(record, 'settings'), 'index');
}

function createdMs(record: JsonRecord): number {
  const ms = Number(settingsOf(record).creation_date);
  return Number.isFinite(ms) ? ms : 0;
}

/** The indices behind a data stream say so; its name is no alias of theirs. */
function isDataStream(name: string, record: JsonRecord): boolean {
  return record.data_stream === name || !Object.hasOwn(recordAt(record, 'aliases'), name);
}
