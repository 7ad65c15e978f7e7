import type { EnvironmentTrouble } from '../../target/environment-trouble.ts';
import type { Cluster, ClusterAnswer } from './cluster.ts';
import { recordAt } from './json-record.ts';

/** Which server it is. */
export interface ServerVersion {
  readonly distribution: 'Elasticsearch' | 'OpenSearch';
  /** `2.19.1`. */
  readonly number: string;
}

/** The first version whose indexes have sequence numbers and no document types, each distribution. */
const OLDEST: Readonly<Record<ServerVersion['distribution'], number>> = { Elasticsearch: 7, OpenSearch: 1 };

/** Asks a cluster what it is; anything else than Elasticsearch 7 or later and OpenSearch 1 or later is trouble. */
export async function readServerVersion(
  cluster: Cluster,
): Promise<ServerVersion | { readonly trouble: EnvironmentTrouble }> {
  const answer = await cluster.ask('GET', '/');
  if ('trouble' in answer) return answer;
  if (answer.status >= 500)
    return { trouble: cluster.troubleOf(answer, 'the cluster is not ready', 'is it still starting?') };
  const version = versionIn(answer);
  if (version === null) {
    return {
      trouble: cluster.troubleOf(
        answer,
        'this is neither Elasticsearch nor OpenSearch',
        'is the URL the address of the cluster? any other receiver is kind: http',
      ),
    };
  }
  const { distribution, number } = version;
  if (Number.parseInt(number, 10) >= OLDEST[distribution]) return version;
  return {
    trouble: {
      kind: 'environment',
      code: 'TOO_OLD',
      message: `${cluster.url} is ${distribution} ${number}, which is too old to be read back`,
      hint: 'Elasticsearch 7 or later, or OpenSearch 1 or later',
    },
  };
}

function versionIn({ status, json }: ClusterAnswer): ServerVersion | null {
  const { number, distribution } = recordAt(json, 'version');
  if (status !== 200 || typeof number !== 'string') return null;
  // OpenSearch can be told to call itself Elasticsearch 7.10.2; its tagline stays.
  const isOpenSearch = distribution === 'opensearch' || /OpenSearch/.test(String(json.tagline));
  return { distribution: isOpenSearch ? 'OpenSearch' : 'Elasticsearch', number };
}
