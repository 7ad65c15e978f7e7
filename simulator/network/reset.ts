import type { Socket } from 'node:net';

/**
 * Resets a connection. While its orderly end is on the way out, the system takes no reset, and Node.js would leave the socket open
 * for ever without a word: then it is closed at once.
 */
export function reset(socket: Socket): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}
