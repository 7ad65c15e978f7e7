import { connect } from 'node:net';
import { afterHostMs } from '../time/host-time.ts';

/** Something around the run that is not as it must be: no verdict on any scenario. */
export interface EnvironmentTrouble {
  readonly kind: 'environment';
  /** The system's error code, such as ECONNREFUSED. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const REASONS: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ECONNREFUSED: ['the connection was refused', 'is it running, and is the port right?'],
  ENOTFOUND: ['its name was not found', 'is the host name right?'],
  EAI_AGAIN: ['its name could not be looked up', 'does this machine reach a name server?'],
  ETIMEDOUT: ['it did not answer', 'is there a firewall in between?'],
  EHOSTUNREACH: ['there is no route to it', 'is the address right?'],
  ENETUNREACH: ['there is no route to it', 'is the address right?'],
};

/** Whether a TCP connection to a URL's host can be made; null if so. Nothing is sent. */
export function reach(url: string, timeoutMs = 5_000): Promise<EnvironmentTrouble | null> {
  const { hostname, port, protocol, origin, pathname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80) });
    const timer = afterHostMs(timeoutMs, () => end('ETIMEDOUT'));
    const end = (code: string | null): void => {
      timer.cancel();
      socket.destroy();
      if (code === null) {
        resolve(null);
        return;
      }
      const [reason, hint] = REASONS[code] ?? [`the connection failed (${code})`, 'is the URL right?'];
      resolve({
        kind: 'environment',
        code,
        message: `the target ${origin}${pathname} cannot be reached: ${reason}`,
        hint,
      });
    };
    socket.once('connect', () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'error'));
  });
}
