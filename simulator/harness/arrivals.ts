import type { Contract, JsonObject } from '../../receiver/contract/contract.ts';
import { identifier } from '../../receiver/contract/identify.ts';
import type { Arrival } from '../../receiver/expect/observation.ts';
import type { Content, ReceivedRecord } from '../../receiver/journal/record.ts';
import type { ReplySubject } from '../../receiver/reply/reply-plan.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Reads records as arrivals, with groups by the scenario's own names. */
export class Arrivals {
  readonly #identify: ReturnType<typeof identifier>;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #epochMs: number;
  readonly #knowsTenants: boolean;

  constructor(scenario: Scenario) {
    const { contract, groups, epochMs } = scenario;
    this.#identify = identifier(contract);
    this.#epochMs = epochMs;
    this.#knowsTenants = hasRow(contract, 'tenantCcid');
    this.#labels = new Map(
      groups.map(({ settings }) => [
        this.#key(settings.campaignGroupName, settings.tenantCcid),
        settings.label,
      ]),
    );
  }

  /** What a reply rule can ask of a request that is about to be answered. */
  subject(content: Content): ReplySubject {
    if (content.kind !== 'object') return { event: null, group: null, state: null };
    const { event, group, state } = this.#read(content.value);
    return { event, group, state };
  }

  /** @param group the label where it is known otherwise than from the body */
  arrival(record: ReceivedRecord, group?: string): Arrival {
    const body = record.content.kind === 'object' ? record.content.value : null;
    const atMs = record.receivedAtMs - this.#epochMs;
    if (body === null) {
      return {
        kind: 'arrival',
        record,
        body,
        atMs,
        event: null,
        state: null,
        dialMode: null,
        group: group ?? null,
      };
    }
    const read = this.#read(body);
    return { kind: 'arrival', record, body, atMs, ...read, group: group ?? read.group };
  }

  #read(body: JsonObject): Pick<Arrival, 'event' | 'state' | 'dialMode' | 'group'> {
    const { event, state, dialMode, campaignGroup, tenantCcid } = this.#identify(body);
    const group =
      campaignGroup === null
        ? null
        : (this.#labels.get(this.#key(campaignGroup, tenantCcid)) ?? campaignGroup);
    return { event, state, dialMode, group };
  }

  #key(campaignGroup: string, tenantCcid: string | null): string {
    return this.#knowsTenants ? `${tenantCcid ?? ''}\n${campaignGroup}` : campaignGroup;
  }
}

function hasRow(contract: Contract, key: Contract['rows'][number]['key']): boolean {
  return contract.rows.some((row) => row.key === key);
}
