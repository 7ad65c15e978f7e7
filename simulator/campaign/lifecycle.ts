// What a campaign group does when it is told something: decided from plain data, so that a running group and a checker of
// scenarios, which has no running group, ask the same question. The table is life-cycle-table.ts; what stands here besides is which
// dial modes and goals a command may name.

import {
  type DialMode,
  dialModeWord,
  type GroupState,
  type OptimizationMethod,
} from '../../receiver/contract/vocabulary.ts';
import type { Command } from './command.ts';
import { LIFE_CYCLE, type LifeCycleRow, type ReportedStep } from './life-cycle-table.ts';
import { optimizationRefusal } from './optimization-goal.ts';
import { type Refused, refused } from './refusal.ts';

export { COMMAND_NAMES, type Command, type CommandName } from './command.ts';

/** All that a decision depends on. */
export interface Situation {
  readonly state: GroupState;
  /** The mode that is dialed in; NoDialMode while not dialing. */
  readonly dialMode: DialMode;
  /** The method and the goal in force; kept while not dialing and through modes that optimize nothing. */
  readonly optimizeBy: OptimizationMethod;
  readonly optimizeGoal: number;
  /** `unknown` where nobody can tell, as in a scenario that is only read. */
  readonly callsInProgress: boolean | 'unknown';
}

/** A command that is carried out. */
export interface Accepted {
  readonly kind: 'accepted';
  /** The state straight after the command. */
  readonly to: GroupState;
  /** What is reported at once, in order, each with the state after it. */
  readonly reports: readonly ReportedStep[];
  /** What follows by itself once the calls in progress have ended; null where nothing does. */
  readonly afterCalls: ReportedStep | null;
  /**
   * False where it depends on calls in progress of which nothing is known. The answer is then the one with calls in progress;
   * without, `afterCalls` comes at once.
   */
  readonly certain: boolean;
  /** Dial mode, method and goal after the command. */
  readonly dialMode: DialMode;
  readonly optimizeBy: OptimizationMethod;
  readonly optimizeGoal: number;
  /** What can be said of calls in progress from the command on; they begin and end by themselves while dialing. */
  readonly callsInProgress: boolean | 'unknown';
  /** The row of the table that decided, with its mark and source. */
  readonly row: LifeCycleRow;
}

export type Decision = Accepted | Refused;

/**
 * Dial modes that may change into each other while dialing; every other change needs a stop and a start. Documented,
 * OU/latest/Dep/DialingModes.
 */
export const MODE_CHANGES: readonly (readonly [DialMode, DialMode])[] = [
  ['Predict', 'Progress'],
  ['PredictAndSeize', 'ProgressAndSeize'],
];

/** A group that is not loaded, with what its configuration says of dialing. */
export function notLoaded(optimizeBy: OptimizationMethod = 'BusyFactor', optimizeGoal = 80): Situation {
  return { state: 'NotLoaded', dialMode: 'NoDialMode', optimizeBy, optimizeGoal, callsInProgress: false };
}

/**
 * Decides a command: accepted with what to report, or refused with the reason and what to do instead. Pure; the exclusion between
 * groups on one agent group is not decided here (see agent-groups.ts).
 *
 * @assumption every pair of state and command without a row in the table is refused and reports nothing
 */
export function decide(situation: Situation, command: Command): Decision {
  const calls = situation.callsInProgress !== false;
  const row = table.find(
    (each) =>
      each.command === command.name &&
      each.from.includes(situation.state) &&
      (each.callsInProgress === null || each.callsInProgress === calls),
  );
  if (row === undefined) return pairRefusal(situation.state, command);
  const dialing = dialingAfter(situation, command, row);
  if (dialing.kind === 'refused') return dialing;
  return {
    kind: 'accepted',
    to: row.to ?? situation.state,
    reports: row.reports.map(({ event, state }) => ({ event, state: state ?? situation.state })),
    afterCalls: row.afterCalls,
    certain: row.callsInProgress === null || situation.callsInProgress !== 'unknown',
    dialMode: dialing.dialMode,
    optimizeBy: dialing.optimizeBy,
    optimizeGoal: dialing.optimizeGoal,
    callsInProgress: callsAfter(situation, row),
    row,
  };
}

/**
 * All situations that a group may be in some time after an accepted command, if nobody tells it anything more: one, or two where
 * calls in progress may end by themselves. For checkers, which follow every possibility.
 */
