// The HTTP server of the receiver, and the only file that knows fastify. Whatever comes is taken in before anything could refuse
// it: requests are hijacked in fastify's first hook, so that nothing there parses, checks or limits them.

import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import fastify from 'fastify';
import { createIntake, type IntakeOptions } from './http/intake.ts';
import { type CannotListen, type Listening, listenOn } from './http/listen.ts';

export interface ServerOptions extends IntakeOptions {
  /** Bytes that a request's line and headers may take. */
  readonly headerBytes: number;
}

export interface Server {
  readonly openConnections: number;
  /** Listens on a host and port; 0 takes a free one. */
  listen(host: string, port: number): Promise<Listening | CannotListen>;
  /** Closes the listening socket and destroys every connection; `listen` may follow. */
  stop(): Promise<void>;
  /** Resolves once no body is coming in and no answer is due; a request that is answered by silence is not waited for. */
  idle(): Promise<void>;
  /** As `stop`, for good. */
  close(): Promise<void>;
}

/** A server that takes any request of any method and path. It does not listen yet. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const intake = createIntake(options);
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
    clientErrorHandler: (error, socket) => intake.refuse(error, socket),
  });
  // There are no routes: the hook sees every request of every method, and fastify does nothing after it.
  app.addHook('onRequest', (request, reply, _done) => {
    reply.hijack();
    intake.receive(request.raw, reply.raw);
  });
  await app.ready();
  server.on('connection', (socket: Socket) => intake.accept(socket));
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (request: IncomingMessage, socket: Socket) => intake.receiveConnect(request, socket));
  server.on('error', options.onTrouble);

  async function stop(): Promise<void> {
    const closed = [new Promise<void>((resolve) => server.close(() => resolve()))];
    for (const socket of intake.sockets) {
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
      socket.destroy();
    }
    await Promise.all(closed);
  }

  return {
    get openConnections() {
      return intake.openConnections;
    },
    listen: (host, port) => listenOn(server, host, port),
    stop,
    idle: () => intake.idle(),
    async close() {
      await stop();
      await app.close();
    },
  };
}
