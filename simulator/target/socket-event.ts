import type { Socket } from 'node:net';

/** Waits for an event of a socket: null once it has come, or the error that came instead; at the signal the socket is ended. */
export function socketEvent(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const end = (error: NodeJS.ErrnoException | null): void => {
      signal.removeEventListener('abort', late);
      resolve(error);
    };
    const late = (): void => {
      socket.destroy();
      end(socketError('ETIMEDOUT', 'it took too long'));
    };
    socket.once(event, () => end(null));
    // Stays, for what comes when nobody waits any more.
    socket.on('error', end);
    socket.once('close', () => end(socketError('ECONNRESET', 'it closed the connection')));
    signal.addEventListener('abort', late, { once: true });
    if (signal.aborted) late();
  });
}

/** An error like those of Node.js, with a code. */
export function socketError(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}
