// What a test with real servers begins with. Where a server is missing its tests are not run, and the closing line says so.

import { describe, inject, test } from 'vitest';
import type { EngineName } from './engine-jars.ts';
import type { Missing } from './missing.ts';

type Suite = ReturnType<typeof describe.runIf>;
type Test = ReturnType<typeof test.runIf>;

const provided = inject('servers');

/** A search engine of which one node runs for all tests, so each test takes index names of its own. */
export interface Engine {
  readonly name: EngineName;
  readonly title: string;
  /** `2.19.1`; undefined where there is none. */
  readonly version: string | undefined;
  /** Runs where there is a node. */
  readonly describe: Suite;
  readonly test: Test;
  /** Where the node answers, `http://127.0.0.1:PORT`; throws outside the tests above. */
  url(): string;
}

function engineCalled(name: EngineName, title: string): Engine {
  const node = provided[name];
  const there = 'url' in node;
  return {
    name,
    title,
    version: there ? node.version : undefined,
    describe: describe.runIf(there),
    test: test.runIf(there),
    url() {
      if (!there) throw new Error(`no ${title}: ${node.missing}`);
      return node.url;
    },
  };
}

export const ELASTICSEARCH: Engine = engineCalled('elasticsearch', 'Elasticsearch');
export const OPENSEARCH: Engine = engineCalled('opensearch', 'OpenSearch');
/** For tests that hold for both: `for (const engine of ENGINES) engine.describe(…)`. */
export const ENGINES: readonly Engine[] = [ELASTICSEARCH, OPENSEARCH];

/** Runs where nginx is installed. */
export const describeNginx: Suite = describe.runIf(provided.nginx === null);
/** Runs where tinyproxy is installed. */
export const describeTinyproxy: Suite = describe.runIf(provided.tinyproxy === null);

/** What was started; throws where it is missing, which the tests above have seen to. */
export function there<T>(started: T | Missing): T {
  if (typeof started === 'object' && started !== null && 'missing' in started)
    throw new Error(String(started.missing));
  return started as T;
}

let names = 0;

/** An index name that no other test has: `ocs-sim-test-PROCESS-1-states`. */
export function newIndexName(what = 'states'): string {
  names += 1;
  return `ocs-sim-test-${process.pid}-${names}-${what}`;
}
