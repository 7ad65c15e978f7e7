// What a test with real servers begins with. Where a server is missing its tests are not run, and the closing line says so.

import { describe, inject, test } from 'vitest';
import type { Missing } from './missing.ts';

type Suite = ReturnType<typeof describe.runIf>;
type Test = ReturnType<typeof test.runIf>;

const provided = inject('servers');

/** Runs where there is an OpenSearch; the node is shared, so each test takes index names of its own. */
export const describeOpenSearch: Suite = describe.runIf('url' in provided.openSearch);
/** Runs where nginx is installed. */
export const describeNginx: Suite = describe.runIf(provided.nginx === null);
/** Runs where tinyproxy is installed. */
export const describeTinyproxy: Suite = describe.runIf(provided.tinyproxy === null);
/** The same for a single test. */
export const testWithOpenSearch: Test = test.runIf('url' in provided.openSearch);

/** `2.19.1`; undefined where there is none. */
export const openSearchVersion: string | undefined =
  'missing' in provided.openSearch ? undefined : provided.openSearch.version;

/** Where the node of all tests answers, `http://127.0.0.1:PORT`; throws outside the tests above. */
export function openSearchUrl(): string {
  if ('missing' in provided.openSearch) throw new Error(`no OpenSearch: ${provided.openSearch.missing}`);
  return provided.openSearch.url;
}

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
