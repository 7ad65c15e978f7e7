// Questions to a target beside the notifications: what an index holds, whether it is ready. Over the same kind of connections, with
// the same certificates, headers and proxy.

import type { Connecting } from '../sender/connecting.ts';
import { ConnectionBook } from '../sender/connection-book.ts';
import { openConnections } from '../sender/connections.ts';
import { headersFor } from '../sender/headers.ts';
import { type Redact, redactor } from '../sender/redact.ts';
import { afterHostMs } from '../time/host-time.ts';
import { connectionTrouble } from './connection-trouble.ts';
import type { EnvironmentTrouble } from './environment-trouble.ts';

/** A question asked in one request. */
export interface TargetRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** To the target's own origin go its headers and certificates; to any other they do not. */
  readonly url: string;
  /** JSON unless `headers` say otherwise. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives it up. */
  readonly signal?: AbortSignal;
}

/** An answer of any status, or why there is none. */
export type TargetAnswer =
  | { readonly status: number; readonly text: string }
  | { readonly trouble: EnvironmentTrouble };

export interface TargetClientSettings extends Connecting {
  readonly proxy: string | null;
  /** For the whole of one answer, in real seconds. */
  readonly timeoutSeconds: number;
  /** A longer answer is none. Default: 256 MiB, which is more than any that can be wanted. */
  readonly mostBytes?: number;
}

const MOST_BYTES = 256 * 1_024 * 1_024;

/** So many questions may be under way at a time; more wait. */
const CONNECTIONS = 4;

type Connections = ReturnType<typeof openConnections>;

/** Asks, once each; never rejects, follows no redirection. What it says in trouble holds no secret; answers come as they are. */
export class TargetClient {
  readonly #settings: TargetClientSettings;
  readonly #headersOf: ReturnType<typeof headersFor>;
  readonly #redact: Redact;
  readonly #connections = new Map<string, Connections>();
  readonly #book = new ConnectionBook();

  constructor(settings: TargetClientSettings) {
    this.#settings = settings;
    this.#headersOf = headersFor(settings);
    this.#redact = redactor(settings.secrets);
  }

  async request({ method, url, body, headers = {}, signal }: TargetRequest): Promise<TargetAnswer> {
    const { timeoutSeconds } = this.#settings;
    const { origin, pathname, search } = new URL(url);
    const abort = new AbortController();
    const timer = afterHostMs(timeoutSeconds * 1_000, () => abort.abort(new TookTooLong(timeoutSeconds)));
    try {
      const answer = await this.#connectionsTo(origin).request({
        origin,
        path: pathname + search,
        method,
        headers: this.#headersOf(origin, headers),
        body: body ?? null,
        signal: signal === undefined ? abort.signal : AbortSignal.any([abort.signal, signal]),
      });
      return { status: answer.statusCode, text: await this.#textOf(answer.body) };
    } catch (error) {
      if (error instanceof TooLong) return { trouble: tooLong(origin + pathname) };
      const trouble = connectionTrouble(
        `the target ${origin}${pathname}`,
        error as NodeJS.ErrnoException,
        this.#redact,
      );
      return { trouble };
    } finally {
      timer.cancel();
    }
  }

  /** An answer's text, or the begin of it, as it may be shown to people: without anything secret. */
  redact(text: string): string {
    return this.#redact(text, true);
  }

  /** Ends all connections; what is under way ends in trouble. */
  async close(): Promise<void> {
    await Promise.all([...this.#connections.values()].map((connections) => connections.destroy()));
    this.#connections.clear();
  }

  async #textOf(body: AsyncIterable<Buffer>): Promise<string> {
    const { mostBytes = MOST_BYTES } = this.#settings;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new TooLong();
      chunks.push(chunk);
    }
    return new TextDecoder().decode(Buffer.concat(chunks));
  }

  #connectionsTo(origin: string): Connections {
    let connections = this.#connections.get(origin);
    if (connections === undefined) {
      connections = openConnections(origin, {
        poolSize: CONNECTIONS,
        connectTimeoutMs: this.#settings.timeoutSeconds * 1_000,
        proxy: this.#settings.proxy,
        connecting: this.#settings,
        book: this.#book,
      });
      this.#connections.set(origin, connections);
    }
    return connections;
  }
}

class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  readonly code = 'ETIMEDOUT';

  constructor(seconds: number) {
    super(`no complete answer within ${seconds} s`);
  }
}

class TooLong extends Error {
  override readonly name = 'TooLong';
}

function tooLong(where: string): EnvironmentTrouble {
  return {
    kind: 'environment',
    code: 'ANSWER_TOO_LONG',
    message: `the target ${where} answers without end, or at too great a length`,
    hint: 'ask for less at a time',
  };
}
