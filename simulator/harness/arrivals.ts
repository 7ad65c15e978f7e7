import type { Contract, JsonObject } from '../../receiver/contract/contract.ts';
import { groupNamesOf } from '../../receiver/contract/group-labels.ts';
import { identifier } from '../../receiver/contract/identify.ts';
import type { Arrival } from '../../receiver/expect/observation.ts';
import type { Content, ReceivedRecord } from '../../receiver/journal/record.ts';
import type { ReplySubject } from '../../receiver/reply/reply-plan.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Reads records as arrivals, with groups by the scenario's own names. */
export class Arrivals {
  readonly #identify: ReturnType<typeof identifier>;
  readonly #labels: ReadonlyMap<string, string>;
  /** Labels of the groups of each name. */
  readonly #byName: ReadonlyMap<string, readonly string[]>;
  readonly #epochMs: number;

  constructor(scenario: Scenario) {
    const { contract, groups, epochMs } = scenario;
    this.#identify = identifier(contract);
    this.#epochMs = epochMs;
    const byCcid = hasRow(contract, 'tenantCcid');
    const knowsTenants = byCcid || hasRow(contract, 'tenantName');
    this.#labels = new Map(
      groups.map(({ settings: { campaignGroupName, tenantCcid, tenantName, label } }) => [
        keyOf(campaignGroupName, knowsTenants ? (byCcid ? tenantCcid : tenantName) : null),
        label,
      ]),
    );
    const byName = new Map<string, string[]>();
    for (const { settings } of groups) {
      const same = byName.get(settings.campaignGroupName);
      if (same === undefined) byName.set(settings.campaignGroupName, [settings.label]);
      else same.push(settings.label);
    }
    this.#byName = byName;
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

  #read(body: JsonObject): Pick<Arrival, 'event' | 'state' | 'dialMode' | 'group' | 'groupNames'> {
    const { event, state, dialMode, campaignGroup, tenantCcid } = this.#identify(body);
    if (campaignGroup === null) return { event, state, dialMode, group: null };
    const label = this.#labels.get(keyOf(campaignGroup, tenantCcid)) ?? this.#only(campaignGroup, tenantCcid);
    if (label !== undefined) return { event, state, dialMode, group: label };
    return {
      event,
      state,
      dialMode,
      group: campaignGroup,
      groupNames: groupNamesOf(campaignGroup, tenantCcid),
    };
  }

  /** A body without a tenant is about the only group of its name. */
  #only(campaignGroup: string, tenant: string | null): string | undefined {
    const same = tenant === null ? this.#byName.get(campaignGroup) : undefined;
    return same?.length === 1 ? same[0] : undefined;
  }
}

function keyOf(campaignGroup: string, tenant: string | null): string {
  return `${tenant ?? ''}\n${campaignGroup}`;
}

function hasRow(contract: Contract, key: Contract['rows'][number]['key']): boolean {
  return contract.rows.some((row) => row.key === key);
}
