// Questions to a target beside the notifications: what an index holds, whether it is ready. Over the same kind of connections, with
// the same certificates, headers and proxy.

import type { Connecting } from '../sender/connecting.ts';
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
}

/** An answer of any status, or why there is none. */
export type TargetAnswer =
  | { readonly status: number; readonly text: string }
  | { readonly trouble: EnvironmentTrouble };

export interface TargetClientSettings extends Connecting {
  readonly proxy: string | null;
  /** For the whole of one answer, in real seconds. */
  readonly timeoutSeconds: number;
}

/** So many questions may be under way at a time; more wait. */
const CONNECTIONS = 4;

type Connections = ReturnType<typeof openConnections>;

/** Asks, once each; never rejects, follows no redirection. What it says in trouble holds no secret; answers come as they are. */
export class TargetClient {
  readonly #settings: TargetClientSettings;
  readonly #headersOf: ReturnType<typeof headersFor>;
  readonly #redact: Redact;
  readonly #connections = new Map<string, Connections>();

  constructor(settings: TargetClientSettings) {
    this.#settings = settings;
    this.#headersOf = headersFor(settings);
    this.#redact = redactor(settings.secrets);
  }

  async request({ method, url, body, headers = {} }: TargetRequest): Promise<TargetAnswer> {
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
        signal: abort.signal,
      });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch (error) {
      const { message, hint, ...trouble } = connectionTrouble(
        `the target ${origin}${pathname}`,
        error as NodeJS.ErrnoException,
      );
      return { trouble: { ...trouble, message: this.#redact(message), hint } };
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

  #connectionsTo(origin: string): Connections {
    let connections = this.#connections.get(origin);
    if (connections === undefined) {
      connections = openConnections(origin, {
        poolSize: CONNECTIONS,
        connectTimeoutMs: this.#settings.timeoutSeconds * 1_000,
        proxy: this.#settings.proxy,
        connecting: this.#settings,
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
