// Whether a target can be spoken to, before anything is told to it: its name, the connection, the tunnel through a proxy, and for https
// the certificates of both sides. Nothing of HTTP is sent but CONNECT to a proxy, and the word POST to find out about TLS.

import { connect, type Socket } from 'node:net';
import { reasonOf } from '../sender/connection-reason.ts';
import { proxyFor } from '../sender/proxy-for.ts';
import { redactor } from '../sender/redact.ts';
import { afterHostMs } from '../time/host-time.ts';
import type { EnvironmentTrouble } from './environment-trouble.ts';
import { type Failed, handshake } from './handshake.ts';
import { openTunnel } from './proxy-tunnel.ts';
import { socketEvent } from './socket-event.ts';
import type { Target } from './target.ts';

/** What there is to know about a target for this. */
export type Reachable = Pick<Target, 'url' | 'tls' | 'proxy' | 'secrets'>;

/** How it is reached for. */
export interface ReachOptions {
  /** After so many real milliseconds it is given up. Default: 5,000. */
  readonly timeoutMs?: number;
  /** Finds out whether TLS is spoken where the URL says http, which takes a tenth of a second. Default: no. */
  readonly findsTls?: boolean;
}

/** Null if connections to the target can be made, or why not. */
export async function reach(
  target: Reachable,
  { timeoutMs = 5_000, findsTls = false }: ReachOptions = {},
): Promise<EnvironmentTrouble | null> {
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
        return trouble(whom, { code: error.code ?? 'ERROR', reason: reasonOf(error, { redact }) });
    } else {
      const tunnel = await openTunnel(proxy, hostname, portNumber, late.signal, redact);
      if ('reason' in tunnel)
        return trouble(tunnel.whose === 'target' ? whom : `the proxy ${new URL(proxy).origin}`, tunnel);
      socket = tunnel;
    }
    if (!https) {
      const where = { host: withoutBrackets(hostname), port: portNumber };
      const isTls = findsTls && (await objectsToText(socket)) && (await speaksTls(where, late.signal));
      return isTls ? trouble(whom, SPEAKS_TLS) : null;
    }
    const secured = await handshake(socket, withoutBrackets(hostname), target.tls, late.signal);
    if ('reason' in secured) return trouble(whom, secured);
    secured.destroy();
    return null;
  } finally {
    timer.cancel();
    socket?.destroy();
  }
}

const SPEAKS_TLS: Failed = {
  code: 'SPEAKS_TLS',
  reason: ['it speaks https on this port, and the URL says http', 'write https instead of http in the URL'],
};

/** As long as a record of TLS needs to be seen as none, and too short for a request: a server of HTTP waits for the rest. */
const BEGIN_OF_REQUEST = 'POST ';
const OBJECTS_WITHIN_MS = 100;

/** Whether a server answers or closes at once when it is sent the begin of a request: one that speaks TLS does. Ends the connection. */
function objectsToText(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (objects: boolean): void => {
      timer.cancel();
      // A reset, for an orderly end would make a server complain of an unfinished request.
      socket.resetAndDestroy();
      resolve(objects);
    };
    const timer = afterHostMs(OBJECTS_WITHIN_MS, () => end(false));
    for (const event of ['data', 'end', 'close', 'error']) socket.once(event, () => end(true));
    socket.write(BEGIN_OF_REQUEST);
  });
}

/** Whether a TLS handshake begins there, be its certificate good or not. */
async function speaksTls(
  where: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<boolean> {
  const socket = connect(where);
  try {
    if ((await socketEvent(socket, 'connect', signal)) !== null) return false;
    const secured = await handshake(socket, where.host, null, signal);
    return !('reason' in secured) || !NO_TLS.has(secured.code);
  } finally {
    socket.destroy();
  }
}

/** How a handshake ends where nobody speaks TLS. */
const NO_TLS: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EPROTO',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
]);

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
