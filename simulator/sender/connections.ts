// How connections are made, for notifications and for questions alike: persistent HTTP/1.1, straight or through a proxy's tunnel,
// with the certificates that are for this origin, along the way that is given. What the HTTP library would do of itself stands in
// for OCS, so every default of it is decided here; simulator/README.md has the table.

import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { type buildConnector, type Client, type Dispatcher, Pool, ProxyAgent } from 'undici';
import { LONGEST_HEAD_BYTES } from './answer-fault.ts';
import type { Connecting, Way } from './connecting.ts';
import type { ConnectionBook } from './connection-book.ts';
import { MeteredClient } from './metered-client.ts';
import { proxyFor } from './proxy-for.ts';
import { connectorAlong } from './way-connector.ts';

export interface ConnectionSettings {
  readonly poolSize: number;
  /** For a connection with its TLS handshake, and for a proxy's answer to CONNECT; real milliseconds. */
  readonly connectTimeoutMs: number;
  /** A tunnelling proxy for https; null for none. Plain http never goes through it. */
  readonly proxy: string | null;
  readonly connecting: Connecting | null;
  readonly book: ConnectionBook;
}

/** Milliseconds, the longest that a timer of Node.js takes: 24.8 days. No idle connection is closed by the sender before. */
const NEVER_MS = 2_147_483_647;

/** What the library decides otherwise, or leaves to its release. */
const DECIDED = {
  pipelining: 1,
  allowH2: false,
  keepAliveTimeout: NEVER_MS,
  keepAliveMaxTimeout: NEVER_MS,
  // Added to what `Keep-Alive: timeout=N` of an answer asks for, so that no such hint closes a connection.
  keepAliveTimeoutThreshold: -NEVER_MS,
  maxHeaderSize: LONGEST_HEAD_BYTES,
  maxResponseSize: -1,
  // The response time-out is ours, from the request to the end of the answer; the library's own are coarse.
  headersTimeout: 0,
  bodyTimeout: 0,
  // Each TLS connection makes a whole handshake, so that a certificate that was exchanged or has expired is seen.
  maxCachedSessions: 0,
  autoSelectFamily: true,
} as const;

/** The connections to one origin. */
export function openConnections(origin: string, settings: ConnectionSettings): Dispatcher {
  const { poolSize, connectTimeoutMs, connecting, book } = settings;
  const way = connecting?.way ?? null;
  const tls = tlsOptions(origin, connecting);
  const proxy = proxyFor(origin, settings.proxy);
  const factory = (each: URL, clientOptions: object): MeteredClient =>
    new MeteredClient(
      each,
      clientOptions as Client.Options & { connect: buildConnector.connector },
      // With a proxy it is the connection to that which goes along the way.
      { connectTimeoutMs, way: proxy === null ? way : null, book },
    );
  const options: Pool.Options = {
    ...DECIDED,
    connections: poolSize,
    connectTimeout: connectTimeoutMs,
    ...(tls === null ? {} : { connect: tls }),
    factory,
  };
  if (proxy === null) return new Pool(origin, options);
  const { connect: _, ...proxied } = options;
  return new ProxyAgent({
    ...(proxied as object),
    uri: proxy,
    requestTls: { ...tls, maxCachedSessions: DECIDED.maxCachedSessions },
    // Else a proxy that never answers CONNECT would be waited for five minutes.
    clientFactory: (proxyOrigin, clientOptions) =>
      new Pool(proxyOrigin, { ...along(way, clientOptions), headersTimeout: Math.ceil(connectTimeoutMs) }),
    factory: (each, poolOptions) => new Pool(each, { ...(poolOptions as Pool.Options), factory }),
  });
}

function along(way: Way | null, options: object): Pool.Options {
  if (way === null) return options;
  const { connect } = options as { readonly connect: buildConnector.connector };
  return { ...options, connect: connectorAlong(way, connect) };
}

/** Null: as Node.js does by itself. */
function tlsOptions(origin: string, connecting: Connecting | null): buildConnector.BuildOptions | null {
  if (connecting === null || !origin.startsWith('https:')) return null;
  const { tls, way } = connecting;
  const own = origin === connecting.origin ? tls : null;
  if (own === null && way === null) return null;
  const given = Object.entries(own ?? {}).filter(([, text]) => text !== null);
  if (way === null) return Object.fromEntries(given);
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  return {
    ...Object.fromEntries(given),
    // Where a way leads to another address, the certificate still is that of whoever was wanted.
    checkServerIdentity: (_led: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate),
  };
}
