import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contractOf, type JsonObject } from '../../../receiver/contract/contract.ts';
import { notificationTypes } from '../../../receiver/contract/derive/typescript.ts';
import { bodyJudge } from '../../../receiver/contract/judge.ts';
import type { Notification, NotificationOf } from '../../../receiver/contract/notification.generated.ts';

// The compiler checks these: typed by hand, and each line marked as an error must be one.
const started: NotificationOf['8.1.512'] = {
  GSW_TENANT_NAME: 'Acme',
  GSW_TENANT_CCID: '1f6e2c3a',
  GSW_CAMPAIGN_GROUP_NAME: 'Spring@Agents East',
  GSW_CAMPAIGN_GROUP_GUID: '0f1d3c52',
  GSW_GROUP_NAME: 'Agents East',
  GSW_CAMPAIGN_NAME: 'Spring',
  GSW_CAMPAIGN_TEMPLATE_NAME: '',
  GSW_QUEUE_NAME: '7001@SIP_Switch',
  GSW_DIAL_MODE: 1,
  GSW_OPTIMIZE_BY: 1,
  GSW_OPTIMIZE_GOAL: 80,
  GSW_USER_EVENT: 'CampaignStarted',
  GSW_CAMPAIGN_GROUP_STATE: 'CampaignRunning',
};

const periodic: NotificationOf['8.1.517'] = {
  ...started,
  GSW_USER_EVENT: 'CampaignActivity',
  GSW_STAT_BUSY_FACTOR: 0.85,
  GSW_STAT_HIT_RATIO: null,
  GSW_STAT_OVERDIAL_RATE: 0.02,
  GSW_STAT_TIME_TO_COMPLETE: 600,
  GSW_CALLING_LISTS: [
    {
      GSW_CALLING_LIST: 'East',
      GSW_CALLING_LIST_DBID: 101,
      GSW_STAT_HIT_RATIO: 0.3,
      GSW_STAT_TIME_TO_COMPLETE: null,
    },
  ],
};

const forced: NotificationOf['8.1.5-draft'] = {
  ...periodic,
  GSW_DIAL_MODE: 0,
  GSW_OPTIMIZE_BY: 0,
  GSW_OPTIMIZE_GOAL: 0,
  GSW_STAT_BUSY_FACTOR: null,
  GSW_STAT_OVERDIAL_RATE: null,
  GSW_STAT_TIME_TO_COMPLETE: null,
  GSW_USER_EVENT: 'CampaignForceUnloaded',
  GSW_CAMPAIGN_GROUP_STATE: 'CampaignNotLoaded',
  GSW_INFO: '',
  GSW_CALLING_LISTS: [],
};

// @ts-expect-error: this release does not report forced unloads
const unreported: NotificationOf['8.1.512']['GSW_USER_EVENT'] = 'CampaignForceUnloaded';
// @ts-expect-error: there is no dial mode 12
const noSuchMode: NotificationOf['8.1.517']['GSW_DIAL_MODE'] = 12;
// @ts-expect-error: a name is never null
const nameless: Notification['GSW_GROUP_NAME'] = null;

test('what the type of a release takes, the judge takes', () => {
  const typed: readonly [keyof NotificationOf, Notification][] = [
    ['8.1.512', started],
    ['8.1.517', periodic],
    ['8.1.5-draft', forced],
  ];
  for (const [release, notification] of typed) {
    expect(bodyJudge(contractOf(release))(notification as unknown as JsonObject)).toEqual([]);
  }
});

test('what the type of a release refuses, the judge refuses', () => {
  const wrong = {
    ...started,
    GSW_USER_EVENT: unreported,
    GSW_DIAL_MODE: noSuchMode,
    GSW_GROUP_NAME: nameless,
  };
  const differences = bodyJudge(contractOf('8.1.512'))(wrong as unknown as JsonObject);
  expect(differences.map(({ field }) => field)).toEqual([
    'GSW_GROUP_NAME',
    'GSW_DIAL_MODE',
    'GSW_USER_EVENT',
  ]);
});

test('the generated file is what the table gives today', () => {
  const path = join(import.meta.dirname, '../../../receiver/contract/notification.generated.ts');
  expect(readFileSync(path, 'utf8')).toBe(notificationTypes());
});
