import { describe, expect, test } from 'vitest';
import { AgentGroups } from '../../../simulator/campaign/agent-groups.ts';
import { DIALER_DEFAULTS } from '../../../simulator/campaign/dialer-settings.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { GroupUnderTest, SPRING } from './group-under-test.ts';

const PREDICT = { name: 'StartDialing', mode: 'Predict' } as const;

/** One agent; an attempt is answered after one second, and its call takes exactly nine more. */
const BY_HAND = {
  dialing: {
    ...DIALER_DEFAULTS,
    agents: 1,
    answerRate: 1,
    ringSeconds: 0,
    talkSeconds: 0,
    wrapUpSeconds: 9,
    callingLists: [{ name: 'East', dbid: 101, records: 5 }],
  },
};

describe('the life of a campaign group', () => {
  test('from load to unload it reports every step, and a waiting unload at the end of the last call', () => {
    const spring = new GroupUnderTest(BY_HAND);
    spring.intervalSeconds = 0;
    spring.group.execute({ name: 'Load' });
    spring.clock.moveTo(1_000);
    spring.group.execute({ name: 'StartDialing', mode: 'Progress' });
    spring.clock.moveTo(5_500);
    spring.group.execute({ name: 'StopDialing' });
    expect(spring.group.callsInProgress).toBe(1);
    spring.clock.moveTo(6_000);
    const unload = spring.group.execute({ name: 'Unload' });
    expect(unload).toMatchObject({ kind: 'accepted', reports: [], status: { state: 'WaitingUnload' } });
    expect(spring.clock.pending).toEqual(['end of the calls in progress of spring']);
    spring.clock.moveTo(60_000);
    // Dialing started at 1 s, so the call was answered at 3 s and its wrap-up ended at 12 s.
    expect(spring.story).toEqual([
      '0 s loaded (Active)',
      '1 s started (Running)',
      '5.5 s stopped (Active)',
      '12 s unloaded (NotLoaded)',
    ]);
    expect(spring.group.state).toBe('NotLoaded');
    expect(spring.clock.pending).toEqual([]);
  });

  test('an unload waits for a ringing attempt, and then for the call that comes of it', () => {
    const dialing = { ...BY_HAND.dialing, ringSeconds: 10, wrapUpSeconds: 60 };
    const spring = new GroupUnderTest({ dialing });
    spring.intervalSeconds = 0;
    spring.group.execute({ name: 'Load' });
    spring.group.execute({ name: 'StartDialing', mode: 'Progress' });
    spring.clock.moveTo(2_000);
    spring.group.execute({ name: 'Unload' });
    spring.clock.moveTo(600_000);
    const { atMs, facts } = spring.reports.at(-1)!;
    expect(facts.event).toBe('unloaded');
    // It rings for 5 to 15 seconds, and the wrap-up takes another 60.
    expect(atMs).toBeGreaterThanOrEqual(66_000);
    expect(atMs).toBeLessThanOrEqual(77_000);
  });

  test('an unload of a running group stops it first', () => {
    const spring = new GroupUnderTest();
    spring.group.execute({ name: 'Load' });
    spring.group.execute(PREDICT);
    expect(spring.group.execute({ name: 'Unload' })).toMatchObject({ reports: ['stopped', 'unloaded'] });
    expect(spring.story).toEqual([
      '0 s loaded (Active)',
      '0 s started (Running)',
      '0 s stopped (Active)',
      '0 s unloaded (NotLoaded)',
    ]);
  });

  test('while it reports, a group is in the state that it reports', () => {
    const spring = new GroupUnderTest();
    spring.group.execute({ name: 'Load' });
    spring.group.execute(PREDICT);
    spring.clock.moveTo(120_000);
    spring.group.execute({ name: 'Unload' });
    spring.clock.moveTo(1_200_000);
    expect(spring.reports.at(-1)?.facts.event).toBe('unloaded');
    expect(spring.reports.map((report) => report.groupState)).toEqual(
      spring.reports.map((report) => report.facts.state),
    );
  });

  test('a forced unload drops the calls and ends at once', () => {
    const spring = new GroupUnderTest();
    spring.group.execute({ name: 'Load' });
    spring.group.execute(PREDICT);
    spring.clock.moveTo(95_000);
    expect(spring.group.callsInProgress).toBeGreaterThan(10);
    expect(spring.group.execute({ name: 'ForceUnload' })).toMatchObject({ reports: ['unloaded forcefully'] });
    expect(spring.group.callsInProgress).toBe(0);
    expect(spring.story.at(-1)).toBe('95 s unloaded forcefully (NotLoaded)');
    expect(spring.clock.pending).toEqual([]);
  });

  test('a forced unload cuts a waiting one short, which then reports nothing more', () => {
    const spring = new GroupUnderTest();
    spring.group.execute({ name: 'Load' });
    spring.group.execute(PREDICT);
    spring.clock.moveTo(95_000);
    spring.group.execute({ name: 'Unload' });
    spring.clock.moveTo(96_000);
    spring.group.execute({ name: 'ForceUnload' });
    spring.clock.moveTo(1_200_000);
    expect(spring.story.slice(-2)).toEqual(['95 s stopped (Active)', '96 s unloaded forcefully (NotLoaded)']);
  });

  test('a refused command changes nothing and reports nothing', () => {
    const spring = new GroupUnderTest();
    expect(spring.group.execute(PREDICT)).toEqual({
      kind: 'refused',
      code: 'not loaded',
      reason: 'StartDialing needs a loaded group, and this one is not loaded',
      hint: 'load it first',
    });
    expect([spring.group.state, spring.reports.length, spring.clock.pending.length]).toEqual([
      'NotLoaded',
      0,
      0,
    ]);
  });

  test('a change of dial mode is reported with the new mode, and at once', () => {
    const spring = new GroupUnderTest();
    spring.group.execute({ name: 'Load' });
    spring.group.execute({ name: 'StartDialing', mode: 'Progress' });
    spring.clock.moveTo(5_000);
    spring.group.execute({ name: 'SetDialingMode', mode: 'Predict', optimizeBy: 'OverdialRate', goal: 3 });
    expect(spring.reports.at(-1)).toMatchObject({
      atMs: 5_000,
      facts: { event: 'dial mode changed', dialMode: 'Predict', optimizeBy: 'OverdialRate', optimizeGoal: 3 },
    });
    expect(spring.group.dialMode).toBe('Predict');
  });

  test('general info carries its text, and no other report does', () => {
    const spring = new GroupUnderTest();
    spring.group.execute({ name: 'Load' });
    spring.group.execute({ name: 'GeneralInfo', text: 'list East is nearly exhausted' });
    spring.clock.moveTo(10_000);
    expect(spring.reports.map(({ facts }) => [facts.event, facts.info])).toEqual([
      ['loaded', ''],
      ['general info', 'list East is nearly exhausted'],
      ['periodic', ''],
    ]);
  });

  test('a status is answered in every state and reports nothing', () => {
    const spring = new GroupUnderTest();
    const status = () => spring.group.execute({ name: 'GetCampaignStatus' });
    expect(status()).toMatchObject({
      kind: 'accepted',
      status: { state: 'NotLoaded', campaignGroupGuid: null, statistics: null, callsInProgress: 0 },
    });
    spring.group.execute({ name: 'Load' });
    spring.group.execute(PREDICT);
    spring.clock.moveTo(9_000);
    expect(status()).toMatchObject({
      reports: [],
      status: { state: 'Running', dialMode: 'Predict', optimizeBy: 'BusyFactor', optimizeGoal: 80 },
    });
    expect(spring.story).toEqual(['0 s loaded (Active)', '0 s started (Running)']);
  });
});

