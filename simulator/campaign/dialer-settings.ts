import type { DialMode, OptimizationMethod } from '../../receiver/contract/vocabulary.ts';

/** One calling list as dialing sees it. */
export interface CallingListSettings {
  readonly name: string;
  /** Its identifier in the configuration database. */
  readonly dbid: number;
  /** Ready records at the first load; each is dialed once. */
  readonly records: number;
  /** Fraction of 1; default: the group's. */
  readonly answerRate?: number;
}

/** What the statistical model of one group's dialing goes by. */
export interface DialerSettings {
  /** Agents logged in and ready for this group, all the time. */
  readonly agents: number;
  readonly callingLists: readonly CallingListSettings[];
  /** Share of dial attempts that a live party answers. */
  readonly answerRate: number;
  /** Mean time from dialing to a result, answered or not; single ones spread evenly from half to one and a half of it. */
  readonly ringSeconds: number;
  /** Mean talk time; spreads in the same way. */
  readonly talkSeconds: number;
  /** Wrap-up after each talk, always the same; the agent and the call count as busy until it is over. */
  readonly wrapUpSeconds: number;
  /** How long an agent looks at a record before it is dialed, in preview modes. */
  readonly previewSeconds: number;
  /** How long a live party that finds no free agent waits before it hangs up or is dropped: the tendency to abandon. */
  readonly patienceSeconds: number;
  /** Attempts kept ringing for each free agent in power modes, whatever the answer rate. */
  readonly powerLines: number;
  /** Attempts that must have completed since the load before a predictive mode predicts; until then it paces as progressive. */
  readonly historyLength: number;
}

/** How dialing is told to pace. */
export interface DialOrder {
  readonly mode: DialMode;
  readonly optimizeBy: OptimizationMethod;
  /** Whole percent or whole seconds, as the method wants. */
  readonly goal: number;
}

/**
 * The defaults of a group's dialing: 30 agents; 30 % answers; 20 s to a result; 180 s talk and 30 s wrap-up; 20 s preview; 2 s
 * patience; 3 power lines; a history of 100 attempts.
 *
 * @assumption all of them, as a mid-sized outbound team would have it; two seconds is the usual legal limit for a live party
 * without an agent
 */
export const DIALER_DEFAULTS = {
  agents: 30,
  answerRate: 0.3,
  ringSeconds: 20,
  talkSeconds: 180,
  wrapUpSeconds: 30,
  previewSeconds: 20,
  patienceSeconds: 2,
  powerLines: 3,
  historyLength: 100,
} as const satisfies Omit<DialerSettings, 'callingLists'>;

/**
 * How a group is configured to dial where a command does not say: Predict by BusyFactor (documented as configuration defaults)
 * towards 80 percent (documented as an example).
 */
export const DIAL_ORDER_DEFAULT = {
  mode: 'Predict',
  optimizeBy: 'BusyFactor',
  goal: 80,
} as const satisfies DialOrder;

/** Complete settings: what is given, over the defaults. */
export function dialerSettings(
  callingLists: readonly CallingListSettings[],
  given: Partial<Omit<DialerSettings, 'callingLists'>> = {},
): DialerSettings {
  return { ...DIALER_DEFAULTS, ...given, callingLists };
}
