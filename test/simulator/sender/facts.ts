import type { Facts } from '../../../receiver/contract/facts.ts';

/** What the hand-typed samples of test/golden/notifications tell, before any of their fields differ. */
export const SPRING: Facts = {
  event: 'periodic',
  state: 'Running',
  tenantName: 'Acme',
  tenantCcid: '1f6e2c3a-8a55-4f0e-9d7c-2b1f0a9c4d11',
  campaignGroupName: 'Spring@Agents East',
  campaignGroupGuid: '0f1d3c52-6b1e-4f5a-8c0d-7e2a9b4c6d8f',
  groupName: 'Agents East',
  campaignName: 'Spring',
  campaignTemplateName: 'Spring template',
  queueName: '7001@SIP_Switch',
  dialMode: 'PredictGVP',
  optimizeBy: 'WaitTime',
  optimizeGoal: 12,
  busyFactor: 0.85,
  hitRatio: 0.3,
  overdialRate: 0.02,
  timeToComplete: 600,
  info: '',
  callingLists: [
    { callingListName: 'East', callingListDbid: 101, hitRatio: 0.28, timeToComplete: 480.5 },
    { callingListName: 'West', callingListDbid: 102, hitRatio: null, timeToComplete: null },
  ],
};

/** A group that was loaded: everything that is not relevant then is known all the same, and must not be told. */
export function loadedFacts(): Facts {
  return { ...SPRING, event: 'loaded', state: 'Active', dialMode: 'NoDialMode' };
}
