// The HTTP side of the receiver, and the only file that knows fastify. Whatever comes is taken in full and handed over before
// anything could refuse it: requests are hijacked in fastify's first hook, so that nothing there parses, checks or limits them.

import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import fastify from 'fastify';
import { addChunk, type Connection, keptBody, newConnection, type Reading } from './http/connection.ts';
import { type CannotListen, type Listening, listenOn } from './http/listen.ts';
import { bareAnswer, type ParserError, refusalOf } from './http/refusal.ts';
import { sendAnswer } from './http/send-answer.ts';
import type { ReceivedRecord } from './journal/record.ts';
import type { Answer } from './reply/answer.ts';
import type { HostTime } from './wall-clock.ts';

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

export interface ServerOptions {
  /** Bytes of a body that are kept. */
  readonly bodyBytes: number;
  /** Bytes that a request's line and headers may take. */
  readonly headerBytes: number;
  readonly after: HostTime['after'];
  /** Records a request and says how to answer it. */
  readonly take: (arrived: Arrived) => { readonly record: ReceivedRecord; readonly answer: Answer };
  readonly onConnection: () => void;
  readonly onRequest: () => void;
  /** Something that the HTTP parser did not take for a request. */
  readonly onRefused: (reason: string) => void;
  /** Something unexpected; the server goes on. */
  readonly onTrouble: (error: unknown) => void;
}

export interface Server {
  readonly openConnections: number;
  /** Listens on a host and port; 0 takes a free one. */
  listen(host: string, port: number): Promise<Listening | CannotListen>;
  /** Closes the listening socket and destroys every connection. */
  stop(): Promise<void>;
  /** Resolves once no body is coming in and no answer is due; a request that is answered by silence is not waited for. */
  idle(): Promise<void>;
  /** As `stop`, for good. */
  close(): Promise<void>;
}

export async function createServer(options: ServerOptions): Promise<Server> {
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
    const reading: Reading = { request, requestOnConnection, chunks: [], keptBytes: 0, bodyBytes: 0 };
    connection.readings.add(reading);
    return [connection, reading];
  }

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const [connection, reading] = begin(request);
    request.on('data', (chunk: Buffer) => addChunk(reading, chunk, options.bodyBytes));
    request.once('end', () => {
      if (!connection.readings.has(reading)) return;
      const taken = take(connection, reading, null, true);
      if (taken === null) {
        request.socket.destroy();
        settled();
      } else answer(connection, response, taken.answer, taken.record);
    });
  }

  function answer(
    connection: Connection,
    response: ServerResponse,
    how: Answer,
    record: ReceivedRecord,
  ): void {
    const send = (): void =>
      sendAnswer(response, how, record, () => {
        if (how.kind !== 'silence') connection.answered += 1;
        settled();
      });
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

  /** Bytes that the parser does not take for HTTP: the end of the connection, but not of the requests that came before them. */
  function refuse(error: ParserError, socket: Socket): void {
    const connection = connectionOf(socket);
    const refusal = refusalOf(error);
    if (refusal === null) {
      socket.destroy();
      return;
    }
    // Requests of the same packet are handed over in this very tick; only what is left then is incomplete.
    queueMicrotask(() => {
      const canAnswer =
        socket.writable && connection.answered === connection.requests - connection.readings.size;
      if (connection.readings.size === 0) options.onRefused(refusal.reason);
      for (const reading of connection.readings) cut(connection, reading, refusal.reason, canAnswer);
      if (canAnswer) socket.end(bareAnswer(refusal.status), () => socket.destroy());
      else socket.destroy();
    });
  }

  const server = createHttpServer({
    maxHeaderSize: options.headerBytes,
    requireHostHeader: false,
    // A connection that the receiver ended while a notification was on its way would lose that one for ever.
    keepAliveTimeout: 0,
    headersTimeout: 0,
    requestTimeout: 0,
  });
  server.maxHeadersCount = 0;
  const app = fastify({
    logger: false,
    serverFactory: (handle) => server.on('request', handle),
    // Every path is the same to us, the malformed ones included; the original stays in `originalUrl`.
    rewriteUrl: () => '/',
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => refuse(error, socket),
  });
  // There are no routes: the hook sees every request of every method, and fastify does nothing after it.
  app.addHook('onRequest', (request, reply, _done) => {
    reply.hijack();
    receive(request.raw, reply.raw);
  });
  await app.ready();
  server.on('connection', (socket: Socket) => {
    connectionOf(socket);
    options.onConnection();
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    // Node hands this socket over without a listener: a client that resets it would end the process.
    socket.on('error', () => socket.destroy());
    const [connection, reading] = begin(request);
    take(connection, reading, null, true);
    socket.end(bareAnswer(405, 'Allow: POST\r\n'), () => socket.destroy());
    settled();
  });
  server.on('error', options.onTrouble);

  async function stop(): Promise<void> {
    const closed = [new Promise<void>((resolve) => server.close(() => resolve()))];
    for (const socket of connections.keys()) {
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
      socket.destroy();
    }
    await Promise.all(closed);
  }

  return {
    get openConnections() {
      return connections.size;
    },
    listen: (host, port) => listenOn(server, host, port),
    stop,
    idle: () =>
      new Promise((resolve) => {
        if (inProgress === 0) resolve();
        else whenIdle.push(resolve);
      }),
    async close() {
      await stop();
      await app.close();
    },
  };
}

function pathOf(request: IncomingMessage & { readonly originalUrl?: string }): string {
  return request.originalUrl ?? request.url ?? '';
}
