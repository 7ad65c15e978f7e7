import { expect, test } from 'vitest';
import type { JsonObject } from '../../../receiver/contract/contract.ts';
import { Arrivals } from '../../../simulator/harness/arrivals.ts';
import { recordOf } from '../../../simulator/harness/observed.ts';
import { scenarioOf } from './playing.ts';

const SCENARIO = `name: Test
tenants: { north: { ccid: north-ccid }, south: { ccid: south-ccid } }
groups:
  spring: { tenant: north, name: Spring@East }
  other: { tenant: south, name: Spring@East }
  summer: { tenant: south, name: Summer@East }
steps: [{ load: all }]
`;

test('a group of a run is known by tenant and name, and by its name alone where that is clear', async () => {
  const arrivals = new Arrivals(await scenarioOf(SCENARIO));
  const groupOf = (name: string, tenant: string): string | null => {
    const body: JsonObject = { GSW_CAMPAIGN_GROUP_NAME: name, GSW_TENANT_CCID: tenant };
    const entry = { body: JSON.stringify(body), uri: '/', outcome: { status: 200 } };
    return arrivals.arrival(recordOf(entry as never, 1, 0)).group;
  };
  expect(groupOf('Spring@East', 'north-ccid')).toBe('spring');
  expect(groupOf('Spring@East', 'south-ccid')).toBe('other');
  expect(groupOf('Summer@East', '')).toBe('summer');
  expect(groupOf('Spring@East', '')).toBe('Spring@East');
  expect(groupOf('Summer@East', 'north-ccid')).toBe('Summer@East');
});
