// The wire: persistent HTTP/1.1 connections, one attempt per POST.

import type { Dispatcher } from 'undici';
import { isSecretName, secretsInUrl } from '../../receiver/document/url-secrets.ts';
import type { Timer } from '../time/clock.ts';
import { afterHostMs, hostNowMs } from '../time/host-time.ts';
import { answeredInTls } from './answered-in-tls.ts';
import type { Connecting, Way } from './connecting.ts';
import { openConnections } from './connections.ts';
import { headersFor } from './headers.ts';
import type { MeteredClient, MeteredHandler } from './metered-client.ts';
import { proxyFor } from './proxy-for.ts';
import { type Redact, redactor, secretsInHeader } from './redact.ts';
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
  readonly #connecting: Connecting | null;
  readonly #headersOf: ReturnType<typeof headersFor>;
  readonly #redacts = new Map<string, Redact>();
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
      return unsent(redact((error as Error).message));
    }
    return new Promise((resolve) => {
      const handler = new PostHandler(
        startedAtMs,
        post.responseTimeoutSeconds,
        this.#connecting?.way ?? null,
        redact,
        resolve,
      );
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
        resolve({
          kind: 'failed',
          status: null,
          detail: redact((error as Error).message),
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
      });
      this.#dispatchers.set(key, dispatcher);
    }
    return dispatcher;
  }
}

function unsent(detail: string): PostOutcome {
  return { kind: 'failed', status: null, detail, bytesOut: 0, durationMs: 0 };
}

/** Listens to one request; settles once, at whatever ends it. */
class PostHandler implements MeteredHandler {
  client?: MeteredClient;
  readonly #startedAtMs: number;
  readonly #timeoutSeconds: number;
  readonly #way: Way | null;
  readonly #redact: Redact;
  readonly #resolve: (outcome: PostOutcome) => void;
  #timer: Timer | null = null;
  #bytesBefore: number | null = null;
  #status: number | null = null;
  #answer = '';
  /** Bytes of the answer that may still be kept; below 0 where some were not. */
  #room = ANSWER_SHOWN;

  constructor(
    startedAtMs: number,
    timeoutSeconds: number,
    way: Way | null,
    redact: Redact,
    resolve: (outcome: PostOutcome) => void,
  ) {
    this.#startedAtMs = startedAtMs;
    this.#timeoutSeconds = timeoutSeconds;
    this.#way = way;
    this.#redact = redact;
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
    if (this.#room > 0) this.#answer += chunk.toString('utf8', 0, this.#room);
    this.#room -= chunk.length;
  }

  onResponseEnd(): void {
    this.#settle('answered', this.#status, this.#redact(this.#answer, this.#room < 0), null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const kind = error instanceof ResponseTimeout ? 'timed out' : (KINDS[code] ?? 'failed');
    const answered = this.#status === null ? '' : `, after the status ${this.#status}`;
    const isOurs = error instanceof ResponseTimeout;
    const said = isOurs ? error.message : this.#redact(error.message || code);
    const words = answeredInTls(error) ? 'it answered in TLS: it speaks https there' : said;
    this.#settle(kind, null, `${words}${answered}`, error);
  }

  #settle(kind: PostOutcome['kind'], status: number | null, detail: string, error: Error | null): void {
    this.#timer?.cancel();
    const bytesOut = this.#bytesBefore === null ? 0 : (this.client?.bytesWritten ?? 0) - this.#bytesBefore;
    const outcome = { kind, status, detail, bytesOut, durationMs: hostNowMs() - this.#startedAtMs };
    this.#resolve(
      this.#way === null ? outcome : { ...outcome, ...this.#onTheWay(this.#way, bytesOut, error) },
    );
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

class ResponseTimeout extends Error {
  override readonly name = 'ResponseTimeout';

  constructor(seconds: number) {
    super(`no complete answer within ${seconds} s`);
  }
}
