import { join } from 'node:path';
import { type Missing, missingPrograms } from './missing.ts';
import { openSearchJars } from './opensearch-jars.ts';
import { startTied, temporaryFolder } from './tied-process.ts';

/** A node of OpenSearch (or Elasticsearch, where OPENSEARCH_URL points to one). */
export interface OpenSearchServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** `2.19.1`. */
  readonly version: string;
  /** Resolves when it is gone, with its data; one of OPENSEARCH_URL is left alone. */
  stop(): Promise<void>;
}

const NODE = join(import.meta.dirname, 'OpenSearchNode.java');
/** It never lives long enough for the second compiler to pay. */
const JAVA = ['-Xms512m', '-Xmx1g', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData'];

/**
 * Starts a node on loopback and a free port, with its data in a temporary folder; takes about 2 s once the jars are there, which the
 * first start fetches. With OPENSEARCH_URL in the environment it is that one instead. Throws where a node does not start.
 */
export async function startOpenSearch(): Promise<OpenSearchServer | Missing> {
  const existing = process.env.OPENSEARCH_URL;
  if (existing) {
    const url = existing.replace(/\/+$/, '');
    return { url, version: await versionOf(url), stop: () => Promise.resolve() };
  }
  const absent = missingPrograms(
    ['java', 'javac', 'mvn'],
    'apt-get install default-jdk-headless maven, or set OPENSEARCH_URL',
  );
  if (absent !== null) return absent;
  const jars = await openSearchJars();
  if ('missing' in jars) return jars;
  const folder = temporaryFolder('opensearch');
  const node = await startTied({
    what: 'OpenSearch',
    command: 'java',
    args: [...JAVA, '-cp', join(jars.folder, '*'), NODE, folder],
    folder,
    ready: /^listening (http:\S+)$/m,
    withinSeconds: 60,
  });
  const url = node.answersBy[1]!;
  return { url, version: await versionOf(url), stop: node.stop };
}

async function versionOf(url: string): Promise<string> {
  const answer = await fetch(url).catch((cause: unknown) => {
    throw new Error(`no OpenSearch answers at ${url}`, { cause });
  });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const { version } = (await answer.json()) as { readonly version: { readonly number: string } };
  return version.number;
}
