// The wire: persistent HTTP/1.1 connections, one attempt per POST.

import type { Dispatcher } from 'undici';
import { isSecretName, secretsInUrl } from '../../receiver/document/url-secrets.ts';
import type { Timer } from '../time/clock.ts';
import { afterHostMs, hostNowMs } from '../time/host-time.ts';
import { AnswerReader } from './answer-reader.ts';
import type { Connecting, Way } from './connecting.ts';
import type { Connection } from './connection.ts';
import { ConnectionBook, type ConnectionCounts } from './connection-book.ts';
import { openConnections } from './connections.ts';
import { headersFor } from './headers.ts';
import type { MeteredClient, MeteredHandler } from './metered-client.ts';
import { failureOf, ResponseTimeout } from './post-failure.ts';
import { proxyFor } from './proxy-for.ts';
import { type Redact, redactor, secretsInHeader } from './redact.ts';
import type { ConnectionUse, Post, PostOutcome, Transport } from './transport.ts';

export class UndiciTransport implements Transport {
  readonly #dispatchers = new Map<string, Dispatcher>();
  readonly #connecting: Connecting | null;
  readonly #headersOf: ReturnType<typeof headersFor>;
  readonly #redacts = new Map<string, Redact>();
  readonly #book = new ConnectionBook();
  #closed = false;

  /** Without `connecting` every origin is spoken to in the same way: straight, with nothing shown, by the system's trust. */
  constructor({ connecting = null }: { readonly connecting?: Connecting | null } = {}) {
    this.#connecting = connecting;
    this.#headersOf = headersFor(connecting);
  }

