import type { Facts } from '../../receiver/contract/facts.ts';
import type { CallingListSettings, DialOrder } from './dialer-settings.ts';
import type { DialingStatistics } from './dialing-statistics.ts';
import type { GroupIdentity } from './identity.ts';

/** What a group knows at the instant of an event, as the facts of its notification. */
export function groupFacts(
  happening: Pick<Facts, 'event' | 'state' | 'info' | 'campaignGroupGuid'>,
  identity: GroupIdentity,
  order: DialOrder,
  lists: readonly CallingListSettings[],
  statistics: DialingStatistics,
): Facts {
  return {
    event: happening.event,
    state: happening.state,
    tenantName: identity.tenantName,
    tenantCcid: identity.tenantCcid,
    campaignGroupName: identity.campaignGroupName,
    campaignGroupGuid: happening.campaignGroupGuid,
    groupName: identity.groupName,
    campaignName: identity.campaignName,
    campaignTemplateName: identity.campaignTemplateName,
    queueName: identity.queueName,
    dialMode: order.mode,
    optimizeBy: order.optimizeBy,
    optimizeGoal: order.goal,
    busyFactor: statistics.busyFactor,
    hitRatio: statistics.hitRatio,
    overdialRate: statistics.overdialRate,
    timeToComplete: statistics.timeToComplete,
    info: happening.info,
    callingLists: lists.map((list, index) => ({
      callingListName: list.name,
      callingListDbid: list.dbid,
      hitRatio: statistics.callingLists[index]!.hitRatio,
      timeToComplete: statistics.callingLists[index]!.timeToComplete,
    })),
  };
}
