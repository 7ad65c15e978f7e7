// Takes requests in, one connection like another: numbers them, reads bodies to their end whatever end that is, hands each request
// over exactly once, and sees to it that the answer goes out. It knows Node's HTTP server and nothing of fastify.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerInTime } from './answer-in-time.ts';
import { type Arrived, arrivedOf, attemptOf, type CutShort, isUnrecorded, type Taken } from './arrived.ts';
import { newBodyReading } from './body-reading.ts';
import { type Connection, type ConnectionDenial, newConnection, type Reading } from './connection.ts';
import { sweepIdle } from './idle-sweep.ts';
import { IncomingBodies } from './incoming-bodies.ts';
import { bareAnswer, type ParserError, type Refusal, refusalOf } from './refusal.ts';
import type { AnswerTools } from './send-answer.ts';

/** Where requests go to, and what else is worth telling. */
export interface IntakeOptions extends AnswerTools {
  /** Bytes of a body that are kept. */
  readonly bodyBytes: number;
  /** Bytes of all bodies that are coming in at a time. */
  readonly incomingBytes: number;
  /** Connections open at a time; of those beyond them every request is denied. */
  readonly connections: number;
  /** Records a request; once that is done, now or later, it calls `answer` exactly once and says how to answer. */
  readonly take: (arrived: Arrived, answer: (taken: Taken) => void) => void;
  readonly onConnection: () => void;
  readonly onRequest: () => void;
  /** Something that the HTTP parser did not take for a request. */
  readonly onRefused: (reason: string) => void;
  /** Something unexpected; the receiver goes on. */
  readonly onTrouble: (error: unknown) => void;
}

/** What a server's events are handed to. */
export interface Intake {
  /** The connections that are open. */
  readonly sockets: Iterable<Socket>;
  readonly openConnections: number;
  /** Takes a connection, with what stands against it already. */
  accept(socket: Socket, denial?: ConnectionDenial | null): void;
  receive(request: IncomingMessage, response: ServerResponse): void;
  /** A CONNECT request, for which Node makes no response. */
  receiveConnect(request: IncomingMessage, socket: Socket): void;
  /** Bytes that the parser does not take for HTTP: the end of the connection, but not of the requests that came before them. */
  refuse(error: ParserError, socket: Socket): void;
  /** Resolves once no body is coming in and no answer is due; a request that is answered by silence is not waited for. */
  idle(): Promise<void>;
  /** Closes the connections on which nothing is due and nothing new came since two sweeps ago. */
  sweep(): void;
}

/** Requests on one connection that may wait for their answers; each takes memory, and a client that sends more means no good. */
const MOST_UNANSWERED = 1_000;

