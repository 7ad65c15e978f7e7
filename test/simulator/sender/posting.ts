import type { Post } from '../../../simulator/sender/transport.ts';
import { UndiciTransport } from '../../../simulator/sender/undici-transport.ts';

/** A transport that is closed with the test. */
export function openTransport(): UndiciTransport & AsyncDisposable {
  const transport = new UndiciTransport();
  return Object.assign(transport, { [Symbol.asyncDispose]: () => transport.close() });
}

/** One POST with what does not matter filled in. */
export function postTo(uri: string, more: Partial<Post> = {}): Post {
  return {
    application: 'OCServer_1',
    uri,
    body: '{"GSW_USER_EVENT":"CampaignLoaded"}',
    headers: {},
    poolSize: 4,
    responseTimeoutSeconds: 5,
    proxy: null,
    ...more,
  };
}
