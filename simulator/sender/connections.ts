// How connections are made, for notifications and for questions alike: persistent HTTP/1.1, straight or through a proxy's tunnel,
// with the certificates that are for this origin, along the way that is given.

import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { type buildConnector, type Client, type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { Connecting, Way } from './connecting.ts';
import { MeteredClient } from './metered-client.ts';
import { proxyFor } from './proxy-for.ts';
import { connectorAlong, inTime } from './way-connector.ts';

export interface ConnectionSettings {
  readonly poolSize: number;
  /** For a connection with its TLS handshake, and for a proxy's answer to CONNECT; real milliseconds. */
  readonly connectTimeoutMs: number;
  /** A tunnelling proxy for https; null for none. Plain http never goes through it. */
  readonly proxy: string | null;
  readonly connecting: Connecting | null;
}

/** The connections to one origin. */
export function openConnections(origin: string, settings: ConnectionSettings): Dispatcher {
  const { poolSize, connectTimeoutMs, connecting } = settings;
  const given = connecting?.way ?? null;
  const way = given === null ? null : inTime(given, connectTimeoutMs);
  const tls = tlsOptions(origin, connecting);
  const proxy = proxyFor(origin, settings.proxy);
  const factory = (each: URL, clientOptions: object): MeteredClient =>
    new MeteredClient(
      each,
      clientOptions as Client.Options & { connect: buildConnector.connector },
      // With a proxy it is the connection to that which goes along the way.
      proxy === null ? way : null,
    );
  const options: Pool.Options = {
    connections: poolSize,
    pipelining: 1,
    allowH2: false,
    // The response time-out is ours: undici's own are coarse.
    headersTimeout: 0,
    bodyTimeout: 0,
    connectTimeout: connectTimeoutMs,
    ...(tls === null ? {} : { connect: tls }),
    factory,
  };
  if (proxy === null) return new Pool(origin, options);
  const { connect: _, ...proxied } = options;
  return new ProxyAgent({
    ...(proxied as object),
    uri: proxy,
    ...(tls === null ? {} : { requestTls: tls }),
    // Else a proxy that never answers CONNECT would be waited for five minutes.
    clientFactory: (proxyOrigin, clientOptions) =>
      new Pool(proxyOrigin, { ...along(way, clientOptions), headersTimeout: connectTimeoutMs }),
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