/** An intake without connections. `take` may throw: that is told by `onTrouble`, and only the one request is lost. */
export function createIntake(options: IntakeOptions): Intake {
  const connections = new Map<Socket, Connection>();
  let accepted = 0;
  let inProgress = 0;
  const bodies = new IncomingBodies<Reading>(options.bodyBytes, options.incomingBytes, ({ request }) => {
    const { socket } = request;
    const connection = connectionOf(socket);
    connection.refused = true;
    breakOff(connection, socket, CROWDED);
  });
  let whenIdle: (() => void)[] = [];

  function settled(): void {
    inProgress -= 1;
    if (inProgress > 0) return;
    const waiting = whenIdle;
    whenIdle = [];
    for (const resolve of waiting) resolve();
  }

  function connectionOf(socket: Socket, denial: ConnectionDenial | null = null): Connection {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    accepted += 1;
    const tooMany = connections.size >= options.connections;
    const connection = newConnection(accepted, tooMany ? 'too many connections' : denial);
    connections.set(socket, connection);
    socket.once('close', () => {
      connections.delete(socket);
      for (const reading of connection.readings) cut(connection, reading, CLOSED, false);
      for (const cancel of connection.delayed) cancel();
    });
    return connection;
  }

  /** Hands over a request; `then` is called once it is recorded, with null where handing over failed. */
  function take(
    connection: Connection,
    reading: Reading,
    cutShort: CutShort | null,
    answerable: boolean,
    then: (taken: Taken | null) => void,
  ): void {
    connection.readings.delete(reading);
    bodies.release(reading);
    handOver(connection, arrivedOf(connection, reading, cutShort, answerable), then);
  }

  function handOver(connection: Connection, arrived: Arrived, then: (taken: Taken | null) => void): void {
    connection.unrecorded += 1;
    const taken = (how: Taken | null): void => {
      then(how);
      connection.unrecorded -= 1;
      if (connection.unrecorded > 0) return;
      // Not at once: of answers given in one turn, each goes to the socket when the one before it has gone there.
      for (const action of connection.whenRecorded.splice(0)) queueMicrotask(action);
    };
    try {
      options.take(arrived, taken);
    } catch (error) {
      options.onTrouble(error);
      taken(null);
    }
  }

  /** Hands over what never became a request. */
  function takeAttempt(
    connection: Connection,
    refusal: Refusal,
    answerable: boolean,
    then: (taken: Taken | null) => void,
  ): void {
    connection.requests += 1;
    inProgress += 1;
    handOver(connection, attemptOf(connection, refusal, answerable), (taken) => {
      then(taken);
      settled();
    });
  }

  function cut(
    connection: Connection,
    reading: Reading,
    cutShort: CutShort,
    answerable: boolean,
    then?: (taken: Taken | null) => void,
  ): void {
    take(connection, reading, cutShort, answerable, (taken) => {
      then?.(taken);
      settled();
    });
  }

  /** Runs an action once nothing that came on a connection is still to be recorded; at once where nothing is. */
  function onceRecorded(connection: Connection, action: () => void): void {
    if (connection.unrecorded === 0) action();
    else connection.whenRecorded.push(action);
  }

  /**
   * Ends a connection of which nothing more is taken, and answers where that is possible. What is still coming in on it is recorded as
   * far as it came.
   * @param attempt what never became a request, to be recorded as well
   */
  function breakOff(
    connection: Connection,
    socket: Socket,
    cutShort: CutShort,
    attempt: Refusal | null = null,
  ): void {
    const { readings, requests, answered } = connection;
    const canAnswer = socket.writable && answered === requests - readings.size;
    let status: CutShort['status'] | 507 = cutShort.status;
    const recorded = (taken: Taken | null): void => {
      if (isUnrecorded(taken)) status = 507;
    };
    if (attempt !== null) takeAttempt(connection, attempt, canAnswer, recorded);
    for (const reading of readings) cut(connection, reading, cutShort, canAnswer, recorded);
    onceRecorded(connection, () => {
      const headers = status === 503 ? ['Retry-After', '1'] : [];
      if (canAnswer) socket.end(bareAnswer(status, headers), () => socket.destroy());
      else socket.destroy();
    });
  }

  function begin(request: IncomingMessage): [Connection, Reading] {
    const connection = connectionOf(request.socket);
    connection.requests += 1;
    inProgress += 1;
    options.onRequest();
    const { requests: requestOnConnection } = connection;
    const reading: Reading = { request, requestOnConnection, ...newBodyReading() };
    connection.readings.add(reading);
    return [connection, reading];
  }

  function end(socket: Socket, reason: string): void {
    connectionOf(socket).refused = true;
    options.onRefused(reason);
    socket.destroy();
  }

  return {
    get openConnections() {
      return connections.size;
    },
    get sockets() {
      return connections.keys();
    },
    accept(socket, denial) {
      connectionOf(socket, denial);
      options.onConnection();
    },
    receive(request, response) {
      const { refused, requests, answered } = connectionOf(request.socket);
      if (refused) return;
      if (requests - answered >= MOST_UNANSWERED) {
        end(request.socket, 'too many requests without an answer on one connection');
        return;
      }
      const [connection, reading] = begin(request);
      request.on('data', (chunk: Buffer) => {
        if (connection.readings.has(reading)) bodies.add(reading, chunk);
      });
      request.once('end', () => {
        // Whatever ended it first has handed it over.
        if (!connection.readings.has(reading)) return;
        take(connection, reading, null, true, (taken) => {
          if (taken === null) {
            request.socket.destroy();
            settled();
          } else answerInTime(connection, response, taken, options, settled);
        });
      });
    },
    receiveConnect(request, socket) {
      // Node hands this socket over without a listener: a client that resets it would end the process.
      socket.on('error', () => socket.destroy());
      const [connection, reading] = begin(request);
      take(connection, reading, null, true, (taken) => {
        socket.end(barely(taken), () => socket.destroy());
        settled();
      });
    },
    refuse(error, socket) {
      const connection = connections.get(socket);
      // One that was never accepted, as after a TLS handshake that failed, or is closed.
      if (connection === undefined) socket.destroy();
      if (connection === undefined || connection.refused) return;
      connection.refused = true;
      const refusal = refusalOf(error);
      if (refusal === null) {
        socket.destroy();
        return;
      }
      const end = (): void => {
        const nothingCame = connection.requests === 0 && socket.bytesRead === 0;
        const isComplete = connection.readings.size === 0;
        if (isComplete) options.onRefused(nothingCame ? 'nothing came on the connection' : refusal.reason);
        const isAttempt = isComplete && refusal.attempt && !nothingCame;
        const cutShort = { status: refusal.status, why: refusal.reason, inHead: false };
        breakOff(connection, socket, cutShort, isAttempt ? refusal : null);
      };
      // Requests of the same packet are handed over in this very tick; only what is left then is incomplete.
      queueMicrotask(() => onceRecorded(connection, end));
    },
    idle: () =>
      new Promise((resolve) => {
        if (inProgress === 0) resolve();
        else whenIdle.push(resolve);
      }),
    sweep() {
      sweepIdle(connections);
    },
  };
}

const CROWDED: CutShort = {
  status: 503,
  why: 'more was coming in than the receiver holds at a time, and this body moved too little of it',
  inHead: false,
};
const CLOSED: CutShort = { status: 400, why: 'the connection was closed', inHead: false };

/** The answer on a connection for which there is no response; only a status can be told there. */
function barely(taken: Taken | null): string {
  if (taken?.answer.kind !== 'status') return '';
  return bareAnswer(taken.answer.status, taken.answer.headers);
}
