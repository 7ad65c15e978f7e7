// Our own receiver as the one who is checked: its journal is the store, and what is no JSON object is refused.

import type { ReceivedRecord } from '../../receiver/journal/record.ts';
import { type Receiver, startReceiver } from '../../receiver/receiver.ts';
import type { ReplyRule } from '../../receiver/reply/reply-plan.ts';
import { UndiciTransport } from '../sender/undici-transport.ts';
import type { Store, StoredDocument } from '../store/store.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import type { CheckEnd } from './check-end.ts';

/** What OCS itself has by default (assumed). */
const POOL_SIZE = 4;
const RESPONSE_TIMEOUT_SECONDS = 15;

/** By itself the receiver takes whatever comes; here it is to be as strict as a system that reads what it gets. */
const UNREADABLE = 'unreadable';
const REFUSE_UNREADABLE: ReplyRule = {
  name: 'refuse what is no notification',
  when: { groups: [UNREADABLE] },
  answer: {
    kind: 'status',
    status: 400,
    headers: ['Content-Type', 'application/json; charset=utf-8'],
    body: '{"message":"this is no JSON object"}',
    delayMs: 0,
    manner: '400',
  },
};

/** Starts a receiver on a free port of this machine; it is stopped by `close`. */
export async function embeddedCheckEnd(): Promise<CheckEnd | EnvironmentTrouble> {
  const receiver = await startReceiver({
    identify: ({ content }) => ({ event: null, group: content.kind === 'object' ? null : UNREADABLE }),
    replies: [REFUSE_UNREADABLE],
  });
  if (receiver.kind !== 'receiver') {
    const { code, message, hint } = receiver;
    return { kind: 'environment', code, message, hint };
  }
  return {
    kind: 'embedded',
    url: `${receiver.url}/`,
    poolSize: POOL_SIZE,
    responseTimeoutSeconds: RESPONSE_TIMEOUT_SECONDS,
    proxy: null,
    hasStore: true,
    reach: async () => null,
    openTransport: async () => new UndiciTransport(),
    openCase: async (number) => {
      const store = journalStore(receiver, `/check/${number}`);
      return { url: store.url, store, close: () => store.close() };
    },
    close: () => receiver.close(),
  };
}

/** What a receiver recorded at one path, as a store. */
function journalStore(receiver: Receiver, path: string): Store {
  // What one case sent is forgotten before the next: it has been looked at.
  receiver.journal.reset();
  return {
    name: `the journal of the embedded receiver at ${receiver.url}${path}`,
    url: `${receiver.url}${path}`,
    prepare: async () => null,
    remark: null,
    idFrom: (answer) => /^\{"recorded":(\d+)\}$/.exec(answer)?.[1] ?? null,
    refresh: async () => null,
    async *documents() {
      for (const record of receiver.journal) if (isTakenAt(path, record)) yield documentOf(record);
    },
    drift: async () => [],
    redact: (text) => text,
    close: async () => {},
  };
}

function isTakenAt(path: string, record: ReceivedRecord): boolean {
  return record.path === path && record.content.kind === 'object' && record.reply.status === 200;
}

function documentOf({ number, content }: ReceivedRecord): StoredDocument {
  return { id: String(number), body: content.kind === 'object' ? content.value : null };
}
