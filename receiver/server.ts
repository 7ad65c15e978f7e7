// The HTTP server of the receiver, and the only file that knows fastify. Whatever comes is taken in before anything could refuse
// it: requests are hijacked in fastify's first hook, so that nothing there parses, checks or limits them.

import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerOptions as NodeOptions,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import fastify from 'fastify';
import type { ConnectionDenial } from './http/connection.ts';
import { SWEEPS_AT_REST } from './http/idle-sweep.ts';
import { createIntake, type IntakeOptions } from './http/intake.ts';
import { type CannotListen, type Listening, listenOn } from './http/listen.ts';
import { NO_SCHEMAS } from './http/no-schemas.ts';
import { tlsRefusal } from './http/tls-refusal.ts';
import type { ReceiverLimits } from './limits.ts';
import type { Secured } from './tls.ts';
import type { HostTime } from './wall-clock.ts';

export interface ServerOptions
  extends IntakeOptions,
    Pick<ReceiverLimits, 'headerBytes' | 'headMs' | 'requestMs' | 'idleMs'> {
  /** Null for plain http. */
  readonly secured: Secured | null;
  /** Times the looks for idle connections, always in real time. */
  readonly sweepAfter: HostTime['after'];
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

/** Connections beyond the limit that may wait for their 503; more are dropped without an answer. */
const WAITING_FOR_DENIAL = 100;

/** A server that takes any request of any method and path. It does not listen yet. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { secured } = options;
  const intake = createIntake(options);
  const settings = nodeSettings(options);
  const server =
    secured === null ? createHttpServer(settings) : createHttpsServer({ ...settings, ...secured.options });
  server.maxHeadersCount = 0;
  server.maxConnections = options.connections + WAITING_FOR_DENIAL;
  const app = fastify({
    logger: false,
    serverFactory: (handle) => server.on('request', handle),
    // Every path is the same to us, the malformed ones included; the original stays in `originalUrl`.
    rewriteUrl: () => '/',
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => intake.refuse(error, socket),
    schemaController: NO_SCHEMAS,
  });
  // There are no routes: the hook sees every request of every method, and fastify does nothing after it.
  app.addHook('onRequest', (request, reply, _done) => {
    reply.hijack();
    intake.receive(request.raw, reply.raw);
  });
  await app.ready();
  // As the operating system sees them: those in a TLS handshake are none of the intake's yet.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (secured === null) intake.accept(socket);
  });
  server.on('secureConnection', (socket: TLSSocket) => intake.accept(socket, denialOf(socket, secured)));
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => options.onRefused(tlsRefusal(error)));
  server.on('drop', () => options.onRefused('too many connections'));
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (request: IncomingMessage, socket: Socket) => intake.receiveConnect(request, socket));
  server.on('error', options.onTrouble);

  let cancelSweep = (): void => {};
  function sweepLater(): void {
    cancelSweep = options.sweepAfter(options.idleMs / SWEEPS_AT_REST, () => {
      intake.sweep();
      sweepLater();
    });
  }

  async function stop(): Promise<void> {
    cancelSweep();
    const closed = [new Promise<void>((resolve) => server.close(() => resolve()))];
    for (const socket of new Set([...sockets, ...intake.sockets])) {
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
      socket.destroy();
    }
    await Promise.all(closed);
  }

  return {
    get openConnections() {
      return intake.openConnections;
    },
    async listen(host, port) {
      const outcome = await listenOn(server, host, port);
      if (outcome.kind === 'listening') sweepLater();
      return outcome;
    },
    stop,
    idle: () => intake.idle(),
    async close() {
      await stop();
      await app.close();
    },
  };
}

function nodeSettings({ headerBytes, headMs, requestMs }: ServerOptions): NodeOptions {
  return {
    maxHeaderSize: headerBytes,
    requireHostHeader: false,
    // A connection that the receiver ended while a notification was on its way would lose that one for ever.
    keepAliveTimeout: 0,
    headersTimeout: Math.min(headMs, requestMs),
    requestTimeout: requestMs,
    // How late a time-out may be.
    connectionsCheckingInterval: Math.ceil(Math.max(10, Math.min(1_000, headMs / 4, requestMs / 4))),
  };
}

function denialOf(socket: TLSSocket, secured: Secured | null): ConnectionDenial | null {
  if (secured === null || !secured.asksClients || socket.authorized) return null;
  const { raw } = socket.getPeerCertificate();
  return raw === undefined ? 'client certificate missing' : 'client certificate not trusted';
}
