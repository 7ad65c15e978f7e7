// From an event to the one attempt: options as they are at that instant, body by the contract, log line, ledger, POST.

import type { Contract, JsonObject } from '../../receiver/contract/contract.ts';
import type { Facts } from '../../receiver/contract/facts.ts';
import type { Clock } from '../time/clock.ts';
import { bodyBuilder } from './build.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { TraceLog } from './tracing.ts';
import type { Transport } from './transport.ts';

/** The options that decide whether, whereto and how a notification is sent, as they are in force for its group. */
export interface SendingOptions {
  /** The OCS application that sends. */
  readonly application: string;
  readonly enabled: boolean;
  /** Null where none is configured. */
  readonly uri: string | null;
  readonly poolSize: number;
  readonly responseTimeoutSeconds: number;
  readonly proxy: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Words for people: where `enabled` was found. */
  readonly enabledWhere: string;
}

export interface NotifierSurroundings {
  readonly contract: Contract;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly ledger: Ledger;
  readonly traceLog: TraceLog;
  readonly optionsOf: (group: string) => SendingOptions;
  /** Told of each body, just before it goes out. */
  readonly onBody?: (group: string, facts: Facts, body: JsonObject, atMs: number) => void;
}

/**
 * Sends what campaign groups report. A send waits for no other; only the virtual clock begins those of one group one after
 * another, so that their order on the wire is the order in which they happened.
 *
 * @assumption what happens while the feature is off is not kept for later
 */
export class Notifier {
  readonly #surroundings: NotifierSurroundings;
  readonly #build: (facts: Facts) => JsonObject;
  readonly #underWay = new Set<Promise<void>>();

  constructor(surroundings: NotifierSurroundings) {
    this.#surroundings = surroundings;
    this.#build = bodyBuilder(surroundings.contract);
  }

  notify(group: string, reported: Facts): void {
    const { contract, clock, ledger, traceLog, optionsOf, onBody } = this.#surroundings;
    const instantMs = clock.nowMs();
    const atMs = instantMs - clock.epochMs;
    const campaignGroup = reported.campaignGroupName;
    const event = contract.release.reportedAs(reported.event);
    if (event === null) {
      const reason = `release ${contract.release.name} does not report ${reported.event}`;
      traceLog.notSending({ campaignGroup, reason, instantMs });
      return;
    }
    const options = optionsOf(group);
    const { uri } = options;
    if (!options.enabled || uri === null) {
      const reason = options.enabled
        ? 'campaigngroup-states-uri is not set'
        : `send-campaigngroup-states is false (${options.enabledWhere})`;
      ledger.refrain({ number: ledger.intend(), group, event, atMs, uri }, reason);
      traceLog.notSending({ campaignGroup, reason, instantMs });
      return;
    }
    const facts = event === reported.event ? reported : { ...reported, event };
    const body = this.#build(facts);
    onBody?.(group, facts, body, atMs);
    traceLog.sending({ periodic: event === 'periodic', campaignGroup, uri, instantMs });
    // Numbered now: on the virtual clock the attempt itself may have to wait for others of the group.
    this.#send(group, { number: ledger.intend(), event, atMs, body: JSON.stringify(body) }, uri, options);
  }

  /** Resolves once no attempt is under way. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #send(
    group: string,
    what: Pick<LedgerEntry, 'number' | 'event' | 'atMs'> & { readonly body: string },
    uri: string,
    options: SendingOptions,
  ): void {
    const { clock, transport, ledger } = this.#surroundings;
    const sending = clock.hold(group, `POST of ${what.event} of ${group}`, async () => {
      const entry = ledger.attempt({ group, uri, ...what });
      ledger.end(
        entry,
        await transport.post({
          application: options.application,
          uri,
          body: what.body,
          headers: options.headers,
          poolSize: options.poolSize,
          responseTimeoutSeconds: options.responseTimeoutSeconds,
          proxy: options.proxy,
        }),
      );
    });
    this.#underWay.add(sending);
    void sending.finally(() => this.#underWay.delete(sending));
  }
}