  async post(post: Post): Promise<PostOutcome> {
    if (this.#closed) return unsent('the sender has been closed');
    const startedAtMs = hostNowMs();
    let url: URL;
    let dispatcher: Dispatcher;
    const redact = this.#redactFor(post);
    try {
      url = new URL(post.uri);
      dispatcher = this.#dispatcherFor(url, post);
    } catch (error) {
      return unsent(`the URI cannot be used (${redact((error as Error).message)})`);
    }
    return new Promise((resolve) => {
      const handler = new PostHandler({
        startedAtMs,
        timeoutSeconds: post.responseTimeoutSeconds,
        connecting: this.#connecting,
        redact,
        closing: () => this.#closed,
        resolve,
      });
      try {
        dispatcher.dispatch(
          {
            origin: url.origin,
            path: url.pathname + url.search,
            method: 'POST',
            headers: this.#headersOf(url.origin, post.headers),
            body: post.body,
          },
          handler,
        );
      } catch (error) {
        // A dispatcher for a proxy throws where others would tell the handler.
        resolve(unsent(`the request cannot be made (${redact((error as Error).message)})`));
      }
    });
  }

  get connections(): ConnectionCounts {
    return this.#book.counts;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
    this.#dispatchers.clear();
  }

  /** For the target's secrets and those that a URI or a header of the scenario holds. */
  #redactFor({ uri, headers }: Post): Redact {
    const shown = Object.entries(headers).filter(([name]) => isSecretName(name));
    const key = JSON.stringify([uri, shown]);
    let redact = this.#redacts.get(key);
    if (redact === undefined) {
      const own = [...secretsInUrl(uri), ...shown.flatMap(([, value]) => secretsInHeader(value))];
      redact = redactor([...(this.#connecting?.secrets ?? []), ...own]);
      this.#redacts.set(key, redact);
    }
    return redact;
  }

  /** Connections are shared by what sends to one origin in one way; a changed option leads to new ones, at once. */
  #dispatcherFor(url: URL, post: Post): Dispatcher {
    const { application, poolSize, responseTimeoutSeconds } = post;
    const proxy = proxyFor(url.origin, post.proxy);
    const key = [application, url.origin, poolSize, responseTimeoutSeconds, proxy].join(' ');
    let dispatcher = this.#dispatchers.get(key);
    if (dispatcher === undefined) {
      dispatcher = openConnections(url.origin, {
        poolSize,
        connectTimeoutMs: responseTimeoutSeconds * 1_000,
        proxy,
        connecting: this.#connecting,
        book: this.#book,
      });
      this.#dispatchers.set(key, dispatcher);
    }
    return dispatcher;
  }
}

function unsent(detail: string): PostOutcome {
  return { kind: 'failed', status: null, detail, bytesOut: 0, durationMs: 0 };
}

interface PostHandling {
  readonly startedAtMs: number;
  readonly timeoutSeconds: number;
  readonly connecting: Connecting | null;
  readonly redact: Redact;
  /** Whether the transport has been closed. */
  readonly closing: () => boolean;
  readonly resolve: (outcome: PostOutcome) => void;
}

/** Listens to one request; settles once, at whatever ends it. */
class PostHandler implements MeteredHandler {
  client?: MeteredClient;
  readonly #handling: PostHandling;
  #timer: Timer | null = null;
  /** The one that the request goes out on; null as long as it waits for one. */
  #connection: Connection | null = null;
  #use: ConnectionUse | null = null;
  #idleMs: number | null = null;
  #sentAtMs = 0;
  #bytesBefore = 0;
  #status: number | null = null;
  #answer: AnswerReader | null = null;

  constructor(handling: PostHandling) {
    this.#handling = handling;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { timeoutSeconds } = this.#handling;
    this.#connection = this.client?.connection ?? null;
    if (this.#connection !== null) {
      this.#bytesBefore = this.#connection.bytesWritten;
      const { request, idleMs } = this.#connection.begin();
      this.#use = { number: this.#connection.number, request };
      this.#idleMs = idleMs;
    }
    this.#sentAtMs = hostNowMs();
    this.#timer = afterHostMs(timeoutSeconds * 1_000, () =>
      controller.abort(new ResponseTimeout(timeoutSeconds)),
    );
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    this.#answer = new AnswerReader(status, headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#answer?.add(chunk);
  }

  onResponseEnd(): void {
    this.#connection?.answered();
    this.#settle({ kind: 'answered', detail: this.#answer!.read(this.#handling.redact) }, null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const { redact, closing, connecting } = this.#handling;
    const failure = failureOf({
      error,
      connection: this.#connection,
      status: this.#status,
      idleMs: this.#idleMs,
      tookMs: hostNowMs() - this.#sentAtMs,
      closing: closing(),
      certificateGiven: (connecting?.tls?.cert ?? null) !== null,
      redact,
    });
    this.#settle(failure, error);
  }

  #settle({ kind, detail }: Pick<PostOutcome, 'kind' | 'detail'>, error: Error | null): void {
    const { startedAtMs, connecting, resolve } = this.#handling;
    this.#timer?.cancel();
    const bytesOut = this.#connection === null ? 0 : this.#connection.bytesWritten - this.#bytesBefore;
    const way = connecting?.way ?? null;
    resolve({
      kind,
      status: kind === 'answered' ? this.#status : null,
      detail,
      bytesOut,
      durationMs: hostNowMs() - startedAtMs,
      ...(this.#use === null ? {} : { connection: this.#use }),
      ...(way === null ? {} : this.#onTheWay(way, bytesOut, error)),
    });
  }

  /** What the way has to say of it, if anything went wrong there. */
  #onTheWay(way: Way, bytesOut: number, error: Error | null): Pick<PostOutcome, 'fault' | 'whole'> {
    // A tunnel that a proxy was asked for and that came to nothing is known by the error alone.
    const localPort = this.client?.localPort ?? portIn(error) ?? portIn(error?.cause);
    if (localPort === null || localPort === undefined) {
      const refused = error === null ? null : refusalOf(way, error);
      return refused === null ? {} : { fault: refused };
    }
    const ledTo = this.client?.ledTo ?? null;
    // A connection may be closed before the way has let it in.
    const shut = error === null || ledTo === null ? null : way.refusedAt(ledTo);
    const fault = way.faultOn(localPort) ?? shut;
    if (fault === null) return {};
    const through = way.throughFrom(localPort);
    // Within TLS more goes over the wire than was written, so less of it is surely too little.
    return error !== null && through !== null && through < bytesOut ? { fault, whole: false } : { fault };
  }
}

/** The local port that undici's errors about sockets tell. */
function portIn(error: unknown): number | undefined {
  return (error as { readonly socket?: { readonly localPort?: number } } | null | undefined)?.socket
    ?.localPort;
}

/** By the port to which no connection could be made: by now the way may be free again. */
function refusalOf(way: Way, error: Error): string | null {
  for (const each of [error, error.cause]) {
    const port = (each as { readonly port?: unknown } | null | undefined)?.port;
    if (typeof port === 'number') return way.refusedAt(port);
  }
  return null;
}
