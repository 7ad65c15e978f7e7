// The HTTP side of the control API, and the only file of it that knows fastify: operations become routes, answers become bytes.

import { Readable } from 'node:stream';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { type CannotListen, type Listening, listenOn } from '../http/listen.ts';
import { NO_SCHEMAS } from '../http/no-schemas.ts';
import { PAGE_HEADERS, type PageFile } from '../page/page-files.ts';
import type { Admission } from './admission.ts';
import { API_PREFIX } from './messages.ts';
import type { Answer, Operation } from './operation.ts';
import { Query } from './query.ts';
import { errorMessage, type Refusal, refusal, STATUS_OF } from './refusal.ts';

/** Bytes of one document that is sent. */
const MOST_BODY = 1024 * 1024;
/** Names of campaign groups stand in paths, and may be long. */
const MOST_PARAMETER = 8_192;

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
    exposeHeadRoutes: false,
    bodyLimit: MOST_BODY,
    routerOptions: { maxParamLength: MOST_PARAMETER },
    frameworkErrors: (_error, _request, reply) => {
      sendRefusal(reply, refusal('bad-query', 'the path is not well-formed'));
    },
  });
  // Documents are YAML, and JSON is a part of that: whatever the media type says, a body is text.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^/, { parseAs: 'string' }, (_request, body, done) => done(null, body));

  app.addHook('onRequest', async (request, reply) => {
    const { headers, rawHeaders } = request.raw;
    const isData = request.url.startsWith(`${API_PREFIX}/`);
    const refused = admission.toAnything(headers) ?? (isData ? admission.toData(headers, rawHeaders) : null);
    if (refused !== null) return sendRefusal(reply, refused);
  });

  for (const operation of operations) {
    app.route({
      method: operation.method,
      url: `${API_PREFIX}${operation.path.replace(/\{(\w+)\}/g, ':$1')}`,
      handler: (request, reply) => carryOut(operation, request, reply, closing.signal),
    });
  }

  app.get('/*', (request, reply) => {
    const path = request.url.replace(/[?#].*$/, '');
    const file = files.get(path) ?? (path === '/' ? NO_PAGE : undefined);
    if (file === undefined) return sendRefusal(reply, noSuchPath(request, operations));
    return reply.headers(PAGE_HEADERS).type(file.mediaType).send(file.body);
  });
  app.setNotFoundHandler((request, reply) => sendRefusal(reply, noSuchPath(request, operations)));
  app.setErrorHandler((error: { readonly code?: string; readonly statusCode?: number }, _request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return sendRefusal(reply, refusal('body-too-large', `the body is larger than ${MOST_BODY} bytes`));
    if (error.statusCode !== undefined && error.statusCode < 500)
      return sendRefusal(reply, refusal('bad-document', 'the request cannot be read'));
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

async function carryOut(
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
): Promise<FastifyReply> {
  const at = request.url.indexOf('?');
  const query = new Query(new URLSearchParams(at === -1 ? '' : request.url.slice(at)), operation.parameters);
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
  return reply
    .code(status)
    .headers(API_HEADERS)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(body));
}

function noSuchPath(request: FastifyRequest, operations: readonly Operation[]): Refusal {
  const path = request.url.replace(/[?#].*$/, '');
  const methods = operations
    .filter((operation) => patternOf(operation).test(path))
    .map(({ method }) => method);
  if (methods.length > 0)
    return refusal('no-such-method', `${request.method} is not for this path`, {
      hint: `use ${methods.join(' or ')}`,
    });
  return refusal('no-such-path', 'there is nothing at this path', { hint: `see ${API_PREFIX}/openapi.json` });
}

function patternOf({ path }: Operation): RegExp {
  return new RegExp(`^${API_PREFIX}${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}
