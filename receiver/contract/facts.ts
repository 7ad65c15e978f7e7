import type { DialMode, EventName, GroupState, OptimizationMethod } from './vocabulary.ts';

/** What is known about one calling list at the instant of a notification. */
export interface CallingListFacts {
  readonly callingListName: string;
  readonly callingListDbid: number;
  /** Fraction of 1; null while unknown. */
  readonly hitRatio: number | null;
  /** Seconds; null while unknown. */
  readonly timeToComplete: number | null;
}

/**
 * What a notification tells, in our own words: the input of the contract. Wire names, spellings and the form of what is not
 * relevant are the contract's business, so the same facts serve every release and site.
 */
export interface Facts {
  readonly event: EventName;
  /** The state after the event. */
  readonly state: GroupState;
  readonly tenantName: string;
  readonly tenantCcid: string;
  readonly campaignGroupName: string;
  readonly campaignGroupGuid: string;
  readonly groupName: string;
  /** Null where the configuration has none; so too the template. */
  readonly campaignName: string | null;
  readonly campaignTemplateName: string | null;
  readonly queueName: string;
  readonly dialMode: DialMode;
  readonly optimizeBy: OptimizationMethod;
  /** Percent or seconds, as the optimization method wants. */
  readonly optimizeGoal: number;
  readonly busyFactor: number | null;
  readonly hitRatio: number | null;
  readonly overdialRate: number | null;
  readonly timeToComplete: number | null;
  readonly info: string;
  readonly callingLists: readonly CallingListFacts[];
}
