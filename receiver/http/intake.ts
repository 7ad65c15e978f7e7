// Takes requests in, one connection like another: numbers them, reads bodies to their end whatever end that is, hands each request
// over exactly once, and sees to it that the answer goes out. It knows Node's HTTP server and nothing of fastify.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ReceivedRecord } from '../journal/record.ts';
import type { Answer } from '../reply/answer.ts';
import type { HostTime } from '../wall-clock.ts';
import { addChunk, keptBody, newBodyReading } from './body-reading.ts';
import { type Connection, newConnection, type Reading } from './connection.ts';
import { bareAnswer, type ParserError, refusalOf } from './refusal.ts';
import { sendAnswer } from './send-answer.ts';

/** A request that came to its end, one way or another. */
export interface Arrived {
  readonly connection: number;
  readonly requestOnConnection: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
  readonly bodyBytes: number;
  /** Why it came to its end before the body did, for people; null where the body is complete. */
  readonly cutShort: string | null;
  /** Whether anybody is left to answer. */
  readonly answerable: boolean;
}

/** Where requests go to, and what else is worth telling. */
export interface IntakeOptions {
  /** Bytes of a body that are kept. */
  readonly bodyBytes: number;
  readonly after: HostTime['after'];
  /** Records a request and says how to answer it. */
  readonly take: (arrived: Arrived) => { readonly record: ReceivedRecord; readonly answer: Answer };
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
  accept(socket: Socket): void;
  receive(request: IncomingMessage, response: ServerResponse): void;
  /** A CONNECT request, for which Node makes no response. */
  receiveConnect(request: IncomingMessage, socket: Socket): void;
  /** Bytes that the parser does not take for HTTP: the end of the connection, but not of the requests that came before them. */
  refuse(error: ParserError, socket: Socket): void;
  /** Resolves once no body is coming in and no answer is due; a request that is answered by silence is not waited for. */
  idle(): Promise<void>;
}

/** An intake without connections. `take` may throw: that is told by `onTrouble`, and only the one request is lost. */
export function createIntake(options: IntakeOptions): Intake {
  const connections = new Map<Socket, Connection>();
  let accepted = 0;
  let inProgress = 0;
  let whenIdle: (() => void)[] = [];

  function settled(): void {
    inProgress -= 1;
    if (inProgress > 0) return;
    const waiting = whenIdle;
    whenIdle = [];
    for (const resolve of waiting) resolve();
  }

  function connectionOf(socket: Socket): Connection {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    accepted += 1;
    const connection = newConnection(accepted);
    connections.set(socket, connection);
    socket.once('close', () => {
      connections.delete(socket);
      for (const reading of connection.readings) cut(connection, reading, 'the connection was closed', false);
      for (const cancel of connection.delayed) cancel();
    });
    return connection;
  }

  /** Hands over a request; null where that failed. */
  function take(connection: Connection, reading: Reading, cutShort: string | null, answerable: boolean) {
    connection.readings.delete(reading);
    const { request } = reading;
    try {
      return options.take({
        connection: connection.number,
        requestOnConnection: reading.requestOnConnection,
        method: request.method ?? '',
        path: pathOf(request),
        headers: request.rawHeaders,
        body: keptBody(reading),
        bodyBytes: reading.bodyBytes,
        cutShort,
        answerable,
      });
    } catch (error) {
      options.onTrouble(error);
      return null;
    }
  }

  function cut(connection: Connection, reading: Reading, why: string, answerable: boolean): void {
    take(connection, reading, why, answerable);
    settled();
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

  function answer(
    connection: Connection,
    response: ServerResponse,
    how: Answer,
    record: ReceivedRecord,
  ): void {
    const sent = (): void => {
      if (how.kind !== 'silence') connection.answered += 1;
      settled();
    };
    const send = (): void => {
      try {
        sendAnswer(response, how, record, sent);
      } catch (error) {
        options.onTrouble(error);
        response.req.socket.destroy();
        settled();
      }
    };
    const delayMs = how.kind === 'silence' ? 0 : how.delayMs;
    if (delayMs === 0) {
      send();
      return;
    }
    const cancelTimer = options.after(delayMs, () => {
      connection.delayed.delete(cancel);
      send();
    });
    const cancel = (): void => {
      cancelTimer();
      settled();
    };
    connection.delayed.add(cancel);
  }

  return {
    get openConnections() {
      return connections.size;
    },
    get sockets() {
      return connections.keys();
    },
    accept(socket) {
      connectionOf(socket);
      options.onConnection();
    },
    receive(request, response) {
      const [connection, reading] = begin(request);
      request.on('data', (chunk: Buffer) => addChunk(reading, chunk, options.bodyBytes));
      request.once('end', () => {
        // Whatever ended it first has handed it over.
        if (!connection.readings.has(reading)) return;
        const taken = take(connection, reading, null, true);
        if (taken === null) {
          request.socket.destroy();
          settled();
        } else answer(connection, response, taken.answer, taken.record);
      });
    },
    receiveConnect(request, socket) {
      // Node hands this socket over without a listener: a client that resets it would end the process.
      socket.on('error', () => socket.destroy());
      const [connection, reading] = begin(request);
      take(connection, reading, null, true);
      socket.end(bareAnswer(405, 'Allow: POST\r\n'), () => socket.destroy());
      settled();
    },
    refuse(error, socket) {
      const connection = connectionOf(socket);
      if (connection.refused) return;
      connection.refused = true;
      const refusal = refusalOf(error);
      if (refusal === null) {
        socket.destroy();
        return;
      }
      // Requests of the same packet are handed over in this very tick; only what is left then is incomplete.
      queueMicrotask(() => {
        const { readings, requests, answered } = connection;
        const canAnswer = socket.writable && answered === requests - readings.size;
        if (readings.size === 0) options.onRefused(refusal.reason);
        for (const reading of readings) cut(connection, reading, refusal.reason, canAnswer);
        if (canAnswer) socket.end(bareAnswer(refusal.status), () => socket.destroy());
        else socket.destroy();
      });
    },
    idle: () =>
      new Promise((resolve) => {
        if (inProgress === 0) resolve();
        else whenIdle.push(resolve);
      }),
  };
}

function pathOf(request: IncomingMessage & { readonly originalUrl?: string }): string {
  return request.originalUrl ?? request.url ?? '';
}
