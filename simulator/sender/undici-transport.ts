// The wire: persistent HTTP/1.1 connections, one attempt per POST. Beside the metered client the only file that knows undici.

import { type buildConnector, type Client, type Dispatcher, Pool, ProxyAgent } from 'undici';
import type { Timer } from '../time/clock.ts';
import { afterHostMs, hostNowMs } from '../time/host-time.ts';
import { MeteredClient, type MeteredHandler } from './metered-client.ts';
import type { Post, PostOutcome, Transport } from './transport.ts';

/** So much of an answer's body is kept to tell people what the other side said. */
const ANSWER_SHOWN = 2_000;

/** Node's and undici's error codes by what they mean for a sender; all others are `failed`. */
const KINDS: Readonly<Record<string, PostOutcome['kind']>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_CONNECT_TIMEOUT: 'timed out',
  UND_ERR_HEADERS_TIMEOUT: 'timed out',
  ETIMEDOUT: 'timed out',
};

export class UndiciTransport implements Transport {
  readonly #dispatchers = new Map<string, Dispatcher>();
  #closed = false;

  async post(post: Post): Promise<PostOutcome> {
    if (this.#closed) return unsent('the sender has been closed');
    const startedAtMs = hostNowMs();
    let url: URL;
    let dispatcher: Dispatcher;
    try {
      url = new URL(post.uri);
      dispatcher = this.#dispatcherFor(url, post);
    } catch (error) {
      return unsent((error as Error).message);
    }
    return new Promise((resolve) => {
      const handler = new PostHandler(startedAtMs, post.responseTimeoutSeconds, resolve);
      try {
        dispatcher.dispatch(
          {
            origin: url.origin,
            path: url.pathname + url.search,
            method: 'POST',
            headers: headersOf(post),
            body: post.body,
          },
          handler,
        );
      } catch (error) {
        // A dispatcher for a proxy throws where others would tell the handler.
        resolve({
          kind: 'failed',
          status: null,
          detail: (error as Error).message,
          bytesOut: 0,
          durationMs: 0,
        });
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    this.#dispatchers.clear();
  }

  /** Connections are shared by what sends to one origin in one way; a changed option leads to new ones, at once. */
  #dispatcherFor(url: URL, post: Post): Dispatcher {
    const proxy = url.protocol === 'https:' ? post.proxy : null;
    const key = [post.application, url.origin, post.poolSize, post.responseTimeoutSeconds, proxy].join(' ');
    let dispatcher = this.#dispatchers.get(key);
    if (dispatcher === undefined) {
      dispatcher = connections(url.origin, post, proxy);
      this.#dispatchers.set(key, dispatcher);
    }
    return dispatcher;
  }
}

function unsent(detail: string): PostOutcome {
  return { kind: 'failed', status: null, detail, bytesOut: 0, durationMs: 0 };
}

/** A content type of the user's own takes the place of ours, however it is spelt. */
function headersOf({ headers }: Post): Readonly<Record<string, string>> {
  const given = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return given ? headers : { 'content-type': 'application/json', ...headers };
}

function connections(origin: string, post: Post, proxy: string | null): Dispatcher {
  const options: Pool.Options = {
    connections: post.poolSize,
    pipelining: 1,
    allowH2: false,
    // The response time-out is ours: undici's own are coarse.
    headersTimeout: 0,
    bodyTimeout: 0,
    connectTimeout: post.responseTimeoutSeconds * 1_000,
    factory: (each, clientOptions) =>
      new MeteredClient(each, clientOptions as Client.Options & { connect: buildConnector.connector }),
  };
  if (proxy === null) return new Pool(origin, options);
  return new ProxyAgent({
    ...(options as object),
    uri: proxy,
    // Else a proxy that never answers CONNECT would be waited for five minutes.
    clientFactory: (proxyOrigin, clientOptions) =>
      new Pool(proxyOrigin, { ...clientOptions, headersTimeout: post.responseTimeoutSeconds * 1_000 }),
    factory: (each, poolOptions) =>
      new Pool(each, { ...(poolOptions as Pool.Options), factory: options.factory! }),
  });
}

/** Listens to one request; settles once, at whatever ends it. */
class PostHandler implements MeteredHandler {
  client?: MeteredClient;
  readonly #startedAtMs: number;
  readonly #timeoutSeconds: number;
  readonly #resolve: (outcome: PostOutcome) => void;
  #timer: Timer | null = null;
  #bytesBefore: number | null = null;
  #status: number | null = null;
  #answer = '';

  constructor(startedAtMs: number, timeoutSeconds: number, resolve: (outcome: PostOutcome) => void) {
    this.#startedAtMs = startedAtMs;
    this.#timeoutSeconds = timeoutSeconds;
    this.#resolve = resolve;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#bytesBefore = this.client?.bytesWritten ?? null;
    this.#timer = afterHostMs(this.#timeoutSeconds * 1_000, () =>
      controller.abort(new ResponseTimeout(this.#timeoutSeconds)),
    );
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    // An interim answer such as 103 is followed by the real one.
    if (status >= 200) this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#answer.length < ANSWER_SHOWN) this.#answer += chunk.toString('utf8', 0, ANSWER_SHOWN);
  }

  onResponseEnd(): void {
    this.#settle('answered', this.#status, this.#answer);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const kind = error instanceof ResponseTimeout ? 'timed out' : (KINDS[code] ?? 'failed');
    const answered = this.#status === null ? '' : `, after the status ${this.#status}`;
    this.#settle(kind, null, `${error.message || code}${answered}`);
  }

  #settle(kind: PostOutcome['kind'], status: number | null, detail: string): void {
    this.#timer?.cancel();
    const bytesOut = this.#bytesBefore === null ? 0 : (this.client?.bytesWritten ?? 0) - this.#bytesBefore;
    this.#resolve({ kind, status, detail, bytesOut, durationMs: hostNowMs() - this.#startedAtMs });
  }
}

class ResponseTimeout extends Error {
  override readonly name = 'ResponseTimeout';

  constructor(seconds: number) {
    super(`no complete answer within ${seconds} s`);
  }
}
