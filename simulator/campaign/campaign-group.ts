// One campaign group as OCS runs it: told what to do by commands, it keeps its state, dials by the model, and reports every event as
// facts. What becomes of a report is not its business, and all its time comes from the clock that it is given.

import type { Facts } from '../../receiver/contract/facts.ts';
import type {
  DialMode,
  EventName,
  GroupState,
  OptimizationMethod,
} from '../../receiver/contract/vocabulary.ts';
import { type Random, randomFor } from '../../receiver/random.ts';
import type { Clock, Timer } from '../time/clock.ts';
import type { AgentGroups } from './agent-groups.ts';
import type { Command } from './command.ts';
import { Dialer } from './dialer.ts';
import { DIAL_ORDER_DEFAULT, type DialerSettings, type DialOrder } from './dialer-settings.ts';
import type { DialingStatistics } from './dialing-statistics.ts';
import { type FixedStatistics, withFixed } from './fixed-statistics.ts';
import { groupFacts } from './group-facts.ts';
import type { GroupIdentity } from './identity.ts';
import type { ReportedStep } from './life-cycle-table.ts';
import { type Accepted, decide, type Situation } from './lifecycle.ts';
import { PeriodicTimer } from './periodic-timer.ts';
import type { Refused } from './refusal.ts';

export interface CampaignGroupSettings extends GroupIdentity {
  /** Names the group within the run; also its seed's label. */
  readonly label: string;
  readonly dialing: DialerSettings;
  /** The configured method and goal, in force until a command names others. Default: BusyFactor, 80. */
  readonly optimizeBy?: OptimizationMethod;
  readonly optimizeGoal?: number;
  /** Default: nothing is fixed. */
  readonly statistics?: FixedStatistics;
}

export interface Surroundings {
  readonly clock: Pick<Clock, 'nowMs' | 'at'>;
  readonly seed: number;
  readonly agentGroups: AgentGroups;
  /** Whole seconds between periodic messages as they are in force now; 0 for none. */
  readonly intervalSeconds: () => number;
  /** Called for every event, in order, at the instant of the event and with the group in the state after it. */
  readonly report: (event: Facts, group: CampaignGroup) => void;
}

/** A group as it stands, for an answer to GetCampaignStatus and for the screen. */
export interface GroupStatus {
  readonly state: GroupState;
  /** NoDialMode while not dialing. */
  readonly dialMode: DialMode;
  readonly optimizeBy: OptimizationMethod;
  readonly optimizeGoal: number;
  readonly callsInProgress: number;
  /** Null while not loaded; so too the statistics. */
  readonly campaignGroupGuid: string | null;
  readonly statistics: DialingStatistics | null;
}

export type CommandResult =
  | {
      readonly kind: 'accepted';
      /** What was reported at once, in order; an unload that waits for calls reports `unloaded` later. */
      readonly reports: readonly EventName[];
      /** The group after the command. */
      readonly status: GroupStatus;
    }
  | Refused;

/** What there is from a load to an unload. */
interface Session {
  readonly guid: string;
  readonly dialer: Dialer;
  periodicCount: number;
}

/**
 * A campaign group from configuration on; it begins not loaded. A command is carried out, and what it brings about at once is
 * reported, before `execute` returns; whoever is reported to gives no commands from within the report.
 *
 * @assumption the GUID names one load and is fresh at each; the calling lists stay as far dialed as they are over an unload;
 * statistics begin anew at each load
 */
export class CampaignGroup {
  readonly settings: CampaignGroupSettings;
  readonly #surroundings: Surroundings;
  readonly #guids: Random;
  readonly #periodic: PeriodicTimer;
  #state: GroupState = 'NotLoaded';
  #order: DialOrder;
  #session: Session | null = null;
  #loads = 0;
  #readyRecords: readonly number[];
  #callsEnd: Timer | null = null;

