import { describe, expect, test } from 'vitest';
import { type Contract, contractOf, type JsonObject } from '../../../receiver/contract/contract.ts';
import { identifier } from '../../../receiver/contract/identify.ts';
import { bodyJudge } from '../../../receiver/contract/judge.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { applySite } from '../../../receiver/contract/site.ts';
import { readSiteFile } from '../../../receiver/contract/site-file.ts';
import { sample } from './samples.ts';
import { schemaValidator } from './schema-validator.ts';

function siteContract(text: string, release: ReleaseName = '8.1.5-draft'): Contract {
  const { site, problems } = readSiteFile({ name: 'site.yaml', text });
  expect(problems).toEqual([]);
  const applied = applySite(contractOf(release), site!);
  expect(applied.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return applied.contract!;
}

function rowOf(contract: Contract, name: string) {
  return contract.rows.find((row) => row.name === name);
}

/** Accepted by the judge and by a validator of the schema. */
function expectGood(contract: Contract, body: JsonObject): void {
  expect(bodyJudge(contract)(body)).toEqual([]);
  expect(schemaValidator(contract)(body)).toBe(true);
}

/** Refused by both, for these fields. */
function expectBad(contract: Contract, body: JsonObject, fields: readonly string[]): void {
  expect(bodyJudge(contract)(body).map(({ field, kind }) => `${field}: ${kind}`)).toEqual(fields);
  expect(schemaValidator(contract)(body)).toBe(false);
}

const dialing = sample('8.1.5-draft/periodic-dialing');
const loaded = sample('8.1.5-draft/loaded');

describe('a renamed and respelt event', () => {
  const contract = siteContract(
    'contract: Example Bank\nchange: { GSW_USER_EVENT: { rename: EVENT, values: { periodic: Activity } } }',
  );
  const { GSW_USER_EVENT: _, ...rest } = dialing;

  test('is told by its new name and spelling', () => {
    const body = { ...rest, EVENT: 'Activity' };
    expectGood(contract, body);
    expect(identifier(contract)(body).event).toBe('periodic');
  });

  test('is not told by the old ones', () => {
    expectBad(contract, dialing, ['EVENT: missing', 'GSW_USER_EVENT: unknown']);
    expectBad(contract, { ...rest, EVENT: 'CampaignActivity' }, ['EVENT: value not allowed']);
  });

  test('is marked as the site’s, with what it was before', () => {
    expect(contract.title).toBe('OCS 8.1.5-draft, Example Bank');
    expect(rowOf(contract, 'EVENT')).toMatchObject({
      mark: 'site',
      source:
        "Example Bank: renamed from GSW_USER_EVENT, other values; before: inferred, OCS's notification of the same events to the desktop, where the key is documented",
    });
    expect(contract.rows.filter(({ mark }) => mark === 'site')).toHaveLength(1);
  });
});

describe('retyped attributes', () => {
  test('an enumeration becomes text by member name, and an integer by number', () => {
    const contract = siteContract(`
contract: Example Bank
change:
  GSW_DIAL_MODE: { type: string }
  GSW_CAMPAIGN_GROUP_STATE: { type: integer }
`);
    const body = { ...dialing, GSW_DIAL_MODE: 'CFGDMPredictGVP', GSW_CAMPAIGN_GROUP_STATE: 5 };
    expectGood(contract, body);
    expectGood(contract, { ...loaded, GSW_DIAL_MODE: '', GSW_CAMPAIGN_GROUP_STATE: 4 });
    expectBad(contract, { ...body, GSW_DIAL_MODE: 'PredictGVP' }, ['GSW_DIAL_MODE: value not allowed']);
    expectBad(contract, { ...body, GSW_DIAL_MODE: 10 }, ['GSW_DIAL_MODE: wrong type']);
    expect(rowOf(contract, 'GSW_DIAL_MODE')!.example).toBe('CFGDMPredict');
  });

  test('a number becomes decimal text', () => {
    const contract = siteContract(`
contract: Example Bank
change:
  GSW_OPTIMIZE_GOAL: { type: string }
  GSW_CALLING_LISTS.GSW_STAT_HIT_RATIO: { type: string, rename: HIT }
`);
    const lists = [
      { GSW_CALLING_LIST: 'E', GSW_CALLING_LIST_DBID: 1, HIT: '0.25', GSW_STAT_TIME_TO_COMPLETE: 1 },
      { GSW_CALLING_LIST: 'W', GSW_CALLING_LIST_DBID: 2, HIT: null, GSW_STAT_TIME_TO_COMPLETE: null },
    ];
    const body = { ...dialing, GSW_OPTIMIZE_GOAL: '12', GSW_CALLING_LISTS: lists };
    expectGood(contract, body);
    expectBad(contract, { ...body, GSW_OPTIMIZE_GOAL: 'twelve' }, ['GSW_OPTIMIZE_GOAL: value not allowed']);
    expectBad(contract, { ...body, GSW_CALLING_LISTS: [{ ...lists[0]!, HIT: 0.25 }] }, [
      'GSW_CALLING_LISTS[0].HIT: wrong type',
    ]);
  });
});

describe('what unassigned looks like', () => {
  const irrelevant = [
    'GSW_DIAL_MODE',
    'GSW_OPTIMIZE_BY',
    'GSW_OPTIMIZE_GOAL',
    'GSW_INFO',
    'GSW_CALLING_LISTS',
  ];

  test('null for all rows', () => {
    const contract = siteContract('contract: Example Bank\nunassigned: null');
    expectGood(contract, { ...loaded, ...Object.fromEntries(irrelevant.map((name) => [name, null])) });
    expectBad(
      contract,
      loaded,
      irrelevant.map((name) => `${name}: not unassigned`),
    );
  });

  test('null for all rows makes an empty text no better a name, and no unassigned form', () => {
    const contract = siteContract('contract: Example Bank\nunassigned: null');
    const body = { ...loaded, ...Object.fromEntries(irrelevant.map((name) => [name, null])) };
    expectBad(contract, { ...body, GSW_QUEUE_NAME: '' }, ['GSW_QUEUE_NAME: unassigned']);
    expectBad(contract, { ...body, GSW_CAMPAIGN_NAME: '' }, ['GSW_CAMPAIGN_NAME: unassigned']);
    expectGood(contract, { ...body, GSW_CAMPAIGN_NAME: null });
  });

  test('left out for all rows but one', () => {
    const contract = siteContract(
      'contract: Example Bank\nunassigned: omit\nchange: { GSW_DIAL_MODE: { unassigned: { value: -1 } } }',
    );
    const statistics = Object.keys(loaded).filter((name) => name.startsWith('GSW_STAT_'));
    expect(statistics).toHaveLength(4);
    const left = new Set([...irrelevant, ...statistics]);
    const body = Object.fromEntries(Object.entries(loaded).filter(([name]) => !left.has(name)));
    expectGood(contract, { ...body, GSW_DIAL_MODE: -1 });
    expectBad(contract, body, ['GSW_DIAL_MODE: missing']);
    expectBad(contract, { ...body, GSW_DIAL_MODE: -1, GSW_INFO: '' }, ['GSW_INFO: not unassigned']);
    expectBad(contract, { ...body, GSW_DIAL_MODE: -1, GSW_STAT_HIT_RATIO: null }, [
      'GSW_STAT_HIT_RATIO: not unassigned',
    ]);
    expectBad(contract, { ...dialing, GSW_INFO: '' }, ['GSW_INFO: not unassigned']);
  });

  test('a number that stands for none is no goal while the group dials predictively', () => {
    const contract = siteContract(
      'contract: Bank\nchange: { GSW_OPTIMIZE_GOAL: { unassigned: { value: -1 } } }',
    );
    expectGood(contract, dialing);
    expectGood(contract, { ...loaded, GSW_OPTIMIZE_GOAL: -1 });
    expectBad(contract, { ...dialing, GSW_OPTIMIZE_GOAL: -1 }, ['GSW_OPTIMIZE_GOAL: unassigned']);
  });

  test('a row that is always relevant is not marked as changed by it', () => {
    const contract = siteContract('contract: Example Bank\nunassigned: omit');
    expect(rowOf(contract, 'GSW_TENANT_NAME')!.mark).toBe('documented');
    expect(rowOf(contract, 'GSW_STAT_HIT_RATIO')!.mark).toBe('site');
  });
});

test('a dial mode that is relevant always says NoDialMode while the group does not dial', () => {
  const contract = siteContract('contract: Example Bank\nchange: { GSW_DIAL_MODE: { relevant: always } }');
  expectGood(contract, loaded);
  expectGood(contract, { ...loaded, GSW_DIAL_MODE: 2 });
  expectBad(contract, { ...dialing, GSW_DIAL_MODE: 0 }, ['GSW_DIAL_MODE: unassigned']);
});

test('two states spelt alike leave open what only one of them settles', () => {
  const { site } = readSiteFile({
    name: 'site.yaml',
    text: 'contract: Bank\nchange: { GSW_CAMPAIGN_GROUP_STATE: { values: { Running: CampaignActive } } }',
  });
  const { contract } = applySite(contractOf(), site!);
  expectGood(contract!, loaded);
  expectGood(contract!, { ...dialing, GSW_CAMPAIGN_GROUP_STATE: 'CampaignActive' });
  expectBad(contract!, { ...loaded, GSW_DIAL_MODE: 12 }, ['GSW_DIAL_MODE: value not allowed']);
  expectBad(contract!, { ...loaded, GSW_CAMPAIGN_GROUP_STATE: 'CampaignNotLoaded', GSW_DIAL_MODE: 1 }, [
    'GSW_DIAL_MODE: not unassigned',
  ]);
});

describe('added and removed attributes', () => {
  const text = `
contract: Example Bank
add:
  SITE_ID: { type: string, value: EU-1, after: GSW_GROUP_NAME }
  GSW_CALLING_LISTS.PRIORITY: { type: integer, value: 3, after: GSW_CALLING_LIST }
remove: [GSW_QUEUE_NAME, GSW_CALLING_LISTS.GSW_CALLING_LIST_DBID]
`;
  const contract = siteContract(text);
  const { GSW_QUEUE_NAME: _, ...rest } = dialing;
  const list = {
    GSW_CALLING_LIST: 'East',
    PRIORITY: 3,
    GSW_STAT_HIT_RATIO: null,
    GSW_STAT_TIME_TO_COMPLETE: 1,
  };
  const body = { ...rest, SITE_ID: 'EU-1', GSW_CALLING_LISTS: [list] };

  test('stand where the file wants them', () => {
    const names = contract.rows.map(({ name }) => name);
    expect(names.slice(4, 8)).toEqual([
      'GSW_GROUP_NAME',
      'SITE_ID',
      'GSW_CAMPAIGN_NAME',
      'GSW_CAMPAIGN_TEMPLATE_NAME',
    ]);
    expect(rowOf(contract, 'GSW_CALLING_LISTS')!.items.map(({ name }) => name)).toEqual(Object.keys(list));
    expect(rowOf(contract, 'SITE_ID')).toMatchObject({ key: null, constant: 'EU-1', mark: 'site' });
  });

  test('are demanded and refused', () => {
    expectGood(contract, body);
    expectBad(contract, { ...body, SITE_ID: 'EU-2' }, ['SITE_ID: value not allowed']);
    expectBad(contract, { ...body, GSW_QUEUE_NAME: '7001' }, ['GSW_QUEUE_NAME: unknown']);
    expectBad(contract, { ...body, GSW_CALLING_LISTS: [{ ...list, PRIORITY: 4 }] }, [
      'GSW_CALLING_LISTS[0].PRIORITY: value not allowed',
    ]);
  });
});

test('without the event nothing that depends on it is demanded, and the rest is judged as before', () => {
  const { site } = readSiteFile({ name: 'site.yaml', text: 'contract: Bank\nremove: [GSW_USER_EVENT]' });
  const { contract } = applySite(contractOf(), site!);
  const { GSW_USER_EVENT: _, ...body } = dialing;
  expectGood(contract!, body);
  expectGood(contract!, { ...body, GSW_INFO: 'something' });
  expectBad(contract!, { ...body, GSW_DIAL_MODE: 'Predict' }, ['GSW_DIAL_MODE: wrong type']);
});

test('one file serves every release: what a release does not have is left out without a word', () => {
  const text = `
contract: Example Bank
change: { GSW_INFO: { rename: INFO }, GSW_STAT_HIT_RATIO: { rename: HIT } }
add: { SITE_ID: { type: string, value: EU-1, after: GSW_INFO } }
`;
  const names = (release: ReleaseName): string[] => siteContract(text, release).rows.map(({ name }) => name);
  expect(names('8.1.5-draft')).toEqual(expect.arrayContaining(['INFO', 'HIT', 'SITE_ID']));
  expect(names('8.1.517').slice(-3)).toEqual(['GSW_CAMPAIGN_GROUP_STATE', 'SITE_ID', 'GSW_CALLING_LISTS']);
  expect(names('8.1.512').slice(-2)).toEqual(['GSW_CAMPAIGN_GROUP_STATE', 'SITE_ID']);
});

test('a contract file that changes nothing leaves the contract as it was, but for the title', () => {
  const contract = siteContract(
    'contract: Example Bank\nunassigned: default\nchange: { GSW_DIAL_MODE: { type: integer } }',
  );
  expect(contract).toEqual({
    ...contractOf(),
    title: 'OCS 8.1.5-draft, Example Bank',
    release: expect.anything(),
  });
});
