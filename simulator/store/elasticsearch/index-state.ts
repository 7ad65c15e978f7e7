import type { EnvironmentTrouble } from '../../target/environment-trouble.ts';
import type { Cluster } from './cluster.ts';
import { type JsonRecord, recordAt } from './json-record.ts';

/** An index as it is now. */
export interface IndexState {
  readonly kind: 'index';
  /** Its own name, which is another one where the run knows it by an alias. */
  readonly name: string;
  /** Differs for an index that was deleted and created anew. */
  readonly uuid: string;
  readonly shards: number;
  /** As under `mappings`. */
  readonly mapping: JsonRecord;
}

/** Looks at an index, or at the one behind an alias. An alias for several is trouble: nobody could tell which of them to read. */
export async function lookAtIndex(
  cluster: Cluster,
  name: string,
): Promise<IndexState | { readonly kind: 'absent' } | { readonly trouble: EnvironmentTrouble }> {
  const answer = await cluster.ask('GET', `/${encodeURIComponent(name)}`);
  if ('trouble' in answer) return answer;
  if (answer.status === 404) return { kind: 'absent' };
  const hint = 'is the URL the address of the cluster?';
  if (answer.status !== 200)
    return { trouble: cluster.troubleOf(answer, `the index ${name} could not be looked at`, hint) };
  const names = Object.keys(answer.json);
  const own = names[0];
  if (own === undefined || names.length > 1) {
    return {
      trouble: {
        kind: 'environment',
        code: 'SEVERAL_INDEXES',
        message: `${name} stands for ${names.length} indexes: ${names.slice(0, 5).join(', ')}`,
        hint: 'name the one index into which the notifications go',
      },
    };
  }
  const index = recordAt(answer.json, own);
  const settings = recordAt(recordAt(index, 'settings'), 'index');
  return {
    kind: 'index',
    name: own,
    uuid: String(settings.uuid),
    shards: Number(settings.number_of_shards ?? 1),
    mapping: recordAt(index, 'mappings'),
  };
}