export function situationsAfter(accepted: Accepted): readonly Situation[] {
  const { to, dialMode, optimizeBy, optimizeGoal, callsInProgress, afterCalls } = accepted;
  const first: Situation = { state: to, dialMode, optimizeBy, optimizeGoal, callsInProgress };
  if (afterCalls === null) return [first];
  return [first, { ...first, state: afterCalls.state, callsInProgress: false }];
}

const table: readonly LifeCycleRow[] = LIFE_CYCLE;

function callsAfter(situation: Situation, row: LifeCycleRow): boolean | 'unknown' {
  const to = row.to ?? situation.state;
  if (to === 'NotLoaded') return false;
  // While dialing they come and go, and once it has stopped those there are end by themselves.
  return situation.callsInProgress === false && to !== 'Running' ? false : 'unknown';
}

type Dialing =
  | {
      readonly kind: 'dialing';
      readonly dialMode: DialMode;
      readonly optimizeBy: OptimizationMethod;
      readonly optimizeGoal: number;
    }
  | Refused;

function dialingAfter(situation: Situation, command: Command, row: LifeCycleRow): Dialing {
  const kept = { optimizeBy: situation.optimizeBy, optimizeGoal: situation.optimizeGoal };
  if (command.name !== 'StartDialing' && command.name !== 'SetDialingMode') {
    const dialMode = (row.to ?? situation.state) === 'Running' ? situation.dialMode : 'NoDialMode';
    return { kind: 'dialing', dialMode, ...kept };
  }
  const wanted = {
    kind: 'dialing',
    dialMode: command.mode,
    optimizeBy: command.optimizeBy ?? situation.optimizeBy,
    optimizeGoal: command.goal ?? situation.optimizeGoal,
  } as const;
  if (command.mode === 'NoDialMode') {
    return refused(
      'no dial mode',
      `${command.name} needs a dial mode, and NoDialMode is none`,
      command.name === 'StartDialing' ? 'name a mode such as Predict' : 'use StopDialing to stop dialing',
    );
  }
  if (command.name === 'SetDialingMode') {
    const trouble = modeChangeRefusal(situation, wanted);
    if (trouble) return trouble;
  }
  if (dialModeWord(command.mode).pacing !== 'predictive') return wanted;
  return optimizationRefusal(command.mode, wanted.optimizeBy, wanted.optimizeGoal) ?? wanted;
}

/**
 * @assumption the mode that the group has already is refused, except that a predictive mode takes another method or goal, which is
 * reported as a dial mode change
 */
function modeChangeRefusal(situation: Situation, wanted: Exclude<Dialing, Refused>): Refused | null {
  const from = situation.dialMode;
  const to = wanted.dialMode;
  if (from === to) {
    const predictive = dialModeWord(from).pacing === 'predictive';
    const changes =
      wanted.optimizeBy !== situation.optimizeBy || wanted.optimizeGoal !== situation.optimizeGoal;
    if (predictive && changes) return null;
    return refused(
      'same dial mode',
      `the group dials in ${from} already`,
      predictive ? 'name another dial mode, optimization method or goal' : 'name another dial mode',
    );
  }
  if (MODE_CHANGES.some((pair) => pair.includes(from) && pair.includes(to))) return null;
  return refused(
    'mode change not allowed',
    `the group cannot go from ${from} to ${to} while running`,
    `stop it and start it again in ${to} (allowed while running: ${MODE_CHANGES.map((pair) => pair.join(' <-> ')).join(', ')})`,
  );
}

function pairRefusal(state: GroupState, { name }: Command): Refused {
  switch (state) {
    case 'NotLoaded':
      return refused(
        'not loaded',
        `${name} needs a loaded group, and this one is not loaded`,
        'load it first',
      );
    case 'Active':
      return name === 'Load'
        ? refused('already loaded', 'the group is loaded already', 'unload it before it is loaded again')
        : refused(
            'not dialing',
            `${name} needs a dialing group, and this one does not dial`,
            'start it first',
          );
    case 'Running':
      return name === 'Load'
        ? refused('already loaded', 'the group is loaded and dials', 'unload it before it is loaded again')
        : refused('already dialing', 'the group dials already', 'use SetDialingMode, or stop it first');
    case 'WaitingUnload':
      return refused(
        'unloading',
        `${name} comes too late: the group unloads once its calls in progress have ended`,
        'wait for unloaded, or use ForceUnload to drop the calls',
      );
    case 'UnloadInProgress':
    case 'InActive':
      return refused('no command here', `a group in ${state} takes no ${name}`, 'ask for its status instead');
  }
}
