// Before the tests with real servers, once: a node of OpenSearch for all of them, and what this machine cannot offer.

import type { TestProject } from 'vitest/node';
import type { Missing } from './missing.ts';
import { nginxMissing } from './nginx.ts';
import { startOpenSearch } from './opensearch.ts';
import { tunnelMissing } from './tinyproxy.ts';

/** What the tests with real servers are handed. */
export interface ProvidedServers {
  readonly openSearch: { readonly url: string; readonly version: string } | Missing;
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
  const openSearch = await startOpenSearch();
  const servers: ProvidedServers = {
    openSearch: 'missing' in openSearch ? openSearch : { url: openSearch.url, version: openSearch.version },
    nginx: nginxMissing(),
    tinyproxy: tunnelMissing(),
  };
  const untested = whatIsNotTested(servers);
  if (untested !== null && process.env.OCS_TEST_SERVERS === 'required')
    throw new Error(`OCS_TEST_SERVERS=required; ${untested}`);
  project.provide('servers', servers);
  return () => ('missing' in openSearch ? Promise.resolve() : openSearch.stop());
}

/** One line for people: what is left out, for want of what, and what brings it; null where nothing is. */
export function whatIsNotTested({ openSearch, nginx, tinyproxy }: ProvidedServers): string | null {
  const absent: readonly (readonly [string, Missing | null])[] = [
    ['OpenSearch', 'missing' in openSearch ? openSearch : null],
    ['nginx', nginx],
    ['tinyproxy', tinyproxy],
  ];
  const said = absent.flatMap(([name, missing]) =>
    missing === null ? [] : [`${name} (no ${missing.missing}: ${missing.remedy})`],
  );
  return said.length === 0 ? null : `not tested: ${said.join(', ')}`;
}
