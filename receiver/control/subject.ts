import type { Contract, ContractRow, JsonObject, JsonValue } from '../contract/contract.ts';
import { identifier } from '../contract/identify.ts';
import type { DialMode, EventName, GroupState } from '../contract/vocabulary.ts';
import { isNumber } from '../document/exact-number.ts';
import type { StatisticName } from './messages.ts';

/** Who and what a notification speaks of, as lists and groups tell it. */
export interface Subject {
  readonly event: EventName | null;
  readonly state: GroupState | null;
  readonly dialMode: DialMode | null;
  /** By its label in a run, else by its name on the wire. */
  readonly group: string | null;
  /** Contact Center ID. */
  readonly tenant: string | null;
}

export type SubjectReader = (body: JsonObject) => Subject;

/** What is known of a body without any. */
export const NO_SUBJECT: Subject = { event: null, state: null, dialMode: null, group: null, tenant: null };

/**
 * Reads subjects out of bodies. `labelOf` gives a campaign group the name that a scenario has for it; by default it goes by its own.
 */
export function subjectReader(
  contract: Contract,
  labelOf: (campaignGroup: string, tenantCcid: string | null) => string = (name) => name,
): SubjectReader {
  const identify = identifier(contract);
  return (body) => {
    const { event, state, dialMode, campaignGroup, tenantCcid } = identify(body);
    const group = campaignGroup === null ? null : labelOf(campaignGroup, tenantCcid);
    return { event, state, dialMode, group, tenant: tenantCcid };
  };
}

/** The four statistics in the order in which they are kept. */
export const STATISTIC_NAMES = [
  'busyFactor',
  'hitRatio',
  'overdialRate',
  'timeToComplete',
] as const satisfies readonly StatisticName[];

/** Puts a body's four statistics into `values`, NaN for what is not known; false where the body has none at all. */
export type StatisticsReader = (body: JsonObject, values: Float64Array) => boolean;

/** Reads the statistics of bodies under one contract. A site may send them as text. */
export function statisticsReader(contract: Contract): StatisticsReader {
  const rows = STATISTIC_NAMES.map((key): ContractRow | undefined =>
    contract.rows.find((row) => row.key === key),
  );
  return (body, values) => {
    let any = false;
    rows.forEach((row, index) => {
      values[index] = row === undefined ? Number.NaN : numberOf(body[row.name]);
      if (!Number.isNaN(values[index]!)) any = true;
    });
    return any;
  };
}

function numberOf(value: JsonValue | undefined): number {
  if (isNumber(value)) return Number(value);
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}
