import { expect, test } from 'vitest';
import { type Contract, contractOf } from '../../../receiver/contract/contract.ts';
import {
  elasticsearchMapping,
  expectedTypes,
  LONGEST_KEYWORD,
} from '../../../receiver/contract/derive/elasticsearch-mapping.ts';
import { applySite, loadContract } from '../../../receiver/contract/site.ts';
import { readSiteFile } from '../../../receiver/contract/site-file.ts';

const TEXT = { type: 'keyword', ignore_above: 10_922 };
const LONG = { type: 'long' };
const DOUBLE = { type: 'double' };
const WITHOUT_STATISTICS = {
  GSW_TENANT_NAME: TEXT,
  GSW_TENANT_CCID: TEXT,
  GSW_CAMPAIGN_GROUP_NAME: TEXT,
  GSW_CAMPAIGN_GROUP_GUID: TEXT,
  GSW_GROUP_NAME: TEXT,
  GSW_CAMPAIGN_NAME: TEXT,
  GSW_CAMPAIGN_TEMPLATE_NAME: TEXT,
  GSW_QUEUE_NAME: TEXT,
  GSW_DIAL_MODE: LONG,
  GSW_OPTIMIZE_BY: LONG,
  GSW_OPTIMIZE_GOAL: LONG,
  GSW_USER_EVENT: TEXT,
  GSW_CAMPAIGN_GROUP_STATE: TEXT,
};
const STATISTICS = {
  GSW_STAT_BUSY_FACTOR: DOUBLE,
  GSW_STAT_HIT_RATIO: DOUBLE,
  GSW_STAT_OVERDIAL_RATE: DOUBLE,
  GSW_STAT_TIME_TO_COMPLETE: DOUBLE,
  GSW_CALLING_LISTS: {
    type: 'object',
    properties: {
      GSW_CALLING_LIST: TEXT,
      GSW_CALLING_LIST_DBID: LONG,
      GSW_STAT_HIT_RATIO: DOUBLE,
      GSW_STAT_TIME_TO_COMPLETE: DOUBLE,
    },
  },
};

function siteContract(text: string): Contract {
  const { site } = readSiteFile({ name: 'site.yaml', text: `contract: Example Bank\n${text}` });
  return applySite(contractOf(), site!).contract!;
}

test.each([
  ['8.1.5-draft', { ...WITHOUT_STATISTICS, ...STATISTICS, GSW_INFO: TEXT }],
  ['8.1.512', WITHOUT_STATISTICS],
  ['8.1.517', { ...WITHOUT_STATISTICS, ...STATISTICS }],
] as const)('release %s has a mapping of its attributes and of no others', (release, properties) => {
  expect(elasticsearchMapping(contractOf(release))).toEqual({ dynamic: false, properties });
});

test('the mapping of a site has its names and its types', () => {
  const { contract } = loadContract({ file: 'scenarios/contracts/example-bank.yaml' });
  const { properties } = elasticsearchMapping(contract!);
  expect(properties).toMatchObject({
    EVENT: TEXT,
    GSW_DIAL_MODE: TEXT,
    SITE_ID: TEXT,
    GSW_CALLING_LISTS: { properties: { HIT_RATIO: DOUBLE } },
  });
  expect(properties).not.toHaveProperty('GSW_USER_EVENT');
  expect(properties).not.toHaveProperty('GSW_QUEUE_NAME');
});

test('the longest keyword fits into a term of Lucene in the script that takes most bytes', () => {
  expect(Buffer.byteLength('漢'.repeat(LONGEST_KEYWORD))).toBe(32_766);
  expect(Buffer.byteLength('😀'.repeat(LONGEST_KEYWORD / 2))).toBeLessThan(32_766);
});

test.each([
  ['unassigned: null', DOUBLE, LONG, STATISTICS.GSW_CALLING_LISTS],
  ['unassigned: omit', DOUBLE, LONG, STATISTICS.GSW_CALLING_LISTS],
  ['unassigned: { value: -1 }', DOUBLE, LONG, { type: 'object', enabled: false }],
  ['unassigned: { value: -0.5 }', DOUBLE, DOUBLE, { type: 'object', enabled: false }],
  [
    'unassigned: { value: n/a }',
    { ...DOUBLE, ignore_malformed: true },
    { ...LONG, ignore_malformed: true },
    { type: 'object', enabled: false },
  ],
])('fields take what a site sends for unassigned: %s', (text, ratio, mode, lists) => {
  const { properties } = elasticsearchMapping(siteContract(text));
  expect(properties.GSW_STAT_BUSY_FACTOR).toEqual(ratio);
  expect(properties.GSW_DIAL_MODE).toEqual(mode);
  expect(properties.GSW_CALLING_LISTS).toEqual(lists);
});

test('the expected types go by full path, each object before its members', () => {
  const types = [...expectedTypes(contractOf('8.1.517'))];
  expect(types).toHaveLength(22);
  expect(types.slice(-5)).toEqual([
    ['GSW_CALLING_LISTS', 'object'],
    ['GSW_CALLING_LISTS.GSW_CALLING_LIST', 'keyword'],
    ['GSW_CALLING_LISTS.GSW_CALLING_LIST_DBID', 'long'],
    ['GSW_CALLING_LISTS.GSW_STAT_HIT_RATIO', 'double'],
    ['GSW_CALLING_LISTS.GSW_STAT_TIME_TO_COMPLETE', 'double'],
  ]);
});
