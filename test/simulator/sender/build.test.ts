// What the sender makes against notifications that were typed by hand, byte by byte. The facts always hold more than is relevant.

import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import type { CallingListFacts, Facts } from '../../../receiver/contract/facts.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { applySite } from '../../../receiver/contract/site.ts';
import { readSiteFile } from '../../../receiver/contract/site-file.ts';
import { bodyBuilder } from '../../../simulator/sender/build.ts';
import { SAMPLES, sample } from '../../receiver/contract/samples.ts';
import { SPRING } from './facts.ts';

type Changes = Partial<Facts>;

const idle = { dialMode: 'NoDialMode' } as const;
const unknown = { busyFactor: null, hitRatio: null, overdialRate: null, timeToComplete: null } as const;
const noTemplate = { campaignTemplateName: null } as const;
const east = (hitRatio: number | null, timeToComplete: number | null): readonly CallingListFacts[] => [
  { callingListName: 'East', callingListDbid: 101, hitRatio, timeToComplete },
];

/** What each sample tells that differs from SPRING. */
const TOLD: Readonly<Record<string, Changes>> = {
  '8.1.5-draft/dial-mode-changed-to-progress': { event: 'dial mode changed', dialMode: 'Progress' },
  '8.1.5-draft/general-info': {
    event: 'general info',
    dialMode: 'PredictAndSeize',
    optimizeBy: 'OverdialRate',
    optimizeGoal: 3,
    info: 'Calling list East is nearly exhausted',
  },
  '8.1.5-draft/loaded': { event: 'loaded', state: 'Active', ...idle },
  '8.1.5-draft/periodic-dialing': {},
  '8.1.5-draft/periodic-loaded-nothing-known-yet': {
    state: 'Active',
    ...idle,
    ...unknown,
    callingLists: east(null, null),
  },
  '8.1.5-draft/periodic-unloading': {
    state: 'WaitingUnload',
    ...idle,
    busyFactor: 0.12,
    hitRatio: 0.31,
    overdialRate: 0.019,
    timeToComplete: null,
    callingLists: [],
  },
  '8.1.5-draft/started-predict-nothing-known-yet': {
    event: 'started',
    tenantName: 'undefined',
    ...noTemplate,
    dialMode: 'Predict',
    optimizeBy: 'BusyFactor',
    optimizeGoal: 80,
    ...unknown,
  },
  '8.1.5-draft/started-preview': {
    event: 'started',
    campaignGroupName: 'Señores@Größe 北',
    campaignGroupGuid: '7a3e0f44-2c9b-4c1d-b6e5-91d2c8f7a001',
    groupName: 'Größe 北',
    campaignName: null,
    ...noTemplate,
    queueName: '7002@SIP_Switch',
    dialMode: 'Preview',
    busyFactor: 0.41,
    hitRatio: 0,
    overdialRate: 0,
    timeToComplete: null,
  },
  '8.1.5-draft/stopped': { event: 'stopped', state: 'Active', ...idle },
  '8.1.5-draft/unloaded-forcefully': {
    event: 'unloaded forcefully',
    state: 'NotLoaded',
    ...idle,
    ...noTemplate,
  },
  '8.1.5-draft/unloaded': { event: 'unloaded', state: 'NotLoaded', ...idle },
  '8.1.512/dial-mode-changed-to-progress-and-seize': {
    event: 'dial mode changed',
    dialMode: 'ProgressAndSeize',
    ...noTemplate,
  },
  '8.1.512/loaded': { event: 'loaded', state: 'Active', ...idle },
  '8.1.512/periodic-dialing': { dialMode: 'PushPreview', ...noTemplate },
  '8.1.512/started-predict': {
    event: 'started',
    dialMode: 'Predict',
    optimizeBy: 'BusyFactor',
    optimizeGoal: 80,
    ...noTemplate,
  },
  '8.1.512/stopped-while-unloading': { event: 'stopped', state: 'WaitingUnload', ...idle, ...noTemplate },
  '8.1.512/unloaded': { event: 'unloaded', state: 'NotLoaded', ...idle, ...noTemplate },
  '8.1.517/dial-mode-changed-to-predict': {
    event: 'dial mode changed',
    dialMode: 'Predict',
    optimizeBy: 'OverdialRate',
    optimizeGoal: 0,
    busyFactor: 0.7,
    overdialRate: 0,
    timeToComplete: 5400,
  },
  '8.1.517/loaded': { event: 'loaded', state: 'Active', tenantName: 'undefined', ...idle, ...noTemplate },
  '8.1.517/periodic-dialing': {
    dialMode: 'ProgressGVP',
    ...noTemplate,
    busyFactor: 0.66,
    hitRatio: 1,
    overdialRate: 0,
    timeToComplete: 0,
    callingLists: east(1, 0),
  },
  '8.1.517/started-power': { event: 'started', dialMode: 'Power', ...noTemplate, ...unknown },
  '8.1.517/stopped': { event: 'stopped', state: 'Active', ...idle, ...noTemplate },
  '8.1.517/unloaded': { event: 'unloaded', state: 'NotLoaded', ...idle, ...noTemplate },
};

test('every notification typed by hand is made here', () => {
  expect(Object.keys(TOLD).sort()).toEqual(SAMPLES.map(({ name }) => name.replace('.json', '')).sort());
});

test.each(Object.entries(TOLD))('%s comes out as it was typed, to the byte', (name, changes) => {
  const [release] = name.split('/') as [ReleaseName];
  const body = bodyBuilder(contractOf(release))({ ...SPRING, ...changes });
  expect(JSON.stringify(body)).toBe(JSON.stringify(sample(name)));
});

describe("A site's contract", () => {
  const siteBody = (yaml: string, facts: Facts = SPRING): Readonly<Record<string, unknown>> => {
    const { site, problems } = readSiteFile({ name: 'site.yaml', text: `contract: Example Bank\n${yaml}` });
    expect(problems).toEqual([]);
    const { contract } = applySite(contractOf(), site!);
    return bodyBuilder(contract!)(facts);
  };

  test('can leave out what is not assigned', () => {
    const body = siteBody('unassigned: omit\n', { ...SPRING, event: 'loaded', state: 'Active', ...idle });
    expect(Object.keys(body)).toEqual([
      'GSW_TENANT_NAME',
      'GSW_TENANT_CCID',
      'GSW_CAMPAIGN_GROUP_NAME',
      'GSW_CAMPAIGN_GROUP_GUID',
      'GSW_GROUP_NAME',
      'GSW_CAMPAIGN_NAME',
      'GSW_CAMPAIGN_TEMPLATE_NAME',
      'GSW_QUEUE_NAME',
      'GSW_USER_EVENT',
      'GSW_CAMPAIGN_GROUP_STATE',
    ]);
  });

  test('can say null for what is not assigned', () => {
    const body = siteBody('unassigned: null\n', { ...SPRING, event: 'loaded', state: 'Active', ...idle });
    expect(body).toMatchObject({ GSW_DIAL_MODE: null, GSW_INFO: null, GSW_CALLING_LISTS: null });
  });

  test('can spell numbers as text', () => {
    const body = siteBody(
      'change:\n  GSW_OPTIMIZE_GOAL: { type: string }\n  GSW_DIAL_MODE: { type: string }\n',
    );
    expect(body).toMatchObject({ GSW_OPTIMIZE_GOAL: '12', GSW_DIAL_MODE: 'CFGDMPredictGVP' });
  });
});
