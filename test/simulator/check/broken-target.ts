// A target that is broken in one way and otherwise does everything right: a server with a store of its own.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import type { CheckEnd } from '../../../simulator/check/check-end.ts';
import { UndiciTransport } from '../../../simulator/sender/undici-transport.ts';
import type { Drift, Store, StoredDocument } from '../../../simulator/store/store.ts';

/** What is done with a request. */
export interface Taking {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly body: string;
  readonly contentType: string;
  /** Connections that are open now. */
  readonly connections: number;
  /** Milliseconds since the answer before it on its connection; 0 for the first. */
  readonly restedMs: number;
  /** Bodies that are kept by now. */
  readonly kept: readonly JsonValue[];
}

/** An answer, and what is kept: by default 201 and the body as it came. */
export type Taken =
  | {
      readonly status?: number;
      readonly say?: string;
      readonly keep?: readonly JsonValue[];
      readonly afterMs?: number;
    }
  | 'cut the connection'
  | 'say nothing';

/** How a target differs from one that does everything right. */
export interface Break {
  readonly take?: (taking: Taking) => Taken;
  /** How it gives back what it keeps. */
  readonly giveBack?: (kept: readonly StoredDocument[]) => readonly StoredDocument[];
  /** Its answers do not say under what name it keeps a body: what it keeps is known by its content alone. */
  readonly namesNothing?: true;
  readonly drift?: readonly Drift[];
  /** It has no store that can be read. */
  readonly noStore?: true;
  readonly responseTimeoutSeconds?: number;
  /** It closes each connection after its answer. */
  readonly closes?: true;
}

/** What a good one does: an object is kept, anything else refused. */
export function takeWell({ body }: Pick<Taking, 'body'>): Taken {
  const value = jsonOf(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { status: 400, say: '{"message":"no object"}', keep: [] };
  return { keep: [value] };
}

/** The body as a value; undefined where it is no JSON. */
export function jsonOf(body: string): JsonValue | undefined {
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return undefined;
  }
}

/** What a good one does, with every text and number of what it keeps put through a change. */
export function keeping(change: (value: JsonValue) => JsonValue): NonNullable<Break['take']> {
  return (taking) => {
    const taken = takeWell(taking);
    if (typeof taken === 'string') return taken;
    return { ...taken, keep: (taken.keep ?? []).map((value) => changed(value, change)) };
  };
}

function changed(value: JsonValue, change: (value: JsonValue) => JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item) => changed(item, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(inner, change)]));
}

/** Starts it on a free port; `close` of the end stops it. */
export async function brokenTarget(how: Break = {}): Promise<CheckEnd> {
  const stores = new Map<string, StoredDocument[]>();
  const answeredAt = new WeakMap<object, number>();
  const open = new Set<object>();
  let number = 0;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    number += 1;
    const { socket } = request;
    const kept = stores.get(request.url!) ?? [];
    stores.set(request.url!, kept);
    const before = answeredAt.get(socket);
    const taken = (how.take ?? takeWell)({
      number,
      body: Buffer.concat(chunks).toString('utf8'),
      contentType: request.headers['content-type'] ?? '',
      connections: open.size,
      restedMs: before === undefined ? 0 : performance.now() - before,
      kept: kept.map(({ body }) => body),
    });
    if (taken === 'say nothing') return;
    if (taken === 'cut the connection') {
      socket.resetAndDestroy();
      return;
    }
    const id = how.namesNothing ? null : String(number);
    const { status = 201, say = JSON.stringify({ id }), keep = [], afterMs = 0 } = taken;
    kept.push(...keep.map((body) => ({ id, body })));
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
    if (how.closes) response.setHeader('connection', 'close');
    response.writeHead(status, { 'content-type': 'application/json' }).end(say, () => {
      answeredAt.set(socket, performance.now());
    });
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    kind: 'target',
    url: `${origin}/`,
    poolSize: 4,
    responseTimeoutSeconds: how.responseTimeoutSeconds ?? 15,
    proxy: null,
    hasStore: how.noStore === undefined,
    reach: async () =>
      server.listening
        ? null
        : {
            kind: 'environment',
            code: 'ECONNREFUSED',
            message: 'the target cannot be reached',
            hint: 'is it running?',
          },
    openTransport: async () => new UndiciTransport(),
    openCase: async (caseNumber) => {
      const path = `/${caseNumber}`;
      const store = how.noStore ? null : storeOf(`${origin}${path}`, () => stores.get(path) ?? [], how);
      return { url: `${origin}${path}`, store, close: async () => {} };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function storeOf(
  url: string,
  kept: () => readonly StoredDocument[],
  { giveBack = (all) => all, drift = [] }: Break,
): Store {
  return {
    name: 'what the broken target keeps',
    remark: null,
    url,
    prepare: async () => null,
    idFrom: (answer) => (jsonOf(answer) as { readonly id?: string | null } | undefined)?.id ?? null,
    refresh: async () => null,
    async *documents() {
      yield* giveBack(kept());
    },
    drift: async () => drift,
    redact: (text) => text,
    close: async () => {},
  };
}
