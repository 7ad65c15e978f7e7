import { join } from 'node:path';
import { type EngineName, engineJars } from './engine-jars.ts';
import { type Missing, missingPrograms } from './missing.ts';
import { startTied, temporaryFolder } from './tied-process.ts';

/** A node of Elasticsearch or OpenSearch that answers. */
export interface EngineNode {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** `2.19.1`. */
  readonly version: string;
  /** Resolves when it is gone, with its data; one that was running already is left alone. */
  stop(): Promise<void>;
}

const ENGINES = {
  elasticsearch: { title: 'Elasticsearch', node: 'ElasticsearchNode.java', variable: 'ELASTICSEARCH_URL' },
  opensearch: { title: 'OpenSearch', node: 'OpenSearchNode.java', variable: 'OPENSEARCH_URL' },
} as const;

/** It never lives long enough for the second compiler to pay. */
const JAVA = ['-Xms256m', '-Xmx768m', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'];

/**
 * Starts a node on loopback and a free port, with its data in a temporary folder; takes about 2 s once the jars are there, which the
 * first start fetches. With ELASTICSEARCH_URL or OPENSEARCH_URL in the environment it is that one instead. Throws where a node does
 * not start.
 */
export async function startEngine(engine: EngineName): Promise<EngineNode | Missing> {
  const { title, node, variable } = ENGINES[engine];
  const existing = process.env[variable];
  if (existing) {
    const url = existing.replace(/\/+$/, '');
    return { url, version: await versionOf(url), stop: () => Promise.resolve() };
  }
  const absent = missingPrograms(
    ['java', 'javac', 'mvn'],
    `apt-get install default-jdk-headless maven, or set ${variable}`,
  );
  if (absent !== null) return absent;
  const jars = await engineJars(engine);
  if ('missing' in jars) return jars;
  const folder = temporaryFolder(engine);
  const started = await startTied({
    what: title,
    command: 'java',
    args: [...JAVA, '-cp', join(jars.folder, '*'), join(import.meta.dirname, node), folder],
    folder,
    ready: /^listening (http:\S+)$/m,
    withinSeconds: 60,
  });
  const url = started.answersBy[1]!;
  return { url, version: await versionOf(url), stop: started.stop };
}

async function versionOf(url: string): Promise<string> {
  const answer = await fetch(url).catch((cause: unknown) => {
    throw new Error(`nothing answers at ${url}`, { cause });
  });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const { version } = (await answer.json()) as { readonly version: { readonly number: string } };
  return version.number;
}
