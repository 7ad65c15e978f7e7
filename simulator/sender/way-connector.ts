import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { afterHostMs } from '../time/host-time.ts';
import type { Way } from './connecting.ts';

/**
 * Makes connections where a way leads, as to where they were wanted: whoever is at its end is asked for by the name that was wanted.
 * `connected` hears of the local port, and of the port that the way led to, as soon as there is a connection, before any TLS
 * handshake.
 */
export function connectorAlong(
  way: Way,
  connect: buildConnector.connector,
  connected: (localPort: number, ledTo: number) => void = () => {},
): buildConnector.connector {
  return (wanted, callback) => {
    const port = Number(wanted.port) || (wanted.protocol === 'https:' ? 443 : 80);
    way.leadTo(wanted.hostname, port).then(
      (led) => {
        // Undici's own connectors give back the socket that they are connecting.
        const socket = connect(
          { ...wanted, hostname: led.host, port: String(led.port) },
          callback,
        ) as unknown as Socket;
        socket.once('connect', () => connected(socket.localPort!, led.port));
      },
      (error: Error) => callback(error, null),
    );
  };
}

/** A way that is asked for only so long, for its end may be out of reach: undici's own time-out begins when it is known. */
export function inTime(way: Way, withinMs: number): Way {
  return {
    leadTo: (host, port) =>
      new Promise((resolve, reject) => {
        const timer = afterHostMs(withinMs, () => {
          const message = `no connection to ${host}:${port} within ${withinMs / 1_000} s`;
          reject(Object.assign(new Error(message), { code: 'ETIMEDOUT' }));
        });
        way
          .leadTo(host, port)
          .then(resolve, reject)
          .finally(() => timer.cancel());
      }),
    faultOn: (localPort) => way.faultOn(localPort),
    throughFrom: (localPort) => way.throughFrom(localPort),
    refusedAt: (port) => way.refusedAt(port),
  };
}
