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

/** Makes a connection in time, its way and its TLS handshake included, to the millisecond; the library's own timers fire up to a second late. */
export function connectorWithin(
  withinMs: number,
  connect: buildConnector.connector,
): buildConnector.connector {
  return (wanted, callback) => {
    let late = false;
    const timer = afterHostMs(withinMs, () => {
      late = true;
      const port = wanted.port || (wanted.protocol === 'https:' ? 443 : 80);
      callback(new ConnectTimeout(`${wanted.hostname}:${port}`, withinMs), null);
    });
    connect(wanted, (...result) => {
      timer.cancel();
      // The library's own time-out destroys a socket that still connects.
      if (!late) callback(...result);
      else result[1]?.on('error', () => {}).destroy();
    });
  };
}

/** No connection was made in time. */
export class ConnectTimeout extends Error {
  override readonly name = 'ConnectTimeout';
  readonly code = 'ETIMEDOUT';

  constructor(to: string, withinMs: number) {
    super(`no connection to ${to} within ${withinMs / 1_000} s`);
  }
}
