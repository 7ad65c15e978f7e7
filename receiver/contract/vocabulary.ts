// The field's words, exactly as the vendor spells them, and what they look like on the wire by default.
// Events, group states, dial modes and optimization methods: one table each, everything else refers to them.

import { PAGES, type Sourced } from './mark.ts';

/** What OCS reports. `userEvent` is the default spelling of `GSW_USER_EVENT`; a contract file can respell it. */
export interface EventWord extends Sourced {
  readonly name: string;
  readonly when: string;
  readonly userEvent: string;
  /** The mark of the spelling, which is weaker than that of the event itself. */
  readonly userEventMark: Sourced;
}

const desktopNotification: Sourced = {
  mark: 'inferred',
  source: "OCS's notification of the same events to the desktop, where this value is documented",
};
const modeChangedNeighbour: Sourced = {
  mark: 'inferred',
  source: "OCS's notification of the same events to the desktop, by its neighbours' spelling",
};
const ours: Sourced = { mark: 'assumed', source: 'no public page shows the value' };

export const EVENTS = [
  {
    name: 'loaded',
    when: 'the campaign group was loaded',
    userEvent: 'CampaignLoaded',
    userEventMark: desktopNotification,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    name: 'started',
    when: 'dialing started',
    userEvent: 'CampaignStarted',
    userEventMark: desktopNotification,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    name: 'stopped',
    when: 'dialing stopped',
    userEvent: 'CampaignStopped',
    userEventMark: desktopNotification,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    name: 'unloaded',
    when: 'the campaign group was unloaded',
    userEvent: 'CampaignUnloaded',
    userEventMark: desktopNotification,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    name: 'unloaded forcefully',
    when: 'the campaign group was unloaded by force',
    userEvent: 'CampaignForceUnloaded',
    userEventMark: ours,
    mark: 'documented',
    source: `${PAGES.draft}; gone from ${PAGES.published}`,
  },
  {
    name: 'dial mode changed',
    when: 'the dial mode changed while dialing',
    userEvent: 'CampaignModeChanged',
    userEventMark: modeChangedNeighbour,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    name: 'general info',
    when: 'there is general information about the campaign group; its content is unspecified',
    userEvent: 'CampaignInfo',
    userEventMark: ours,
    mark: 'documented',
    source: `${PAGES.draft}; gone from ${PAGES.published}`,
  },
  {
    name: 'periodic',
    when: 'at the configured interval while the group is loaded, with statistics of the group and its calling lists',
    userEvent: 'CampaignActivity',
    userEventMark: ours,
    mark: 'documented',
    source: PAGES.published,
  },
] as const satisfies readonly EventWord[];

/** What a notification is about, in the words of scenarios. */
export type EventName = (typeof EVENTS)[number]['name'];
export const EVENT_NAMES: readonly EventName[] = EVENTS.map((event) => event.name);

/** A state of a campaign group inside OCS; `reported` is the default spelling of `GSW_CAMPAIGN_GROUP_STATE`. */
export interface StateWord extends Sourced {
  readonly name: string;
  /** Numbered from 0 in the vendor's order (inferred); not on the wire. */
  readonly number: number;
  readonly meaning: string;
  readonly reported: string;
  readonly reportedMark: Sourced;
}

const logText: Sourced = {
  mark: 'inferred',
  source: `a status name in the log text of one of ${PAGES.draft}`,
};
const namesDocumented = {
  mark: 'documented',
  source: 'GroupState of the vendor, names documented, numbers inferred',
} as const;

export const GROUP_STATES = [
  {
    name: 'NotLoaded',
    number: 0,
    meaning: 'not loaded',
    reported: 'CampaignNotLoaded',
    reportedMark: ours,
    ...namesDocumented,
  },
  {
    name: 'WaitingUnload',
    number: 1,
    meaning: 'unload requested, calls still in progress',
    reported: 'CampaignUnloading',
    reportedMark: ours,
    ...namesDocumented,
  },
  {
    name: 'UnloadInProgress',
    number: 2,
    meaning: 'being unloaded',
    reported: 'CampaignUnloading',
    reportedMark: ours,
    ...namesDocumented,
  },
  {
    name: 'InActive',
    number: 3,
    meaning: 'named by the vendor; no command of the life cycle leads here',
    reported: 'CampaignNotLoaded',
    reportedMark: ours,
    ...namesDocumented,
  },
  {
    name: 'Active',
    number: 4,
    meaning: 'loaded, not dialing',
    reported: 'CampaignActive',
    reportedMark: logText,
    ...namesDocumented,
  },
  {
    name: 'Running',
    number: 5,
    meaning: 'dialing',
    reported: 'CampaignRunning',
    reportedMark: logText,
    ...namesDocumented,
  },
] as const satisfies readonly StateWord[];

/** A state of a campaign group inside OCS, as the vendor names it. */
export type GroupState = (typeof GROUP_STATES)[number]['name'];
export const GROUP_STATE_NAMES: readonly GroupState[] = GROUP_STATES.map((state) => state.name);

/** How a dial mode paces its calls; seizing and GVP variants pace as their plain ones (inferred). */
export type Pacing = 'none' | 'predictive' | 'progressive' | 'preview' | 'power';