  constructor(settings: CampaignGroupSettings, surroundings: Surroundings) {
    this.settings = settings;
    this.#surroundings = surroundings;
    this.#guids = randomFor(surroundings.seed, `${settings.label}/guid`);
    this.#periodic = new PeriodicTimer(surroundings.clock, `periodic message of ${settings.label}`, () => {
      this.#session!.periodicCount += 1;
      surroundings.report(this.#facts('periodic', ''), this);
    });
    this.#readyRecords = settings.dialing.callingLists.map((list) => list.records);
    this.#order = {
      mode: 'NoDialMode',
      optimizeBy: settings.optimizeBy ?? DIAL_ORDER_DEFAULT.optimizeBy,
      goal: settings.optimizeGoal ?? DIAL_ORDER_DEFAULT.goal,
    };
  }

  get label(): string {
    return this.settings.label;
  }

  get state(): GroupState {
    return this.#state;
  }

  /** NoDialMode while not dialing. */
  get dialMode(): DialMode {
    return this.#order.mode;
  }

  /** Attempts that ring and calls with an agent, until the end of wrap-up. */
  get callsInProgress(): number {
    return this.#session?.dialer.callsInProgress(this.#nowMs) ?? 0;
  }

  /** Ready records of each calling list, in the order of the settings. */
  get readyRecords(): readonly number[] {
    return this.#session?.dialer.readyRecords(this.#nowMs) ?? this.#readyRecords;
  }

  /** What a decision of the life cycle depends on, as it is now. */
  get situation(): Situation {
    return {
      state: this.#state,
      dialMode: this.#order.mode,
      optimizeBy: this.#order.optimizeBy,
      optimizeGoal: this.#order.goal,
      callsInProgress: this.callsInProgress > 0,
    };
  }

  get status(): GroupStatus {
    return {
      state: this.#state,
      dialMode: this.#order.mode,
      optimizeBy: this.#order.optimizeBy,
      optimizeGoal: this.#order.goal,
      callsInProgress: this.callsInProgress,
      campaignGroupGuid: this.#session?.guid ?? null,
      statistics: this.#session === null ? null : this.#statistics(this.#session),
    };
  }

  /** Carries a command out, or refuses it: then nothing changes and nothing is reported. */
  execute(command: Command): CommandResult {
    const decision = decide(this.situation, command);
    if (decision.kind === 'refused') return decision;
    if (command.name === 'StartDialing' || command.name === 'SetDialingMode') {
      const busy = this.#surroundings.agentGroups.claim(this.settings, command.mode);
      if (busy !== null) return busy;
    }
    this.#carryOut(command, decision);
    return {
      kind: 'accepted',
      reports: decision.reports.map((step) => step.event),
      status: this.status,
    };
  }

  /**
   * Tells that the interval of periodic messages may have changed: while loaded, the next message comes one interval after now, and
   * none comes where it is 0.
   * @assumption documented is only that changes take effect immediately
   */
  intervalChanged(): void {
    if (this.#session !== null) this.#armPeriodic();
  }

  get #nowMs(): number {
    return this.#surroundings.clock.nowMs();
  }

  #carryOut(command: Command, decision: Accepted): void {
    const before = this.#state;
    if (command.name === 'Load') this.#load();
    const session = this.#session;
    const order: DialOrder = {
      mode: decision.dialMode,
      optimizeBy: decision.optimizeBy,
      goal: decision.optimizeGoal,
    };
    if (command.name === 'StartDialing') session?.dialer.start(this.#nowMs, order);
    if (command.name === 'SetDialingMode') session?.dialer.change(this.#nowMs, order);
    if (before === 'Running' && decision.to !== 'Running') {
      session?.dialer.stop(this.#nowMs);
      this.#surroundings.agentGroups.release(this.settings);
    }
    this.#order = order;
    for (const step of decision.reports) this.#take(step, command.name === 'GeneralInfo' ? command.text : '');
    this.#state = decision.to;
    if (command.name === 'Load') this.#armPeriodic();
    if (decision.afterCalls !== null) this.#awaitCalls(decision.afterCalls);
  }

  #load(): void {
    this.#loads += 1;
    const random = randomFor(this.#surroundings.seed, `${this.label}/dialer/${this.#loads}`);
    this.#session = {
      guid: this.#guids.uuid(),
      dialer: new Dialer(this.settings.dialing, random, this.#readyRecords),
      periodicCount: 0,
    };
  }

  /** Enters the state of a step and reports it; the end of the session comes after its last report. */
  #take({ event, state }: ReportedStep, info = ''): void {
    this.#state = state;
    const unloaded = state === 'NotLoaded';
    if (unloaded) {
      this.#periodic.cancel();
      this.#callsEnd?.cancel();
    }
    const facts = this.#facts(event, info);
    if (unloaded) {
      this.#readyRecords = this.readyRecords;
      this.#session = null;
    }
    this.#surroundings.report(facts, this);
  }

  #awaitCalls(then: ReportedStep): void {
    const { clock } = this.#surroundings;
    const { dialer } = this.#session!;
    this.#callsEnd = clock.at(
      dialer.lastCallEndsMs(clock.nowMs()),
      `end of the calls in progress of ${this.label}`,
      () => {
        if (dialer.callsInProgress(clock.nowMs()) > 0) this.#awaitCalls(then);
        else this.#take(then);
      },
    );
  }

  #armPeriodic(): void {
    this.#periodic.arm(this.#surroundings.intervalSeconds() * 1_000);
  }

  #statistics(session: Session): DialingStatistics {
    return withFixed(
      session.dialer.statistics(this.#nowMs),
      this.settings.statistics ?? {},
      this.settings.dialing.callingLists.map((list) => list.name),
      session.periodicCount,
    );
  }

  #facts(event: EventName, info: string): Facts {
    const session = this.#session!;
    return groupFacts(
      { event, info, state: this.#state, campaignGroupGuid: session.guid },
      this.settings,
      this.#order,
      this.settings.dialing.callingLists,
      this.#statistics(session),
    );
  }
}
