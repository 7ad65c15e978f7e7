// An external system at the other end: what arrived there is known from its answers, and from its store where that can be read.

import type { Connecting } from '../sender/connecting.ts';
import { isTaken, type LedgerEntry } from '../sender/ledger.ts';
import type { PostOutcome } from '../sender/transport.ts';
import type { SentSpool } from '../store/spool.ts';
import { type Store, StoreFailure } from '../store/store.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { reach } from '../target/reach.ts';
import type { Target } from '../target/target.ts';
import { answersAsArrivals } from './answers.ts';
import { fateOf } from './fate-of.ts';
import { openTransport } from './open-transport.ts';
import type { Findings, OtherEnd, OtherEndSurroundings } from './other-end.ts';
import { untilReached } from './until-reached.ts';

/** How long a question to the store itself may take, in seconds: it is not the sender's time-out that counts there. */
const STORE_TIMEOUT_SECONDS = 60;

/** Characters of an answer of success that are kept, where it names no document. */
const MOST_KEPT = 500;

/** Opens it; what is not as it must be there comes back as trouble, before anything is sent. */
export async function targetEnd(
  target: Target,
  surroundings: OtherEndSurroundings,
): Promise<OtherEnd | EnvironmentTrouble> {
  const { ledger, observe, way } = surroundings;
  const unreachable = await reach(target, { findsTls: true });
  if (unreachable !== null) return unreachable;
  const connecting = {
    origin: new URL(target.url).origin,
    headers: target.headers,
    tls: target.tls,
    secrets: target.secrets,
  };
  const answered = answersAsArrivals(surroundings);
  const kept = await openKeeping(target, connecting, surroundings);
  if (kept !== null && 'kind' in kept) return kept;
  let unanswered = 0;
  ledger.listen({
    settled: (entry) => {
      answered(entry);
      const isNoted = entry.outcome !== null && kept?.spool.add(noteOf(entry, kept.store)) === true;
      if (isNoted && mayStillCome(entry.outcome!)) unanswered += 1;
      // Of what is not noted no more will be known.
      if (!isNoted) observe(fateOf(entry, null));
    },
  });
  const transport = await openTransport({ ...connecting, way });
  return {
    kind: 'target',
    url: kept?.store.url ?? target.url,
    hasStore: kept !== null,
    transport,
    counts: () => ({ recorded: null, unusable: 0 }),
    reply: () => {},
    listen: async () => {},
    back: (withinMs, signal) => untilReached(target, withinMs, signal),
    idle: async () => {},
    hangUp: () => transport.close(),
    finish: async ({ interrupted }) =>
      kept === null
        ? { store: null, unread: null }
        : lookInto(kept, surroundings, {
            unanswered,
            hindered: interrupted ? 'the run was interrupted' : null,
          }),
    close: async () => {
      await kept?.close();
    },
  };
}

/** Whether a notification without an answer may have been on its way all the same. */
function mayStillCome({ kind, bytesOut }: PostOutcome): boolean {
  return kind !== 'answered' && bytesOut !== 0;
}

/** A store, and what was sent to it. */
interface Keeping {
  readonly store: Store;
  readonly spool: SentSpool;
  close(): Promise<void>;
}

async function openKeeping(
  target: Target,
  connecting: Omit<Connecting, 'way'>,
  { scenario, runWord, signal }: OtherEndSurroundings,
): Promise<Keeping | EnvironmentTrouble | null> {
  if (target.kind === 'http' && target.readBack === null) return null;
  const [{ TargetClient }, { openStore }, { openSpool }] = await Promise.all([
    import('../target/target-client.ts'),
    import('../store/open-store.ts'),
    import('../store/spool.ts'),
  ]);
  const client = new TargetClient({
    ...connecting,
    way: null,
    proxy: target.proxy,
    timeoutSeconds: STORE_TIMEOUT_SECONDS,
  });
  const store = await openStore(target, {
    contract: scenario.contract,
    runWord,
    client,
    ...(signal === undefined ? {} : { signal }),
  });
  if ('kind' in store) {
    await client.close();
    return store;
  }
  const spool = (await store.prepare()) ?? (await openSpool());
  if ('kind' in spool) {
    await store.close();
    await client.close();
    return spool;
  }
  return {
    store,
    spool,
    close: async () => {
      await store.close();
      await spool.close();
      await client.close();
    },
  };
}

function noteOf(entry: LedgerEntry, store: Store): Parameters<SentSpool['add']>[0] {
  const { number, group, event, atMs } = entry;
  const outcome = entry.outcome!;
  const taken = isTaken(outcome);
  const id = taken ? store.idFrom(outcome.detail) : null;
  // Of a good answer little is told later but its status; without a document's name in it, it may not be as good as it looks.
  const detail = taken ? (id === null ? outcome.detail.slice(0, MOST_KEPT) : '') : outcome.detail;
  return {
    number,
    group,
    event,
    atMs,
    body: entry.body!,
    id,
    outcome: { ...outcome, detail },
    taken,
  };
}

async function lookInto(
  { store, spool }: Keeping,
  { ledger, observe }: OtherEndSurroundings,
  { unanswered, hindered }: { readonly unanswered: number; readonly hindered: string | null },
): Promise<Findings> {
  const told = new Uint8Array(ledger.intended + 1);
  let unread = hindered;
  if (unread === null) {
    try {
      const trouble = await store.refresh(ledger.delivered, unanswered);
      if (trouble === null) {
        const { compareWithStore } = await import('../store/compare.ts');
        const comparison = await compareWithStore({
          spool,
          store,
          onStored: (note, stored) => {
            told[note.number] = 1;
            observe(fateOf(note, stored));
          },
        });
        return { store: comparison, unread: null };
      }
      unread = trouble.message;
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      unread = error.message;
    }
  }
  for (const note of spool.rescued()) if (told[note.number] === 0) observe(fateOf(note, null));
  return { store: null, unread: spool.trouble?.message ?? unread };
}
