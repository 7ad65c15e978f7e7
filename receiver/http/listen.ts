import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Why nothing listens; a returned value, because a port in use is nothing unusual. */
export interface CannotListen {
  readonly kind: 'cannot listen';
  /** The operating system's code, such as `EADDRINUSE`. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

export interface Listening {
  readonly kind: 'listening';
  readonly port: number;
}

const FREE_PORT = 'choose another port, or 0 for a free one';
const THIS_HOST = 'name an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them';

const TROUBLES: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EADDRINUSE: ['the port is in use', FREE_PORT],
  EACCES: [
    'it is not permitted',
    'ports below 1024 are often reserved: choose a higher one, or 0 for a free one',
  ],
  EADDRNOTAVAIL: ['this machine does not have that address', THIS_HOST],
  EINVAL: ['this machine does not have that address', THIS_HOST],
  ENOTFOUND: ['there is no host of that name', THIS_HOST],
  EAI_AGAIN: ['the name of the host cannot be looked up', THIS_HOST],
  ERR_SOCKET_BAD_PORT: ['there is no such port', 'choose a port from 0 to 65535; 0 takes a free one'],
};

/** Listens, and says on which port; or says why not. */
export function listenOn(server: Server, host: string, port: number): Promise<Listening | CannotListen> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening);
      server.off('error', failed);
      const code = error.code ?? error.name;
      const [why, hint] = TROUBLES[code] ?? [error.message, FREE_PORT];
      resolve({
        kind: 'cannot listen',
        code,
        message: `cannot listen on ${hostText(host)}:${port}: ${why}`,
        hint,
      });
    };
    const listening = (): void => {
      server.off('error', failed);
      resolve({ kind: 'listening', port: (server.address() as AddressInfo).port });
    };
    server.once('listening', listening);
    server.on('error', failed);
    try {
      server.listen({ host, port });
    } catch (error) {
      failed(error as NodeJS.ErrnoException);
    }
  });
}

/** A host as it stands in a URL. */
export function hostText(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
