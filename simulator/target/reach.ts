// Whether a target can be spoken to, before anything is told to it: its name, the connection, the tunnel through a proxy, and for https
// the certificates of both sides. Nothing of HTTP is sent but CONNECT to a proxy.

import { connect, type Socket } from 'node:net';
import { proxyFor } from '../sender/proxy-for.ts';
import { redactor } from '../sender/redact.ts';
import { afterHostMs } from '../time/host-time.ts';
import { reasonOf } from './connection-trouble.ts';
import type { EnvironmentTrouble } from './environment-trouble.ts';
import { type Failed, handshake } from './handshake.ts';
import { openTunnel } from './proxy-tunnel.ts';
import { socketEvent } from './socket-event.ts';
import type { Target } from './target.ts';

/** What there is to know about a target for this. */
export type Reachable = Pick<Target, 'url' | 'tls' | 'proxy' | 'secrets'>;

/** Null if connections to the target can be made, or why not; after so many real milliseconds it is given up. */
export async function reach(target: Reachable, timeoutMs = 5_000): Promise<EnvironmentTrouble | null> {
  const { origin, pathname, protocol, hostname, port } = new URL(target.url);
  const https = protocol === 'https:';
  const proxy = proxyFor(origin, target.proxy);
  const late = new AbortController();
  const timer = afterHostMs(timeoutMs, () => late.abort());
  const redact = redactor(target.secrets);
  const trouble = (whom: string, { code, reason: [reason, hint] }: Failed): EnvironmentTrouble => ({
    kind: 'environment',
    code,
    message: `${whom} cannot be reached: ${reason}`,
    hint,
  });
  const whom = `the target ${origin}${pathname}`;
  let socket: Socket | null = null;
  try {
    const portNumber = Number(port) || (https ? 443 : 80);
    if (proxy === null) {
      socket = connect({ host: withoutBrackets(hostname), port: portNumber });
      const error = await socketEvent(socket, 'connect', late.signal);
      if (error !== null)
        return trouble(whom, { code: error.code ?? 'ERROR', reason: reasonOf(error, redact) });
    } else {
      const tunnel = await openTunnel(proxy, hostname, portNumber, late.signal, redact);
      if ('reason' in tunnel)
        return trouble(tunnel.whose === 'target' ? whom : `the proxy ${new URL(proxy).origin}`, tunnel);
      socket = tunnel;
    }
    if (!https) return null;
    const secured = await handshake(socket, withoutBrackets(hostname), target.tls, late.signal);
    if ('reason' in secured) return trouble(whom, secured);
    secured.destroy();
    return null;
  } finally {
    timer.cancel();
    socket?.destroy();
  }
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
