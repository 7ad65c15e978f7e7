import type { Socket } from 'node:net';
import type { Connection } from './connection.ts';

/** Sweeps in a row that a connection may rest before it is ended. */
export const SWEEPS_AT_REST = 2;

/**
 * Ends the connections on which nothing is due and nothing new came since so many sweeps. It costs a request nothing, where a timer of
 * each connection would be set again for each.
 */
export function sweepIdle(
  connections: Iterable<readonly [Pick<Socket, 'end' | 'destroy'>, Connection]>,
): void {
  for (const [socket, connection] of connections) {
    const { requests, answered, readings, requestsSwept } = connection;
    const atRest = requests > 0 && answered === requests && readings.size === 0;
    connection.sweepsAtRest = atRest && requests === requestsSwept ? connection.sweepsAtRest + 1 : 0;
    connection.requestsSwept = requests;
    // A client that does not end its own direction too has one more turn, so that what crosses the end on its way is recorded.
    if (connection.sweepsAtRest === SWEEPS_AT_REST) socket.end();
    else if (connection.sweepsAtRest > SWEEPS_AT_REST) socket.destroy();
  }
}
