import type { Connecting } from '../../../simulator/sender/connecting.ts';
import type { Post } from '../../../simulator/sender/transport.ts';
import { UndiciTransport } from '../../../simulator/sender/undici-transport.ts';

/** A transport that is closed with the test. */
export function openTransport(connecting: Connecting | null = null): UndiciTransport & AsyncDisposable {
  const transport = new UndiciTransport({ connecting });
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

/** What there is to show to the origin of a URL, with what does not matter filled in. */
export function connectingTo(url: string, more: Partial<Connecting> = {}): Connecting {
  return { origin: new URL(url).origin, headers: {}, tls: null, way: null, secrets: [], ...more };
}