export interface DialModeWord extends Sourced {
  readonly name: string;
  /** CfgDialMode, counted from 0 in the vendor's order (inferred). */
  readonly number: number;
  /** The vendor's spelling of the enumeration's member. */
  readonly member: string;
  readonly pacing: Pacing;
  /**
   * Only one campaign group at a time may run in such a mode on one agent or place group (documented, OU/latest/Dep/Campaigns).
   * @assumption Power and PowerAndSeize, which the page does not name, run beside anything
   */
  readonly exclusive: boolean;
}

const cfgDialMode = {
  mark: 'documented',
  source: 'CfgDialMode: names and order documented, numbers inferred',
} as const;

export const DIAL_MODES = [
  {
    name: 'NoDialMode',
    number: 0,
    member: 'CFGDMNoDialMode',
    pacing: 'none',
    exclusive: false,
    ...cfgDialMode,
  },
  {
    name: 'Predict',
    number: 1,
    member: 'CFGDMPredict',
    pacing: 'predictive',
    exclusive: true,
    ...cfgDialMode,
  },
  {
    name: 'Progress',
    number: 2,
    member: 'CFGDMProgress',
    pacing: 'progressive',
    exclusive: true,
    ...cfgDialMode,
  },
  { name: 'Preview', number: 3, member: 'CFGDMPreview', pacing: 'preview', exclusive: false, ...cfgDialMode },
  {
    name: 'ProgressAndSeize',
    number: 4,
    member: 'CFGDMProgressAndSeize',
    pacing: 'progressive',
    exclusive: true,
    ...cfgDialMode,
  },
  {
    name: 'PredictAndSeize',
    number: 5,
    member: 'CFGDMPredictAndSeize',
    pacing: 'predictive',
    exclusive: true,
    ...cfgDialMode,
  },
  { name: 'Power', number: 6, member: 'CFGDMPower', pacing: 'power', exclusive: false, ...cfgDialMode },
  {
    name: 'PowerAndSeize',
    number: 7,
    member: 'CFGDMPowerAndSeize',
    pacing: 'power',
    exclusive: false,
    ...cfgDialMode,
  },
  {
    name: 'PushPreview',
    number: 8,
    member: 'CFGDMPushPreview',
    pacing: 'preview',
    exclusive: false,
    ...cfgDialMode,
  },
  {
    name: 'ProgressGVP',
    number: 9,
    member: 'CFGDMProgressGVP',
    pacing: 'progressive',
    exclusive: false,
    ...cfgDialMode,
  },
  {
    name: 'PredictGVP',
    number: 10,
    member: 'CFGDMPredictGVP',
    pacing: 'predictive',
    exclusive: true,
    ...cfgDialMode,
  },
  {
    name: 'PowerGVP',
    number: 11,
    member: 'CFGDMPowerGVP',
    pacing: 'power',
    exclusive: false,
    ...cfgDialMode,
  },
] as const satisfies readonly DialModeWord[];

/** A dial mode by its word, without the prefix of the vendor's member. */
export type DialMode = (typeof DIAL_MODES)[number]['name'];
export const DIAL_MODE_NAMES: readonly DialMode[] = DIAL_MODES.map((mode) => mode.name);

const dialModesByName = new Map(DIAL_MODES.map((mode) => [mode.name, mode]));

export function dialModeWord(name: DialMode): (typeof DIAL_MODES)[number] {
  return dialModesByName.get(name)!;
}

/** The unit of the goal follows the method: percent for busy factor and overdial rate, seconds for waiting time (inferred). */
export interface OptimizationWord extends Sourced {
  readonly name: string;
  /** CfgOptimizationMethod, counted from 0 (inferred); null where no public page gives the number. */
  readonly number: number | null;
  readonly member: string;
  readonly goalUnit: 'percent' | 'seconds' | null;
}

const cfgOptimization = {
  mark: 'documented',
  source: 'CfgOptimizationMethod: names and order documented, numbers inferred',
} as const;

export const OPTIMIZATION_METHODS = [
  {
    name: 'NoOptimizationMethod',
    number: 0,
    member: 'CFGOMNoOptimizationMethod',
    goalUnit: null,
    ...cfgOptimization,
  },
  { name: 'BusyFactor', number: 1, member: 'CFGOMBusyFactor', goalUnit: 'percent', ...cfgOptimization },
  { name: 'OverdialRate', number: 2, member: 'CFGOMOverdialRate', goalUnit: 'percent', ...cfgOptimization },
  { name: 'WaitTime', number: 3, member: 'CFGOMWaitTime', goalUnit: 'seconds', ...cfgOptimization },
  {
    name: 'DistributionTime',
    number: null,
    member: 'CFGOMDistributionTime',
    goalUnit: null,
    ...cfgOptimization,
  },
  { name: 'MaximumGain', number: null, member: 'CFGOMMaximumGain', goalUnit: null, ...cfgOptimization },
] as const satisfies readonly OptimizationWord[];

export type OptimizationMethod = (typeof OPTIMIZATION_METHODS)[number]['name'];
export const OPTIMIZATION_METHOD_NAMES: readonly OptimizationMethod[] = OPTIMIZATION_METHODS.map(
  (method) => method.name,
);
