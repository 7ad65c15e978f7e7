import { PAGES, type Sourced } from '../../receiver/contract/mark.ts';
import type { EventName, GroupState } from '../../receiver/contract/vocabulary.ts';
import type { CommandName } from './command.ts';

/** One event to report, with the state that the group is in after it. */
export interface ReportedStep {
  readonly event: EventName;
  readonly state: GroupState;
}

/** One row of the life cycle: what a command does to a group in one of the states `from`. */
export interface LifeCycleRow extends Sourced {
  readonly from: readonly GroupState[];
  readonly command: CommandName;
  /** The row holds only with, or only without calls in progress; null: either way. */
  readonly callsInProgress: boolean | null;
  /** The state straight after the command; null: unchanged. */
  readonly to: GroupState | null;
  /** Reported at once, in order. A state of null is the group's own, which does not change. */
  readonly reports: readonly { readonly event: EventName; readonly state: GroupState | null }[];
  /** What follows by itself once the calls in progress have ended. */
  readonly afterCalls: ReportedStep | null;
}

const commands = 'the commands and events are documented by name';
const statServer = "Stat Server's campaign statuses: running ends by a stop or by an unload request";
const stateNames = "the vendor's state names WaitingUnload and UnloadInProgress";
const none = 'no public page settles it';

/** The life cycle of a campaign group, row by row. A pair of state and command without a row is refused (assumed). */
export const LIFE_CYCLE = [
  {
    from: ['NotLoaded'],
    command: 'Load',
    callsInProgress: null,
    to: 'Active',
    reports: [{ event: 'loaded', state: 'Active' }],
    afterCalls: null,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    from: ['Active'],
    command: 'StartDialing',
    callsInProgress: null,
    to: 'Running',
    reports: [{ event: 'started', state: 'Running' }],
    afterCalls: null,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    from: ['Running'],
    command: 'SetDialingMode',
    callsInProgress: null,
    to: 'Running',
    reports: [{ event: 'dial mode changed', state: 'Running' }],
    afterCalls: null,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    from: ['Running'],
    command: 'StopDialing',
    callsInProgress: null,
    to: 'Active',
    reports: [{ event: 'stopped', state: 'Active' }],
    afterCalls: null,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    from: ['Active'],
    command: 'Unload',
    callsInProgress: false,
    to: 'NotLoaded',
    reports: [{ event: 'unloaded', state: 'NotLoaded' }],
    afterCalls: null,
    mark: 'documented',
    source: PAGES.published,
  },
  {
    from: ['Active'],
    command: 'Unload',
    callsInProgress: true,
    to: 'WaitingUnload',
    reports: [],
    afterCalls: { event: 'unloaded', state: 'NotLoaded' },
    mark: 'inferred',
    source: stateNames,
  },
  {
    from: ['Running'],
    command: 'Unload',
    callsInProgress: false,
    to: 'NotLoaded',
    reports: [
      { event: 'stopped', state: 'Active' },
      { event: 'unloaded', state: 'NotLoaded' },
    ],
    afterCalls: null,
    mark: 'inferred',
    source: statServer,
  },
  {
    from: ['Running'],
    command: 'Unload',
    callsInProgress: true,
    to: 'WaitingUnload',
    reports: [{ event: 'stopped', state: 'Active' }],
    afterCalls: { event: 'unloaded', state: 'NotLoaded' },
    mark: 'inferred',
    source: `${statServer}; ${stateNames}`,
  },
  {
    from: ['Active', 'Running', 'WaitingUnload'],
    command: 'ForceUnload',
    callsInProgress: null,
    to: 'NotLoaded',
    reports: [{ event: 'unloaded forcefully', state: 'NotLoaded' }],
    afterCalls: null,
    mark: 'assumed',
    source: `${none}; ${commands}`,
  },
  {
    from: ['Active', 'Running', 'WaitingUnload'],
    command: 'GeneralInfo',
    callsInProgress: null,
    to: null,
    reports: [{ event: 'general info', state: null }],
    afterCalls: null,
    mark: 'assumed',
    source: `${PAGES.draft} name the event and leave its content and occasion unspecified`,
  },
  {
    from: ['NotLoaded', 'WaitingUnload', 'UnloadInProgress', 'InActive', 'Active', 'Running'],
    command: 'GetCampaignStatus',
    callsInProgress: null,
    to: null,
    reports: [],
    afterCalls: null,
    mark: 'assumed',
    source: `the command is documented by name; that it answers in every state and reports nothing is ours`,
  },
] as const satisfies readonly LifeCycleRow[];
