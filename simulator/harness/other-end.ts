// Who is at the other end of the wire, and what can be known of what arrived there.

import type { Observation } from '../../receiver/expect/observation.ts';
import type { CannotListen } from '../../receiver/http/listen.ts';
import type { DiskJournalOptions } from '../../receiver/journal/disk/disk-journal-options.ts';
import type { CannotJournal } from '../../receiver/journal/disk/trouble.ts';
import type { ReceivedRecord } from '../../receiver/journal/record.ts';
import type { ReplyChange, ReplyRule } from '../../receiver/reply/reply-plan.ts';
import { RECEIVER_PLACEHOLDER } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Ledger, LedgerEntry } from '../sender/ledger.ts';
import type { Transport } from '../sender/transport.ts';
import type { Clock } from '../time/clock.ts';
import { Arrivals } from './arrivals.ts';
import { Correlator } from './correlator.ts';
import { type EnvironmentTrouble, reach } from './reach.ts';

/** Where the notifications of a run go. */
export type Destination =
  /** A receiver in this process, behind a real loopback socket. */
  | {
      readonly kind: 'embedded' /** Keeps what arrives in a folder; default: in memory. */;
      readonly journal?: DiskJournalOptions;
    }
  /** An external system; what arrived there is known only from its answers. */
  | { readonly kind: 'target'; readonly url: string }
  /** Nowhere: every notification counts as delivered, and no socket is opened. `pace` holds time until whoever takes them is ready. */
  | { readonly kind: 'none'; readonly pace?: () => Promise<void> };

export interface OtherEnd {
  readonly kind: Destination['kind'];
  readonly url: string;
  readonly transport: Transport;
  /** Requests recorded, and of them those whose body is no JSON object; null where nobody can know. */
  counts(): { readonly recorded: number | null; readonly unusable: number };
  reply(change: ReplyChange): void;
  listen(listening: boolean): Promise<void>;
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface OtherEndSurroundings {
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Is fed with arrivals, and with what became of each notification. */
  readonly observe: (observation: Observation) => void;
}

export async function openOtherEnd(
  destination: Destination,
  surroundings: OtherEndSurroundings,
): Promise<OtherEnd | EnvironmentTrouble> {
  switch (destination.kind) {
    case 'embedded':
      return embedded(destination, surroundings);
    case 'target': {
      const trouble = await reach(destination.url);
      return trouble ?? answering('target', destination.url, await openTransport(), surroundings);
    }
    case 'none':
      return answering('none', 'http://nowhere.invalid/', nowhere(destination.pace), surroundings);
  }
}

async function embedded(
  { journal }: Extract<Destination, { kind: 'embedded' }>,
  { scenario, clock, ledger, observe }: OtherEndSurroundings,
): Promise<OtherEnd | EnvironmentTrouble> {
  const arrivals = new Arrivals(scenario);
  const correlator = new Correlator();
  let unusable = 0;
  const onRecord = (record: ReceivedRecord): void => {
    const arrival = arrivals.arrival(record);
    if (arrival.body === null) unusable += 1;
    const expected = correlator.arrived(record.body.toString('utf8'));
    observe(arrival);
    if (!expected) observe({ kind: 'stray', arrival });
  };
  const { startReceiver } = await import('../../receiver/receiver.ts');
  const receiver = await startReceiver({
    nowMs: () => clock.nowMs(),
    seed: scenario.seed,
    answerAs: scenario.answerAs,
    identify: (record) => arrivals.subject(record.content),
    ...(journal === undefined ? {} : { journal }),
    onRecord,
    onLoss: (gap) => observe({ kind: 'gap', ...gap }),
  });
  if (receiver.kind !== 'receiver') return troubleOf(receiver);
  const url = `${receiver.url}/`;
  receiver.replyPlan.replace(scenario.replies.map((rule) => withAddress(rule, url)));
  ledger.listen({
    attempting: (entry) => correlator.attempting(entry),
    settled: (entry) => observe(sent(entry, entry.notAttempted === null ? correlator.settled(entry) : null)),
  });
  const transport = await openTransport();
  return {
    kind: 'embedded',
    url,
    transport,
    counts: () => ({ recorded: receiver.counts().recorded, unusable }),
    reply: (change) =>
      receiver.replyPlan.apply(
        change.kind === 'default'
          ? change
          : { ...change, rules: change.rules.map((rule) => withAddress(rule, url)) },
      ),
    listen: async (listening) => {
      if (!listening) return receiver.stopListening();
      const again = await receiver.startListening();
      if (again.kind === 'cannot listen') throw new ReceiverGone(troubleOf(again));
    },
    idle: () => receiver.idle(),
    close: async () => {
      await transport.close();
      await receiver.close();
    },
  };
}

/** The receiver cannot come back in the middle of a run. */
export class ReceiverGone extends Error {
  override readonly name = 'ReceiverGone';
  readonly trouble: EnvironmentTrouble;

