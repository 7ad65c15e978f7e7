import type { Facts } from '../../../receiver/contract/facts.ts';
import { AgentGroups } from '../../../simulator/campaign/agent-groups.ts';
import { CampaignGroup, type CampaignGroupSettings } from '../../../simulator/campaign/campaign-group.ts';
import { dialerSettings } from '../../../simulator/campaign/dialer-settings.ts';
import { ManualClock } from '../../support/manual-clock.ts';

export const SPRING: CampaignGroupSettings = {
  label: 'spring',
  tenantName: 'Acme',
  tenantCcid: '1f6e2c3a-8a55-4f0e-9d7c-2b1f0a9c4d11',
  campaignGroupName: 'Spring@Agents East',
  groupName: 'Agents East',
  campaignName: 'Spring',
  campaignTemplateName: null,
  queueName: '7001',
  dialing: dialerSettings([
    { name: 'East', dbid: 101, records: 12_000 },
    { name: 'West', dbid: 102, records: 8_000 },
  ]),
};

export interface Report {
  readonly atMs: number;
  readonly facts: Facts;
  /** What the group itself said of its state while it reported. */
  readonly groupState: string;
}

/** A campaign group with a clock that the test moves, and everything it reports. */
export class GroupUnderTest {
  readonly clock: ManualClock;
  readonly agentGroups: AgentGroups;
  readonly group: CampaignGroup;
  readonly reports: Report[] = [];
  intervalSeconds = 10;
  onReport: (report: Report) => void = () => undefined;

  constructor(
    settings: Partial<CampaignGroupSettings> = {},
    shared: { clock?: ManualClock; agentGroups?: AgentGroups; seed?: number } = {},
  ) {
    this.clock = shared.clock ?? new ManualClock();
    this.agentGroups = shared.agentGroups ?? new AgentGroups();
    this.group = new CampaignGroup(
      { ...SPRING, ...settings },
      {
        clock: this.clock,
        seed: shared.seed ?? 7,
        agentGroups: this.agentGroups,
        intervalSeconds: () => this.intervalSeconds,
        report: (facts, group) => {
          const report = { atMs: this.clock.nowMs(), facts, groupState: group.state };
          this.reports.push(report);
          this.onReport(report);
        },
      },
    );
  }

  /** `12.5 s stopped (Active)`, one for each report. */
  get story(): readonly string[] {
    return this.reports.map(({ atMs, facts }) => `${atMs / 1_000} s ${facts.event} (${facts.state})`);
  }

  /** The instants of the periodic messages, in seconds. */
  get periodicSeconds(): readonly number[] {
    return this.reports.filter(({ facts }) => facts.event === 'periodic').map(({ atMs }) => atMs / 1_000);
  }
}
