// An external system as the one who is checked.

import type { Contract } from '../../receiver/contract/contract.ts';
import { openTransport } from '../harness/open-transport.ts';
import type { Connecting } from '../sender/connecting.ts';
import { reach } from '../target/reach.ts';
import type { Target } from '../target/target.ts';
import { TargetClient } from '../target/target-client.ts';
import type { CheckEnd } from './check-end.ts';

/** What OCS itself has by default (assumed). */
const POOL_SIZE = 4;
const RESPONSE_TIMEOUT_SECONDS = 15;
/** How long a question to the store itself may take, in seconds. */
const STORE_TIMEOUT_SECONDS = 60;

/**
 * Opens nothing yet.
 *
 * @param runWord names what the check makes at the target: an index a case, with the number of the case behind it
 */
export function targetCheckEnd(
  target: Target,
  { contract, runWord }: { readonly contract: Contract; readonly runWord: string },
): CheckEnd {
  const connecting: Connecting = {
    origin: new URL(target.url).origin,
    headers: target.headers,
    tls: target.tls,
    way: null,
    secrets: target.secrets,
  };
  const hasStore = target.kind === 'elasticsearch' || target.readBack !== null;
  const client = new TargetClient({
    ...connecting,
    proxy: target.proxy,
    timeoutSeconds: STORE_TIMEOUT_SECONDS,
  });
  return {
    kind: 'target',
    url: target.url,
    poolSize: target.poolSize ?? POOL_SIZE,
    responseTimeoutSeconds: target.responseTimeoutSeconds ?? RESPONSE_TIMEOUT_SECONDS,
    proxy: target.proxy,
    hasStore,
    reach: () => reach(target, { findsTls: true }),
    openTransport: () => openTransport(connecting),
    openCase: async (number, signal) => {
      if (!hasStore) return { url: target.url, store: null, close: async () => {} };
      const { openStore } = await import('../store/open-store.ts');
      const store = await openStore(target, {
        contract,
        runWord: `${runWord}-${number.replace('.', '-')}`,
        client,
        signal,
      });
      if ('kind' in store) return store;
      const trouble = await store.prepare();
      if (trouble === null) return { url: store.url, store, close: () => store.close() };
      await store.close();
      return trouble;
    },
    close: () => client.close(),
  };
}