  constructor(trouble: EnvironmentTrouble) {
    super(trouble.message);
    this.trouble = trouble;
  }
}

function troubleOf({ code, message, hint }: CannotListen | CannotJournal): EnvironmentTrouble {
  return { kind: 'environment', code, message, hint };
}

/** Loaded only where something is really sent, for a generator of notifications needs no network. */
async function openTransport(): Promise<Transport> {
  const { UndiciTransport } = await import('../sender/undici-transport.ts');
  return new UndiciTransport();
}

/** The receiver's own address put in where a rule names it, in a Location for example: only now is it known. */
function withAddress(rule: ReplyRule, url: string): ReplyRule {
  if (rule.answer.kind !== 'status') return rule;
  const { headers, body } = rule.answer;
  const put = (text: string): string => text.replaceAll(RECEIVER_PLACEHOLDER, url);
  return {
    ...rule,
    answer: { ...rule.answer, headers: headers.map(put), body: body === null ? null : put(body) },
  };
}

/** The sender's own books are all there is to see: what was answered has arrived. */
function answering(
  kind: 'target' | 'none',
  url: string,
  transport: Transport,
  { scenario, clock, ledger, observe }: OtherEndSurroundings,
): OtherEnd {
  const arrivals = new Arrivals(scenario);
  let answered = 0;
  ledger.listen({
    settled: (entry) => {
      if (entry.outcome?.kind === 'answered') {
        answered += 1;
        observe(arrivals.arrival(recordOf(entry, answered, clock.nowMs()), entry.group));
      } else if (entry.outcome !== null && entry.outcome.bytesOut !== 0) {
        // It may have arrived all the same: a verdict on what arrived would be a guess from here on.
        observe({
          kind: 'gap',
          first: entry.number,
          last: entry.number,
          reason: `the target did not answer it (${entry.outcome.kind})`,
        });
      }
      observe(sent(entry, null));
    },
  });
  return {
    kind,
    url,
    transport,
    counts: () => ({ recorded: null, unusable: 0 }),
    reply: () => {},
    listen: async () => {},
    idle: async () => {},
    close: () => transport.close(),
  };
}

function sent(entry: LedgerEntry, arrivals: number | null): Observation {
  const { number, group, event, atMs, outcome, notAttempted } = entry;
  return {
    kind: 'sent',
    number,
    group,
    event,
    atMs,
    outcome: notAttempted === null ? outcome!.kind : 'not attempted',
    status: outcome?.status ?? null,
    detail: notAttempted ?? outcome?.detail ?? '',
    arrivals,
  };
}

/** What an external system must have received, since it answered. */
function recordOf(entry: LedgerEntry, number: number, receivedAtMs: number): ReceivedRecord {
  const body = Buffer.from(entry.body!);
  return {
    number,
    receivedAtMs,
    connection: 0,
    requestOnConnection: 0,
    method: 'POST',
    path: entry.uri!,
    headers: [],
    body,
    bodyBytes: body.length,
    wrongContentType: false,
    content: { kind: 'object', value: JSON.parse(entry.body!), duplicateKeys: [] },
    reply: { status: entry.outcome!.status, manner: 'as the target answered', delayMs: 0, fault: null },
  };
}

function nowhere(pace: (() => Promise<void>) | undefined): Transport {
  return {
    post: async () => {
      if (pace !== undefined) await pace();
      return { kind: 'answered', status: 200, detail: '', bytesOut: 0, durationMs: 0 };
    },
    close: async () => {},
  };
}
