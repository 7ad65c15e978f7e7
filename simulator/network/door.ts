import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Timer } from '../time/clock.ts';
import type { NetworkTime } from './network-time.ts';

/** A door that stays open for longer than this was not meant to be used any more. */
const OPEN_FOR_MS = 10_000;

/** A port of the loopback address for one connection: the first that is made to it, and no other. */
export interface Door {
  readonly port: number;
  /** Nobody comes in any more. */
  close(): void;
}

/** Opens a door; `through` gets who comes in, or null where it was closed before. */
export function openDoor(time: NetworkTime, through: (socket: Socket | null) => void): Promise<Door> {
  let timer: Timer | null = null;
  let used = false;
  const use = (socket: Socket | null): void => {
    timer?.cancel();
    server.close();
    if (used) socket?.destroy();
    else through(socket);
    used = true;
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, use);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', 1, () => {
      timer = time.after(OPEN_FOR_MS, () => use(null));
      resolve({ port: (server.address() as AddressInfo).port, close: () => use(null) });
    });
  });
}
