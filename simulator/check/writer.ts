import type { Contract } from '../../receiver/contract/contract.ts';
import type { CallingListFacts, Facts } from '../../receiver/contract/facts.ts';
import type { EventName, GroupState } from '../../receiver/contract/vocabulary.ts';
import { randomFor } from '../../receiver/random.ts';
import { bodyBuilder } from '../sender/build.ts';
import type { CaseContext, CaseRequest } from './case.ts';

/** What a notification tells beside its event; what is left out is as for a group that dials predictively. */
export type Telling = Partial<Omit<Facts, 'event'>>;

const STATE_AFTER: Readonly<Record<EventName, GroupState>> = {
  loaded: 'Active',
  started: 'Running',
  'dial mode changed': 'Running',
  'general info': 'Running',
  periodic: 'Running',
  stopped: 'Active',
  unloaded: 'NotLoaded',
  'unloaded forcefully': 'NotLoaded',
};

/** Two lists. All are fractions: what becomes of whole numbers among them is a matter of family 5, and of no other. */
const LISTS: readonly CallingListFacts[] = [
  { callingListName: 'East', callingListDbid: 101, hitRatio: 0.28, timeToComplete: 480.5 },
  { callingListName: 'West', callingListDbid: 102, hitRatio: 0.32, timeToComplete: 612.25 },
];

/** Writes the notifications of one case: facts in, requests by the contract out. */
export interface Writer {
  readonly contract: Contract;
  /** One notification. The state follows from the event unless it is told. */
  write(event: EventName, telling?: Telling): CaseRequest;
}

/** @param number of the case, so that each has campaign groups and sessions of its own */
export function writerOf(number: string, context: CaseContext, contract = context.contract): Writer {
  const build = bodyBuilder(contract);
  const random = randomFor(context.seed, `check ${number}`);
  const tenantCcid = random.uuid();
  const guids = new Map<string, string>();
  const guidOf = (group: string): string => {
    const guid = guids.get(group) ?? random.uuid();
    guids.set(group, guid);
    return guid;
  };
  return {
    contract,
    write(event, telling = {}) {
      const state = telling.state ?? STATE_AFTER[event];
      const group = telling.campaignGroupName ?? `Case ${number}@Agents East`;
      const facts: Facts = {
        event,
        state,
        tenantName: 'Acme',
        tenantCcid,
        campaignGroupName: group,
        campaignGroupGuid: telling.campaignGroupGuid ?? guidOf(group),
        groupName: 'Agents East',
        campaignName: `Case ${number}`,
        campaignTemplateName: 'Spring template',
        queueName: '7001@SIP_Switch',
        dialMode: state === 'Running' ? 'Predict' : 'NoDialMode',
        optimizeBy: 'BusyFactor',
        optimizeGoal: 80,
        busyFactor: 0.85,
        hitRatio: 0.3,
        overdialRate: 0.02,
        timeToComplete: 540.5,
        info: event === 'general info' ? 'Calling list West is nearly exhausted' : '',
        callingLists: LISTS,
        ...telling,
      };
      return requestOf(JSON.stringify(build(facts)), event, group, contract);
    },
  };
}

/** A notification whose body is made. */
export function requestOf(
  body: string,
  event: EventName,
  group: string,
  contract: Contract | null,
): CaseRequest {
  return { body, about: `${event} of ${group}`, group, event, contract };
}

/** So many of them, from 1. */
export function times<T>(count: number, make: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
