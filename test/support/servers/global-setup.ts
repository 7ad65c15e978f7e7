// Before the tests with real servers, once: a node of each search engine for all of them, and what this machine cannot offer.

import type { TestProject } from 'vitest/node';
import { type EngineNode, startEngine } from './engine.ts';
import type { Missing } from './missing.ts';
import { nginxMissing } from './nginx.ts';
import { tunnelMissing } from './tinyproxy.ts';

/** A node that runs for all tests, or what it takes to have one. */
export type ProvidedEngine = { readonly url: string; readonly version: string } | Missing;

/** What the tests with real servers are handed. */
export interface ProvidedServers {
  readonly elasticsearch: ProvidedEngine;
  readonly opensearch: ProvidedEngine;
  /** Null where it is there, as nginx and tinyproxy are started by each test that needs one. */
  readonly nginx: Missing | null;
  readonly tinyproxy: Missing | null;
}

declare module 'vitest' {
  interface ProvidedContext {
    servers: ProvidedServers;
  }
}

/** Vitest calls this before the first of these tests, and what it returns after the last. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const starting = [startEngine('elasticsearch'), startEngine('opensearch')] as const;
  const stop = async (): Promise<void> => {
    const started = await Promise.allSettled(starting);
    await Promise.all(
      started.map((node) => (node.status === 'fulfilled' && 'stop' in node.value ? node.value.stop() : null)),
    );
  };
  try {
    const [elasticsearch, opensearch] = await Promise.all(starting);
    const servers: ProvidedServers = {
      elasticsearch: withoutStop(elasticsearch),
      opensearch: withoutStop(opensearch),
      nginx: nginxMissing(),
      tinyproxy: tunnelMissing(),
    };
    const untested = whatIsNotTested(servers);
    if (untested !== null && process.env.OCS_TEST_SERVERS === 'required')
      throw new Error(`OCS_TEST_SERVERS=required; ${untested}`);
    project.provide('servers', servers);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** As it can be handed to another process. */
function withoutStop(node: EngineNode | Missing): ProvidedEngine {
  return 'missing' in node ? node : { url: node.url, version: node.version };
}

/** One line for people: what is left out, for want of what, and what brings it; null where nothing is. */
export function whatIsNotTested({
  elasticsearch,
  opensearch,
  nginx,
  tinyproxy,
}: ProvidedServers): string | null {
  const absent: readonly (readonly [string, Missing | null])[] = [
    ['Elasticsearch', 'missing' in elasticsearch ? elasticsearch : null],
    ['OpenSearch', 'missing' in opensearch ? opensearch : null],
    ['nginx', nginx],
    ['tinyproxy', tinyproxy],
  ];
  const said = absent.flatMap(([name, missing]) =>
    missing === null ? [] : [`${name} (no ${missing.missing}: ${missing.remedy})`],
  );
  return said.length === 0 ? null : `not tested: ${said.join(', ')}`;
}