describe('what a report says', () => {
  test('everything that the configuration says of the group, its lists included', () => {
    const spring = new GroupUnderTest();
    spring.group.execute({ name: 'Load' });
    const { label: _label, dialing: _dialing, ...identity } = SPRING;
    const guid = spring.group.status.campaignGroupGuid;
    expect(spring.reports[0]!.facts).toEqual({
      ...identity,
      event: 'loaded',
      state: 'Active',
      campaignGroupGuid: guid,
      dialMode: 'NoDialMode',
      optimizeBy: 'BusyFactor',
      optimizeGoal: 80,
      busyFactor: null,
      hitRatio: null,
      overdialRate: null,
      timeToComplete: null,
      info: '',
      callingLists: [
        { callingListName: 'East', callingListDbid: 101, hitRatio: null, timeToComplete: null },
        { callingListName: 'West', callingListDbid: 102, hitRatio: null, timeToComplete: null },
      ],
    });
    expect(guid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('one GUID from load to unload, another for the next load, the same for the same seed', () => {
    const guids = (seed: number): readonly string[] => {
      const spring = new GroupUnderTest({}, { seed });
      for (const name of ['Load', 'Unload', 'Load', 'Unload'] as const) spring.group.execute({ name });
      return spring.reports.map(({ facts }) => facts.campaignGroupGuid);
    };
    const [first, firstEnd, second, secondEnd] = guids(7);
    expect([first, second]).toEqual([firstEnd, secondEnd]);
    expect(first).not.toBe(second);
    expect(guids(7)).toEqual([first, firstEnd, second, secondEnd]);
    expect(guids(8)[0]).not.toBe(first);
  });

  test('statistics begin anew with a load, and the calling lists go on where they were', () => {
    const spring = new GroupUnderTest(BY_HAND);
    spring.group.execute({ name: 'Load' });
    spring.group.execute({ name: 'StartDialing', mode: 'Progress' });
    spring.clock.moveTo(15_000);
    spring.group.execute({ name: 'ForceUnload' });
    expect(spring.group.readyRecords).toEqual([3]);
    spring.group.execute({ name: 'Load' });
    expect(spring.reports.at(-1)!.facts).toMatchObject({ event: 'loaded', hitRatio: null });
    expect(spring.group.readyRecords).toEqual([3]);
  });

  test('each load has chances of its own', () => {
    const spring = new GroupUnderTest();
    spring.intervalSeconds = 3_600;
    for (const _load of [1, 2]) {
      spring.group.execute({ name: 'Load' });
      spring.group.execute(PREDICT);
      spring.clock.moveTo(spring.clock.nowMs() + 3_600_000);
      spring.group.execute({ name: 'ForceUnload' });
    }
    const [first, second] = spring.reports.filter(({ facts }) => facts.event === 'periodic');
    expect(first!.facts.hitRatio).toBeGreaterThan(0);
    expect(first!.facts.hitRatio).not.toBe(second!.facts.hitRatio);
  });

  test('the same seed tells the same story, and another group beside it changes nothing', () => {
    const tell = (withSummer: boolean): string => {
      const clock = new ManualClock();
      const agentGroups = new AgentGroups();
      const spring = new GroupUnderTest({}, { clock, agentGroups });
      const summer = new GroupUnderTest(
        { label: 'summer', groupName: 'Agents West' },
        { clock, agentGroups },
      );
      for (const each of withSummer ? [summer, spring] : [spring]) {
        each.group.execute({ name: 'Load' });
        each.group.execute(PREDICT);
      }
      clock.moveTo(1_800_000);
      return JSON.stringify(spring.reports);
    };
    expect(tell(true)).toBe(tell(false));
  });

  test('fixed statistics go by the periodic messages of one load', () => {
    const spring = new GroupUnderTest({ statistics: { busyFactor: [0.1, 0.2, null], overdialRate: 0.05 } });
    spring.group.execute({ name: 'Load' });
    spring.clock.moveTo(20_000);
    spring.group.execute(PREDICT);
    spring.clock.moveTo(40_000);
    spring.group.execute({ name: 'ForceUnload' });
    spring.group.execute({ name: 'Load' });
    spring.clock.moveTo(50_000);
    expect(spring.reports.map(({ facts }) => [facts.event, facts.busyFactor, facts.overdialRate])).toEqual([
      ['loaded', 0.1, 0.05],
      ['periodic', 0.1, 0.05],
      ['periodic', 0.2, 0.05],
      ['started', 0.2, 0.05],
      ['periodic', null, 0.05],
      ['periodic', null, 0.05],
      ['unloaded forcefully', null, 0.05],
      ['loaded', 0.1, 0.05],
      ['periodic', 0.1, 0.05],
    ]);
  });
});

describe('two campaign groups on one agent group', () => {
  function pair() {
    const shared = { clock: new ManualClock(), agentGroups: new AgentGroups() };
    const spring = new GroupUnderTest({}, shared).group;
    const summer = new GroupUnderTest({ label: 'summer', campaignGroupName: 'Summer@Agents East' }, shared)
      .group;
    spring.execute({ name: 'Load' });
    summer.execute({ name: 'Load' });
    spring.execute(PREDICT);
    return { clock: shared.clock, spring, summer };
  }

  test('the second is refused, stays as it was, and may dial in preview', () => {
    const { summer } = pair();
    expect(summer.execute(PREDICT)).toMatchObject({ kind: 'refused', code: 'agent group busy' });
    expect([summer.state, summer.dialMode]).toEqual(['Active', 'NoDialMode']);
    expect(summer.execute({ name: 'StartDialing', mode: 'Preview' }).kind).toBe('accepted');
  });

  test.each(['StopDialing', 'Unload', 'ForceUnload'] as const)(
    '%s of the first lets the second dial',
    (name) => {
      const { clock, spring, summer } = pair();
      clock.moveTo(95_000);
      spring.execute({ name });
      expect(summer.execute(PREDICT).kind).toBe('accepted');
    },
  );
});
