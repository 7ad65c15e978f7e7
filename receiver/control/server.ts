// The HTTP side of the control API, and the only file of it that knows fastify: operations become routes, answers become bytes.

import { METHODS, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type CannotListen, type Listening, listenOn } from '../http/listen.ts';
import { NO_SCHEMAS } from '../http/no-schemas.ts';
import { type ParserError, refusalOf } from '../http/refusal.ts';
import { PAGE_HEADERS, type PageFile } from '../page/page-files.ts';
import type { Admission } from './admission.ts';
import { API_PREFIX } from './messages.ts';
import type { Answer, Operation } from './operation.ts';
import { Query } from './query.ts';
import { errorMessage, type Refusal, refusal, STATUS_OF } from './refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Needs neither the token nor the API's own origin: the files of the page. */
    readonly open?: true;
  }
}

/** Every method that Node.js reads but CONNECT, which it takes for no request. */
const KNOWN_METHODS = METHODS.filter((method) => method !== 'CONNECT');
/** Bytes of one document that is sent: a few hundred expectations. Reading YAML takes a while, and nothing else happens meanwhile. */
const MOST_BODY = 64 * 1024;
/** Names of campaign groups stand in paths, and may be long. */
const MOST_PARAMETER = 8_192;
/** Connections at a time; more are dropped. */
const MOST_CONNECTIONS = 2_000;
/** Requests of one operation that may be open at a time, where it does not say. */
const OPEN_AT_ONCE = 64;
/** So long a request may take to come. */
const REQUEST_MS = 30_000;
/** So long a connection may move nothing: longer than the longest wait. */
const SILENT_MS = 11 * 60_000;
const JSON_TYPE = 'application/json; charset=utf-8';

export interface ControlServerOptions {
  readonly operations: readonly Operation[];
  /** The files of the page by path. */
  readonly files: ReadonlyMap<string, PageFile>;
  readonly admission: Admission;
  /** Hears of what should not happen. */
  readonly onTrouble: (error: unknown) => void;
}

export interface ControlServer {
  listen(host: string, port: number): Promise<Listening | CannotListen>;
  /** Ends open waits and streams, and closes every connection. */
  close(): Promise<void>;
}

/** What no answer of the API may be taken for: a page, a script, something to keep. */
const API_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const NO_PAGE: PageFile = {
  mediaType: 'text/plain; charset=utf-8',
  body: Buffer.from(`The page is not installed here. The control API is at ${API_PREFIX}/openapi.json\n`),
};

