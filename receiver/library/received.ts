import type { Contract, JsonObject } from '../contract/contract.ts';
import { GroupLabels, groupNamesOf } from '../contract/group-labels.ts';
import { identifier } from '../contract/identify.ts';
import { bodyJudge, type FieldDifference } from '../contract/judge.ts';
import type { Arrival } from '../expect/observation.ts';
import type { ReceivedRecord } from '../journal/record.ts';
import { arrivedAtMs } from '../journal/record.ts';

/** A request that arrived, read by the contract in force. `Typed` is what a conforming body is. */
export interface ReceivedNotification<Typed = JsonObject> extends Arrival {
  /** The record's number: from 1, in the order of arrival. */
  readonly number: number;
  /** The campaign group's name on the wire; null where the body does not say. */
  readonly group: string | null;
  /** Everything in which the body is not what the contract demands of its release, event and state; empty for a body that is no JSON object. */
  readonly differences: readonly FieldDifference[];
  /** The body with its type. Null where it is not what the contract demands: then its type would be a lie, and `body` has it untyped. */
  readonly notification: Typed | null;
}

/** Reads records; built once per contract. */
export interface RecordReader<Typed> {
  /** `atMs` counts from `startMs`. */
  readonly arrival: (record: ReceivedRecord, startMs: number) => Arrival;
  readonly received: (arrival: Arrival) => ReceivedNotification<Typed>;
}

/** A reader of records under one contract. The contract is asked only when `differences` or `notification` are. */
export function recordReader<Typed>(contract: Contract): RecordReader<Typed> {
  const identify = identifier(contract);
  const judge = bodyJudge(contract);
  const labels = new GroupLabels();
  return {
    arrival(record, startMs) {
      const { content } = record;
      const body = content.kind === 'object' ? content.value : null;
      const atMs = arrivedAtMs(record) - startMs;
      if (body === null)
        return {
          kind: 'arrival',
          record,
          body,
          event: null,
          state: null,
          dialMode: null,
          group: null,
          atMs,
        };
      const { event, state, dialMode, campaignGroup, tenantCcid } = identify(body);
      const read = { kind: 'arrival', record, body, event, state, dialMode, atMs } as const;
      if (campaignGroup === null) return { ...read, group: null };
      const { label, tenant } = labels.of(campaignGroup, tenantCcid);
      return { ...read, group: label, groupNames: groupNamesOf(campaignGroup, tenant) };
    },
    received: (arrival) => {
      const { body, record } = arrival;
      const differences = (): readonly FieldDifference[] => (body === null ? [] : judge(body));
      return {
        ...arrival,
        group: arrival.groupNames?.[0] ?? arrival.group,
        number: record.number,
        get differences() {
          return differences();
        },
        get notification() {
          const { content } = record;
          const conforms =
            content.kind === 'object' && content.duplicateKeys.length === 0 && differences().length === 0;
          return conforms ? (body as Typed) : null;
        },
      };
    },
  };
}