/** A server that answers the operations below the prefix, and the files of the page beside them. It does not listen yet. */
export async function createControlServer(options: ControlServerOptions): Promise<ControlServer> {
  const { operations, files, admission, onTrouble } = options;
  const closing = new AbortController();
  const app = fastify({
    logger: false,
    schemaController: NO_SCHEMAS,
    bodyLimit: MOST_BODY,
    requestTimeout: REQUEST_MS,
    connectionTimeout: SILENT_MS,
    http: { headersTimeout: REQUEST_MS, requireHostHeader: false },
    routerOptions: {
      maxParamLength: MOST_PARAMETER,
      querystringParser: (text) => new URLSearchParams(text) as unknown as Record<string, unknown>,
    },
    // No hook runs for what the router cannot read.
    frameworkErrors: (_error, request, reply) => {
      sendRefusal(
        reply,
        admission.toData(request.raw) ?? refusal('bad-request', 'the path is not well-formed'),
      );
    },
    clientErrorHandler: answerParserError,
  });
  app.server.maxConnections = MOST_CONNECTIONS;
  for (const method of KNOWN_METHODS.filter((each) => !app.supportedMethods.includes(each)))
    app.addHttpMethod(method, { hasBody: true });
  // Documents are YAML, and JSON is a part of that: whatever the media type says, a body is text.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^/, { parseAs: 'string' }, (_request, body, done) => done(null, body));

  // Whatever route was matched, and also where none was: only what is marked as open is for everybody.
  app.addHook('onRequest', async (request, reply) => {
    const isOpen = request.routeOptions.config?.open === true;
    const refused = isOpen ? admission.toAnything(request.raw) : admission.toData(request.raw);
    if (refused !== null) return sendRefusal(reply, refused);
  });

  const paths = new Map<string, Operation[]>();
  for (const operation of operations) {
    const url = `${API_PREFIX}${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
    paths.set(url, [...(paths.get(url) ?? []), operation]);
  }
  for (const [url, its] of paths) {
    for (const operation of its) {
      const limit = openAtOnce(operation);
      app.route({
        method: operation.method,
        url,
        exposeHeadRoute: false,
        onRequest: async (_request, reply) => {
          const refused = limit(reply);
          if (refused !== null) return sendRefusal(reply, refused);
        },
        handler: (request, reply) => carryOut(operation, request, reply, closing.signal),
      });
    }
    refuseOtherMethods(
      app,
      url,
      its.map(({ method }) => method),
    );
  }

  const page = files.has('/') ? files : new Map([['/', NO_PAGE], ...files]);
  for (const [url, file] of page) {
    app.route({
      method: ['GET', 'HEAD'],
      url,
      config: { open: true },
      handler: (_request, reply) => reply.headers(PAGE_HEADERS).type(file.mediaType).send(file.body),
    });
    refuseOtherMethods(app, url, ['GET', 'HEAD'], { open: true });
  }
  app.setNotFoundHandler({}, (_request, reply) =>
    sendRefusal(
      reply,
      refusal('no-such-path', 'there is nothing at this path', { hint: `see ${API_PREFIX}/openapi.json` }),
    ),
  );
  app.setErrorHandler((error: { readonly code?: string; readonly statusCode?: number }, _request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return sendRefusal(reply, refusal('body-too-large', `the body is larger than ${MOST_BODY} bytes`));
    if (error.statusCode !== undefined && error.statusCode < 500)
      return sendRefusal(reply, refusal('bad-request', 'the request cannot be read'));
    onTrouble(error);
    return sendRefusal(reply, refusal('internal-error', 'the control API failed; the receiver goes on'));
  });
  await app.ready();

  return {
    listen: (host, port) => listenOn(app.server, host, port),
    async close() {
      closing.abort();
      const closed = new Promise<void>((resolve) => app.server.close(() => resolve()));
      // Whoever still waits, or does not read a stream, learns it from the end of the connection.
      app.server.closeAllConnections();
      await closed;
      await app.close();
    },
  };
}

/** Answers 405 to every method that a path does not have, before any body is read. */
function refuseOtherMethods(
  app: FastifyInstance,
  url: string,
  allowed: readonly string[],
  config: { readonly open?: true } = {},
): void {
  app.route({
    method: KNOWN_METHODS.filter((method) => !allowed.includes(method)),
    url,
    config,
    onRequest: async (request, reply) =>
      sendRefusal(
        reply.header('allow', allowed.join(', ')),
        refusal('no-such-method', `${request.method} is not for this path`, {
          hint: `use ${allowed.join(' or ')}`,
        }),
      ),
    // Never reached: the hook answers.
    handler: () => {},
  });
}

/** Counts the requests of an operation that are open, from its head to the end of its answer; gives a refusal where they are too many. */
function openAtOnce({ atOnce = OPEN_AT_ONCE, summary }: Operation): (reply: FastifyReply) => Refusal | null {
  let open = 0;
  return ({ raw }) => {
    if (open >= atOnce)
      return refusal('too-many', `${atOnce} requests of this kind are open already: ${summary}`, {
        hint: 'ask again once some of them have ended',
      });
    open += 1;
    raw.once('close', () => {
      open -= 1;
    });
    return null;
  };
}

const PARSER_CODES = { 400: 'bad-request', 408: 'too-slow', 431: 'head-too-large' } as const;

/** Answers what never became a request, as the last answer on its connection. */
function answerParserError(error: ParserError, socket: Socket): void {
  const found = refusalOf(error);
  if (found !== null && socket.writable) {
    const { code, message, hint } = refusal(PARSER_CODES[found.status], found.reason);
    const body = JSON.stringify(errorMessage(refusal(code, message, hint === null ? {} : { hint })));
    const head = Object.entries({ ...API_HEADERS, 'content-type': JSON_TYPE, 'content-length': body.length })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    socket.write(
      `HTTP/1.1 ${found.status} ${STATUS_CODES[found.status]}\r\nconnection: close\r\n${head}\r\n${body}`,
    );
  }
  socket.destroy();
}

async function carryOut(
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
): Promise<FastifyReply> {
  const query = new Query(request.query as URLSearchParams, operation.parameters);
  if (query.refusal !== null) return sendRefusal(reply, query.refusal);
  const left = new AbortController();
  const leave = (): void => left.abort();
  closing.addEventListener('abort', leave, { once: true });
  reply.raw.once('close', () => {
    closing.removeEventListener('abort', leave);
    leave();
  });
  const lastEventId = request.headers['last-event-id'];
  const answer = await operation.handle({
    params: request.params as Readonly<Record<string, string>>,
    query,
    body: typeof request.body === 'string' ? request.body : '',
    lastEventId: typeof lastEventId === 'string' ? lastEventId : null,
    gone: left.signal,
  });
  return sendAnswer(reply, answer);
}

function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  switch (answer.kind) {
    case 'refused':
      return sendRefusal(reply, answer);
    case 'json':
      return sendJson(reply, answer.status, answer.body);
    case 'stream': {
      if (answer.fileName !== null)
        reply.header('content-disposition', `attachment; filename="${answer.fileName}"`);
      return reply
        .code(200)
        .headers(API_HEADERS)
        .header('content-type', answer.mediaType)
        .send(Readable.from(answer.chunks, { highWaterMark: 1 }));
    }
  }
}

function sendRefusal(reply: FastifyReply, refused: Refusal): FastifyReply {
  if (refused.code === 'token-needed') reply.header('www-authenticate', 'Bearer realm="ocs-sim control"');
  return sendJson(reply, STATUS_OF[refused.code], errorMessage(refused));
}

function sendJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply.code(status).headers(API_HEADERS).header('content-type', JSON_TYPE).send(JSON.stringify(body));
}
